package org.jurigged.reshape.identity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds for the items of one version their partners in the other one: from the outermost class inwards, what stands in
 * paired code first, and then whatever is left.
 */
final class Pairing {
    private static final double SAME_METHOD = 0.5;

    private final Nest before;
    private final Nest latest;
    /** Whether classes have partners by their names alone. */
    private final boolean lambdasOnly;

    private Pairing(Nest before, Nest latest, boolean lambdasOnly) {
        this.before = before;
        this.latest = latest;
        this.lambdasOnly = lambdasOnly;
    }

    /** Pairs all items. */
    static void pair(Nest before, Nest latest) {
        Pairing pairing = new Pairing(before, latest, false);
        for (NestClass type : latest.classes()) {
            NestClass old = before.get(type.name());
            if (old != null && type.isOpen() && hasLastingName(type, latest) && hasLastingName(old, before)) {
                pairing.inside(old, type);
            }
        }
        pairing.helpers();
        pairing.rest();
    }

    /** Pairs the classes by their names, whatever they are, and only lambdas by what they are. */
    static void pairLambdas(Nest before, Nest latest) {
        Pairing pairing = new Pairing(before, latest, true);
        for (NestClass type : latest.classes()) {
            if (before.get(type.name()) != null) {
                before.get(type.name()).pair(type);
            }
        }
        for (NestClass type : latest.classes()) {
            if (type.partner() != null) {
                pairing.methods((NestClass) type.partner(), type);
            }
        }
        pairing.rest();
    }

    /** Whether no class that it is declared in has a number. */
    private static boolean hasLastingName(NestClass type, Nest nest) {
        if (type.isNumbered()) {
            return false;
        }
        NestClass enclosing = type.enclosing() == null ? null : nest.get(type.enclosing());
        return enclosing == null || hasLastingName(enclosing, nest);
    }

    private void helpers() {
        for (NestClass type : latest.classes()) {
            if (type.kind() == NestClass.Kind.HELPER) {
                before.classes().stream()
                        .filter(c -> c.isOpen() && c.canBecome(type))
                        .findFirst()
                        .ifPresent(c -> c.pair(type));
            }
        }
    }

    private void meet(Item old, Item item) {
        if (old instanceof Lambda) {
            old.pair(item);
        } else if (!lambdasOnly) {
            inside((NestClass) old, (NestClass) item);
        }
    }

    /** Pairs two classes, and what is declared in them. */
    private void inside(NestClass old, NestClass type) {
        old.pair(type);
        for (NestClass member : latest.membersOf(type)) {
            before.membersOf(old).stream()
                    .filter(c -> c.isOpen() && c.simpleName().equals(member.simpleName()))
                    .findFirst()
                    .filter(c -> member.isOpen())
                    .ifPresent(c -> inside(c, member));
        }
        methods(old, type);
    }

    private void methods(NestClass old, NestClass type) {
        for (Place place : type.places()) {
            Place was = old.place(place.key());
            if (was != null) {
                code(was, place);
            }
        }
        changedMethods(old, type);
    }

    /** Pairs methods that have another signature or another name now, as far as anything stands in them. */
    private void changedMethods(NestClass old, NestClass type) {
        List<Changed> candidates = new ArrayList<>();
        for (Place was : old.places()) {
            for (Place place : type.places()) {
                if (isWanted(was) && isWanted(place)) {
                    double likeness =
                            was.body().likeness(place.body()) + (was.name().equals(place.name()) ? 1 : 0);
                    candidates.add(new Changed(was, place, likeness));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(c -> -c.likeness));
        for (Changed changed : candidates) {
            if (changed.likeness >= SAME_METHOD && changed.before.isOpen() && changed.latest.isOpen()) {
                code(changed.before, changed.latest);
            }
        }
    }

    private static boolean isWanted(Place place) {
        return place.isOpen() && !place.children().isEmpty();
    }

    private void code(Place was, Place is) {
        was.pair(is);
        code(was.children(), is.children());
    }

    /** Pairs what stands in a piece of code and in its later version. */
    private void code(List<Item> was, List<Item> is) {
        if (was.isEmpty() || is.isEmpty()) {
            return;
        }
        List<Item> allBefore = flat(was);
        List<Item> allLatest = flat(is);
        Anchors.pair(allBefore, allLatest, this::meet);
        Alignment.pair(was, is, this::meet);
        for (Item item : allBefore) {
            if (item.partner() != null) {
                Alignment.pair(item.children(), item.partner().children(), this::meet);
            }
        }
        Leftovers.pair(allBefore, allLatest, Likeness.MOVED, this::meetWithin);
    }

    /** Pairs what has moved, and then what stands in it. */
    private void meetWithin(Item old, Item item) {
        meet(old, item);
        code(old.children(), item.children());
    }

    /** Whatever stands in a list of items, through lambdas: what stands in a class is that class's own affair. */
    private static List<Item> flat(List<Item> items) {
        List<Item> flat = new ArrayList<>();
        for (Item item : items) {
            flat.add(item);
            flat.addAll(flat(item.children()));
        }
        return flat;
    }

    /** Pairs what is in another method now, or what was removed earlier and is back; a class makes more possible. */
    private void rest() {
        int open;
        int left = open(latest);
        do {
            open = left;
            Leftovers.pair(before.items(), latest.items(), Likeness.ELSEWHERE, this::meetWithin);
            left = open(latest);
        } while (left < open);
    }

    private static int open(Nest nest) {
        return (int) nest.items().stream().filter(Item::isOpen).count();
    }

    private record Changed(Place before, Place latest, double likeness) {}
}
