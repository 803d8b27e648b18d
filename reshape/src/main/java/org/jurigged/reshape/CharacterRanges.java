package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Label;
import org.objectweb.asm.tree.MethodNode;

/**
 * The attribute that javac writes with {@code -Xjcov}: which code belongs to which range of characters.
 *
 * <p>Each entry has the first and the last code offset, two positions of 22 bits of line and 10 of column, and flags. An
 * entry whose position doesn't fit is left out, so that code in columns from 1,024 on has none.
 */
final class CharacterRanges extends Attribute {
    private static final int STATEMENT = 1;
    private static final int BLOCK = 2;
    private static final int COLUMN_BITS = 10;
    private static final int ENTRY_LENGTH = 14;

    private final List<Entry> entries;

    private CharacterRanges(List<Entry> entries) {
        super("CharacterRangeTable");
        this.entries = entries;
    }

    /** What a class reader needs to know the attribute. */
    static Attribute[] prototypes() {
        return new Attribute[] {new CharacterRanges(List.of())};
    }

    /** The statements of a method that was read with the prototypes; none if it has no such attribute. */
    static List<Entry> statements(MethodNode method) {
        if (method.attrs != null) {
            for (Attribute attribute : method.attrs) {
                if (attribute instanceof CharacterRanges ranges) {
                    return ranges.entries.stream()
                            .filter(e -> (e.flags & STATEMENT) != 0)
                            .toList();
                }
            }
        }
        return List.of();
    }

    @Override
    public boolean isUnknown() {
        return false;
    }

    @Override
    public boolean isCodeAttribute() {
        return true;
    }

    @Override
    protected Attribute read(
            ClassReader reader, int offset, int length, char[] buffer, int codeOffset, Label[] labels) {
        List<Entry> found = new ArrayList<>();
        int count = reader.readUnsignedShort(offset);
        for (int i = 0; i < count; i++) {
            int at = offset + 2 + i * ENTRY_LENGTH;
            Label start = readLabel(reader, reader.readUnsignedShort(at), labels);
            Label end = readLabel(reader, reader.readUnsignedShort(at + 2) + 1, labels);
            found.add(new Entry(start, end, reader.readInt(at + 4), reader.readUnsignedShort(at + 12)));
        }
        return new CharacterRanges(List.copyOf(found));
    }

    /**
     * An entry of the table.
     *
     * @param start where its code starts
     * @param end where its code has ended
     * @param position line and column of its first character
     * @param flags what kind of entry it is
     */
    record Entry(Label start, Label end, int position, int flags) {
        boolean isBlock() {
            return (flags & BLOCK) != 0;
        }

        int line() {
            return position >>> COLUMN_BITS;
        }
    }
}
