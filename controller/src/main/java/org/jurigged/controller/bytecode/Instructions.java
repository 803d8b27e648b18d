package org.jurigged.controller.bytecode;

import java.util.Map;

/** The layout of bytecode instructions (JVMS 6.5). */
final class Instructions {
    private static final int TABLESWITCH = 170;
    private static final int LOOKUPSWITCH = 171;
    private static final int WIDE = 196;
    private static final int IINC = 132;
    private static final int GOTO_W = 200;
    private static final int JSR_W = 201;

    /** Instruction lengths by opcode, one digit each; 0 where the length depends on the operands. */
    private static final String LENGTHS = "1".repeat(16) + "23233" + "2".repeat(5) + "1".repeat(28) + "2".repeat(5)
            + "1".repeat(73) + "3" + "1".repeat(20) + "3".repeat(16) + "200" + "1".repeat(6) + "3".repeat(7) + "55"
            + "323" + "11" + "33" + "11" + "04" + "33" + "55";

    private Instructions() {}

    /** Returns the length of the instruction at an index, opcode included. */
    static int length(byte[] code, int at) {
        int opcode = code[at] & 0xFF;
        int operands = aligned(at);
        return switch (opcode) {
            case TABLESWITCH -> operands - at + 12 + 4 * (word(code, operands + 8) - word(code, operands + 4) + 1);
            case LOOKUPSWITCH -> operands - at + 8 + 8 * word(code, operands + 4);
            case WIDE -> (code[at + 1] & 0xFF) == IINC ? 6 : 4;
            default -> opcode < LENGTHS.length() ? LENGTHS.charAt(opcode) - '0' : 1;
        };
    }

    /** Whether the two bytes after the opcode are a constant pool index; {@code ldc} has one byte and is not meant. */
    static boolean hasConstant(int opcode) {
        return opcode == 20
                || opcode >= 178 && opcode <= 187
                || opcode == 189
                || opcode == 192
                || opcode == 193
                || opcode == 197;
    }

    /** Whether the two bytes after the opcode are a jump's distance. */
    static boolean isJump(int opcode) {
        return opcode >= 153 && opcode <= 168 || opcode == 198 || opcode == 199;
    }

    /** Whether there is a wide form of the instruction, or this is one; or it says in its opcode which local variable it means. */
    static boolean hasOtherForms(int opcode) {
        return opcode == 18
                || opcode == 19
                || opcode >= 21 && opcode <= 45
                || opcode >= 54 && opcode <= 78
                || opcode == IINC
                || opcode >= 167 && opcode <= 169
                || opcode == WIDE
                || opcode == GOTO_W
                || opcode == JSR_W;
    }

    /** Whether an instruction's operands are one distance, of two bytes or four. */
    static boolean isAnyJump(int opcode) {
        return isJump(opcode) || opcode == GOTO_W || opcode == JSR_W;
    }

    static boolean isSwitch(int opcode) {
        return opcode == TABLESWITCH || opcode == LOOKUPSWITCH;
    }

    /** Returns a switch with the ordinals of the instructions it leads to. */
    static String switchText(byte[] code, int at, Map<Integer, Integer> ordinals) {
        int operands = aligned(at);
        boolean table = (code[at] & 0xFF) == TABLESWITCH;
        StringBuilder text = new StringBuilder("switch default -> ");
        text.append(ordinals.get(at + word(code, operands)));
        int low = word(code, operands + 4);
        int count = table ? word(code, operands + 8) - low + 1 : low;
        for (int i = 0; i < count; i++) {
            int key = table ? low + i : word(code, operands + 8 + 8 * i);
            int target = table ? word(code, operands + 12 + 4 * i) : word(code, operands + 12 + 8 * i);
            text.append(' ').append(key).append(" -> ").append(ordinals.get(at + target));
        }
        return text.toString();
    }

    /** Reads two bytes. */
    static int u2(byte[] code, int at) {
        return (code[at] & 0xFF) << 8 | code[at + 1] & 0xFF;
    }

    static int word(byte[] code, int at) {
        return (code[at] & 0xFF) << 24 | (code[at + 1] & 0xFF) << 16 | (code[at + 2] & 0xFF) << 8 | code[at + 3] & 0xFF;
    }

    private static int aligned(int at) {
        return at + 4 - at % 4;
    }
}
