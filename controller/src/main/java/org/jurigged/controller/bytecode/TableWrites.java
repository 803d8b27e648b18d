package org.jurigged.controller.bytecode;

import java.util.HashMap;
import java.util.Map;

/** Finds which number javac's table of a switch over an enum has for which constant, in the code that fills it. */
public final class TableWrites {
    private static final int BIPUSH = 16;
    private static final int SIPUSH = 17;
    private static final int LDC = 18;
    private static final int LDC_W = 19;
    private static final int IASTORE = 79;
    private static final int GETSTATIC = 178;
    private static final int INVOKEVIRTUAL = 182;
    /** The opcode of {@code iconst_0}; those of -1 to 5 are its neighbours. */
    private static final int ICONST_0 = 3;

    private final ConstantTexts constants;
    private final String table;

    /**
     * Looks into code that refers to a constant pool.
     *
     * @param count as {@code constant_pool_count}
     * @param table name of the field that has the table
     */
    public TableWrites(byte[] constantPool, int count, String table) {
        this.constants = new ConstantTexts(constantPool, count);
        this.table = " 12:" + table + " ";
    }

    /** Returns the numbers in a static initialiser, by class (internal name), dot and name of the constant's field. */
    public Map<String, Integer> in(byte[] code) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] last = new int[4];
        for (int at = 0; at < code.length; at += Instructions.length(code, at)) {
            if (opcode(code, at) == IASTORE
                    && opcode(code, last[3]) == GETSTATIC
                    && text(code, last[3]).contains(table)
                    && opcode(code, last[2]) == GETSTATIC
                    && opcode(code, last[1]) == INVOKEVIRTUAL) {
                numbers.put(field(text(code, last[2])), number(code, last[0]));
            }
            System.arraycopy(last, 0, last, 1, 3);
            last[0] = at;
        }
        return numbers;
    }

    private int number(byte[] code, int at) {
        return switch (opcode(code, at)) {
            case BIPUSH -> code[at + 1];
            case SIPUSH -> (short) Instructions.u2(code, at + 1);
            case LDC -> integer(code[at + 1] & 0xFF);
            case LDC_W -> integer(Instructions.u2(code, at + 1));
            default -> opcode(code, at) - ICONST_0;
        };
    }

    private int integer(int index) {
        String text = constants.text(index);
        return Integer.parseInt(text.substring(text.indexOf(':') + 1));
    }

    private String text(byte[] code, int at) {
        return constants.text(Instructions.u2(code, at + 1));
    }

    /** {@code 9:7:pkg/Type 12:NAME LType;} in the words of {@link ConstantTexts}. */
    private static String field(String text) {
        String[] words = text.split(" ");
        return words[0].substring(words[0].lastIndexOf(':') + 1) + '.' + words[1].substring(words[1].indexOf(':') + 1);
    }

    private static int opcode(byte[] code, int at) {
        return code[at] & 0xFF;
    }
}
