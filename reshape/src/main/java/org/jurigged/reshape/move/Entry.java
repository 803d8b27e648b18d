package org.jurigged.reshape.move;

import java.util.List;

/** A way into the middle of a method's new code: the head of a loop and what its local variables begin with. Immutable. */
public final class Entry {
    private final int headOffset;
    private final List<Fill> fills;

    Entry(int headOffset, List<Fill> fills) {
        this.headOffset = headOffset;
        this.fills = List.copyOf(fills);
    }

    int headOffset() {
        return headOffset;
    }

    List<Fill> fills() {
        return fills;
    }

    /** The old variables that are kept, in the order in which they are handed over. */
    List<SavedLocal> saved() {
        return fills.stream()
                .filter(Fill.Kept.class::isInstance)
                .map(fill -> saved(((Fill.Kept) fill).from()))
                .toList();
    }

    private static SavedLocal saved(Slot slot) {
        char tag = slot.isReference()
                ? 'L'
                : "JFD".indexOf(slot.type().getDescriptor().charAt(0)) < 0
                        ? 'I'
                        : slot.type().getDescriptor().charAt(0);
        return new SavedLocal(slot.index(), tag, slot.display());
    }
}
