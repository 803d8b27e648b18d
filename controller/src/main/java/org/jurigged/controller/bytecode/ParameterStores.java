package org.jurigged.controller.bytecode;

/** Tells whether a method assigns its own parameters (JVMS 6.5). */
public final class ParameterStores {
    private static final int ISTORE = 54;
    private static final int ASTORE = 58;
    private static final int ISTORE_0 = 59;
    private static final int ASTORE_3 = 78;
    private static final int IINC = 132;
    private static final int WIDE = 196;

    private ParameterStores() {}

    /**
     * Whether some instruction stores into one of the first local variables.
     *
     * @param variables how many of them the receiver and the parameters take
     */
    public static boolean areIn(byte[] code, int variables) {
        for (int at = 0; at < code.length; at += Instructions.length(code, at)) {
            if (stored(code, at) < variables) {
                return true;
            }
        }
        return false;
    }

    /** Returns the number of the variable that an instruction stores into; a large one for none. */
    private static int stored(byte[] code, int at) {
        int opcode = code[at] & 0xFF;
        if (opcode >= ISTORE && opcode <= ASTORE || opcode == IINC) {
            return code[at + 1] & 0xFF;
        } else if (opcode >= ISTORE_0 && opcode <= ASTORE_3) {
            return (opcode - ISTORE_0) % 4;
        } else if (opcode == WIDE) {
            int wide = code[at + 1] & 0xFF;
            boolean stores = wide >= ISTORE && wide <= ASTORE || wide == IINC;
            return stores ? (code[at + 2] & 0xFF) << 8 | code[at + 3] & 0xFF : Integer.MAX_VALUE;
        }
        return Integer.MAX_VALUE;
    }
}
