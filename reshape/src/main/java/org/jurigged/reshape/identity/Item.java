package org.jurigged.reshape.identity;

import java.util.List;

/** Something of one version that may have another name in the other one; its counterpart there is its partner. */
abstract sealed class Item permits Lambda, NestClass {
    private Item partner;
    private Place place;
    private Lambda outer;
    private Site site = Site.NONE;
    private boolean stands;
    private boolean replaced;

    /** Notes where it stands; only the first place counts, as code of initialisers and {@code finally} is repeated. */
    final void stand(Place where, Lambda inLambda, Site at) {
        if (!stands) {
            stands = true;
            place = where;
            outer = inLambda;
            site = at;
            (inLambda == null ? where.children() : inLambda.children()).add(this);
        }
    }

    /** Whether any code makes it; what was removed earlier and is still remembered has no such place. */
    final boolean stands() {
        return stands;
    }

    /** The method of the source that it stands in; {@code null} if unknown. */
    final Place place() {
        return place;
    }

    /** The innermost lambda that it stands in; {@code null} if there is none. */
    final Lambda outer() {
        return outer;
    }

    final Site site() {
        return site;
    }

    /** Its counterpart in the other version; {@code null} if none is found. */
    final Item partner() {
        return partner;
    }

    final boolean isOpen() {
        return partner == null;
    }

    final void pair(Item other) {
        partner = other;
        other.partner = this;
    }

    final void part() {
        if (partner != null) {
            partner.partner = null;
            partner = null;
        }
    }

    /** Notes that it has a counterpart that it can't become, so that nothing else is taken for it lightly. */
    final void replace() {
        replaced = true;
    }

    final boolean isReplaced() {
        return replaced;
    }

    /** What stands directly in it, in the order of the code; only lambdas are asked, a class has methods for it. */
    abstract List<Item> children();

    /** Whether objects made of this one could run the code of a latest one. */
    abstract boolean canBecome(Item latest);

    /** Whether it is worth looking whether the two have anything in common. */
    final boolean isLike(Item latest) {
        return getClass() == latest.getClass() && sort().equals(latest.sort());
    }

    /** What kind of thing it is. */
    abstract Object sort();

    /** A number that is equal for equal code, what is nested in it included. */
    abstract long fingerprint();

    /** What its code consists of. */
    abstract Bag body();
}
