package org.jurigged.reshape.move;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Type;

/** Finds a value for every local variable that the new code has at a loop's head. */
final class LocalPairs {
    private final Head before;
    private final Head after;
    private final boolean byNumber;

    /** {@code byNumber}: the code is the same up to the heads, and the numbers are therefore the same. */
    LocalPairs(Head before, Head after, boolean byNumber) {
        this.before = before;
        this.after = after;
        this.byNumber = byNumber;
    }

    /**
     * Returns where each variable has its value from; {@code this} of an instance method aside, which the frame has anyway.
     *
     * @throws CannotMove if one that may be read has none
     */
    List<Fill> fills() throws CannotMove {
        List<Fill> fills = new ArrayList<>();
        for (Slot slot : after.slots()) {
            if (slot.index() > 0 || !after.body().isInstance()) {
                fills.add(slot.live() ? fill(slot) : unread(slot));
            }
        }
        return fills;
    }

    /** What is not read now may be read in a later version of the code, to which the frame moves on. */
    private Fill unread(Slot slot) {
        try {
            return fill(slot);
        } catch (CannotMove e) {
            return new Fill.Any(slot);
        }
    }

    private Fill fill(Slot slot) throws CannotMove {
        if (byNumber) {
            return Retyping.keep(sameNumber(slot), slot);
        } else if (isParameter(slot)) {
            return parameter(slot);
        } else if (slot.name() == null) {
            return Retyping.keep(madeUp(slot), slot);
        }
        Optional<Slot> old = before.named(slot.name());
        return old.isPresent() ? Retyping.keep(old.get(), slot) : unknown(slot);
    }

    private Slot sameNumber(Slot slot) throws CannotMove {
        return before.at(slot.index()).orElseThrow(() -> noValue(slot));
    }

    private boolean isParameter(Slot slot) {
        int size = Type.getArgumentsAndReturnSizes(after.body().code().desc) >> 2;
        return slot.index() < (after.body().isInstance() ? size : size - 1);
    }

    /** Parameters are the caller's; under whatever name, each is where it was. */
    private Fill parameter(Slot slot) throws CannotMove {
        Slot old = sameNumber(slot);
        Optional<Slot> namesake = slot.name() == null ? Optional.empty() : before.named(slot.name());
        if (namesake.isPresent() && namesake.get().index() != slot.index()) {
            throw new CannotMove("parameter " + slot.name() + " has changed its place");
        }
        return Retyping.keep(old, slot);
    }

    private Fill unknown(Slot slot) throws CannotMove {
        Slot origin = new Renames(before, after).origin(slot);
        if (origin != null) {
            return Retyping.keep(origin, slot);
        }
        var push = new Stores(after.body()).initial(slot, after.loop());
        if (push == null) {
            throw new CannotMove(slot.name() + " is new and doesn't begin with a constant");
        }
        return new Fill.Initial(slot, push);
    }

    /** What javac made up for an enhanced for, or for anything else that is as it was. */
    private Slot madeUp(Slot slot) throws CannotMove {
        Loop old = before.loop();
        for (Loop young = after.loop(); young != null && old != null; young = young.parent()) {
            int[] roles = LoopKind.madeUp(after.body(), young);
            int[] oldRoles = LoopKind.madeUp(before.body(), old);
            for (int i = 0; i < roles.length && roles.length == oldRoles.length; i++) {
                if (roles[i] == slot.index()) {
                    return before.at(oldRoles[i]).orElseThrow(() -> noValue(slot));
                }
            }
            old = old.parent();
        }
        return sameOrigin(slot);
    }

    private Slot sameOrigin(Slot slot) throws CannotMove {
        List<String> origin = new Stores(after.body()).origin(slot, after.loop());
        Stores stores = new Stores(before.body());
        List<Slot> candidates = before.slots().stream()
                .filter(s -> s.name() == null && s.verified().equals(slot.verified()))
                .filter(s -> stores.origin(s, before.loop()).equals(origin))
                .toList();
        if (candidates.size() != 1) {
            throw noValue(slot);
        }
        return candidates.get(0);
    }

    private static CannotMove noValue(Slot slot) {
        return new CannotMove("there is no value for " + slot.display());
    }
}
