package org.jurigged.controller.bytecode;

import java.util.List;
import java.util.Optional;

/** One method's code as it stands in a class file. */
public final class RawMethod {
    private static final int INVOKEVIRTUAL = 182;
    private static final int INVOKEDYNAMIC = 186;
    private final RawClass owner;
    private final String name;
    private final String descriptor;
    private final byte[] code;
    private final List<int[]> lines;

    RawMethod(RawClass owner, String name, String descriptor, byte[] code, List<int[]> lines) {
        this.owner = owner;
        this.name = name;
        this.descriptor = descriptor;
        this.code = code;
        this.lines = lines;
    }

    public String name() {
        return name;
    }

    public String descriptor() {
        return descriptor;
    }

    /** Returns the bytecodes; the caller's to keep, not to change. */
    public byte[] code() {
        return code;
    }

    /** Returns the source line of a bytecode index; -1 when there are no line numbers. */
    public int line(long index) {
        int line = -1;
        int best = -1;
        for (int[] pair : lines) {
            if (pair[0] <= index && pair[0] >= best) {
                best = pair[0];
                line = pair[1];
            }
        }
        return line;
    }

    /** Whether another method's code has the lines of this one's at the places that have any here. */
    public boolean hasLinesOf(RawMethod other) {
        return lines.stream().allMatch(pair -> other.line(pair[0]) == pair[1]);
    }

    /** Whether it has code of a line. */
    public boolean hasLine(int line) {
        return hasLineIn(line, line);
    }

    /** Returns the first line that has code; -1 when there are no line numbers. */
    public int firstLine() {
        return lines.stream().mapToInt(pair -> pair[1]).min().orElse(-1);
    }

    /** Whether it has code of a line between two, both included. */
    public boolean hasLineIn(int first, int last) {
        return lines.stream().anyMatch(pair -> pair[1] >= first && pair[1] <= last);
    }

    /** Whether an instruction begins at this index. */
    public boolean isInstruction(long index) {
        int at = 0;
        while (at < index && at < code.length) {
            at += Instructions.length(code, at);
        }
        return at == index && at < code.length;
    }

    /**
     * Returns the name of the method that the instruction at this index calls; empty when it calls none, or one that
     * only the running program knows ({@code invokedynamic}).
     */
    public Optional<String> calledAt(long index) {
        int opcode = unsigned((int) index);
        if (opcode < INVOKEVIRTUAL || opcode >= INVOKEDYNAMIC) {
            return Optional.empty();
        }
        return Optional.of(owner.calledName(unsigned((int) index + 1) << 8 | unsigned((int) index + 2)));
    }

    /** Whether the instruction at this index can have another frame above its own. */
    public boolean callsAt(long index) {
        int opcode = unsigned((int) index);
        return opcode >= INVOKEVIRTUAL && opcode <= INVOKEDYNAMIC;
    }

    private int unsigned(int at) {
        return code[at] & 0xFF;
    }
}
