package org.jurigged.controller.share;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Which bytecode is of which source line (JDWP Method.LineTable). */
record LineTable(List<Entry> entries) {
    /** From this bytecode on it is this line. */
    record Entry(long index, int line) {}

    LineTable {
        entries = List.copyOf(entries);
    }

    /** Reads a reply; a method without lines has none. */
    static LineTable read(Packet reply, IdSizes sizes) {
        List<Entry> entries = new ArrayList<>();
        if (reply.error() == 0) {
            Fields fields = reply.fields(sizes);
            fields.int8();
            fields.int8();
            for (int n = fields.int4(); n > 0; n--) {
                entries.add(new Entry(fields.int8(), fields.int4()));
            }
        }
        return new LineTable(entries);
    }

    /** Returns the line of a bytecode; -1 if it has none. */
    int line(long index) {
        Entry at = null;
        for (Entry entry : entries) {
            if (entry.index() <= index && (at == null || entry.index() >= at.index())) {
                at = entry;
            }
        }
        return at == null ? -1 : at.line();
    }

    /** Returns it with the numbers that its lines have in another source; one that has gone has its last, negative. */
    LineTable moved(LineMoves moves) {
        return new LineTable(entries.stream()
                .map(entry -> new Entry(entry.index(), moved(Math.abs(entry.line()), moves)))
                .toList());
    }

    private static int moved(int line, LineMoves moves) {
        int now = moves.moved(line);
        return now > 0 ? now : -line;
    }

    /** Returns where a line begins; a line may have several pieces of code, and the first is taken. */
    OptionalLong first(int line) {
        return entries.stream()
                .filter(entry -> entry.line() == line)
                .mapToLong(Entry::index)
                .min();
    }
}
