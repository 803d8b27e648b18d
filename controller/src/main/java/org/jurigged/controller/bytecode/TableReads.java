package org.jurigged.controller.bytecode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Finds where code has the table of a switch over an enum on its operand stack: from the instruction that fetches it (javac
 * reads a field, ECJ calls a method) to the one that reads the entry for {@code ordinal()}, with the selector's evaluation
 * in between.
 */
public final class TableReads {
    private static final int IALOAD = 46;
    private static final int GETSTATIC = 178;
    private static final int INVOKEVIRTUAL = 182;
    private static final int INVOKESTATIC = 184;

    private final ConstantTexts constants;
    private final String fetched;

    /**
     * Looks into code that refers to a constant pool.
     *
     * @param count as {@code constant_pool_count}
     * @param table name of the field, or of the method, that gives the table
     */
    public TableReads(byte[] constantPool, int count, String table) {
        this.constants = new ConstantTexts(constantPool, count);
        this.fetched = "12:" + table + " ";
    }

    /**
     * Code indexes at which the table is on the stack.
     *
     * @param fetch the instruction that fetches it
     * @param read the instruction that takes it from the stack
     */
    public record Range(long fetch, long read) {
        /** Whether the table is on the stack while an instruction waits to be executed, or to be done with. */
        public boolean contains(long index) {
            return fetch < index && index <= read;
        }
    }

    /** Returns the ranges in a method's code. */
    public List<Range> in(byte[] code) {
        List<Range> found = new ArrayList<>();
        Deque<Integer> open = new ArrayDeque<>();
        int before = 0;
        for (int at = 0; at < code.length; at += Instructions.length(code, at)) {
            int opcode = code[at] & 0xFF;
            if ((opcode == GETSTATIC || opcode == INVOKESTATIC) && isTable(code, at)) {
                open.push(at);
            } else if (opcode == IALOAD && (code[before] & 0xFF) == INVOKEVIRTUAL && !open.isEmpty()) {
                found.add(new Range(open.pop(), at));
            }
            before = at;
        }
        return found;
    }

    private boolean isTable(byte[] code, int at) {
        return constants.text((code[at + 1] & 0xFF) << 8 | code[at + 2] & 0xFF).contains(fetched);
    }
}
