package org.jurigged.bench.random.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jurigged.bench.random.make.Dice;
import org.jurigged.bench.random.model.Kind;
import org.jurigged.bench.random.model.Member.Maker;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.text.Captures;
import org.jurigged.bench.random.text.Kept;
import org.jurigged.bench.random.text.ProbeText;

/** What is kept through the edits of a program: objects and functions. */
final class Keeping {
    private static final int ONE_MORE_PERCENT = 20;

    private final Dice dice;
    private List<Kept> kept = new ArrayList<>();

    Keeping(Dice dice) {
        this.dice = dice;
    }

    List<Kept> kept() {
        return List.copyOf(kept);
    }

    /** Returns what goes on to be comparable after an edit; of the rest, no JVM without a past can know how it goes on. */
    List<Kept> through(Program before, Program after) {
        List<Kept> left = new ArrayList<>();
        for (Kept one : kept) {
            boolean receiver = one.receiver().isEmpty()
                    || left.stream().anyMatch(k -> k.key().equals(one.receiver()));
            boolean same = !one.isFunction() || sameFunction(before, after, one);
            if (receiver && same && ProbeText.canKeep(after, one)) {
                left.add(one);
            }
        }
        return left;
    }

    private static boolean sameFunction(Program before, Program after, Kept function) {
        Optional<Maker> old = before.find(function.maker(), Maker.class);
        Optional<Maker> young = after.find(function.maker(), Maker.class);
        return old.isPresent()
                && young.isPresent()
                && Captures.of(before, old.get()).equals(Captures.of(after, young.get()));
    }

    /** Returns what is worth keeping besides what is: an object of each type, a function of each method that makes one. */
    List<Kept> more(Program program, List<Kept> present) {
        List<Kept> more = new ArrayList<>();
        for (Type type : program.allTypes()) {
            boolean missing = present.stream().noneMatch(k -> !k.isFunction() && k.type() == type.id());
            if (missing || dice.percent(ONE_MORE_PERCENT)) {
                add(program, more, Kept.object("k" + dice.id(), type.id(), around(program, type, present, more)));
            }
            for (Maker maker : type.all(Maker.class)) {
                if (present.stream().noneMatch(k -> k.maker() == maker.id())) {
                    function(program, type, maker, present, more);
                }
            }
        }
        return more;
    }

    /** Returns the key of what is kept of the type around another; empty if nothing is. */
    private static String around(Program program, Type type, List<Kept> present, List<Kept> more) {
        return program.owner(type.id()).stream()
                .flatMap(outer -> Stream.concat(present.stream(), more.stream())
                        .filter(k -> !k.isFunction() && k.type() == outer.id()))
                .findFirst()
                .map(Kept::key)
                .orElse("");
    }

    private void function(Program program, Type type, Maker maker, List<Kept> present, List<Kept> more) {
        List<Kept> all = new ArrayList<>(present);
        all.addAll(more);
        Optional<Kept> object = all.stream()
                .filter(k -> !k.isFunction() && k.type() == type.id())
                .findFirst();
        if (maker.isStatic() || object.isPresent()) {
            String receiver = maker.isStatic() ? "" : object.get().key();
            add(program, more, new Kept("k" + dice.id(), type.id(), maker.id(), receiver));
        }
    }

    private static void add(Program program, List<Kept> more, Kept kept) {
        boolean isEnum =
                program.type(kept.type()).filter(t -> t.kind() == Kind.ENUM).isPresent();
        if (!isEnum && ProbeText.canKeep(program, kept)) {
            more.add(kept);
        }
    }

    void keep(List<Kept> old, List<Kept> more) {
        kept = new ArrayList<>(old);
        kept.addAll(more);
    }
}
