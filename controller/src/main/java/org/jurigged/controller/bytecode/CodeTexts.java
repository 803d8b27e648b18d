package org.jurigged.controller.bytecode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A method's bytecodes as text that does not depend on where constants stand in the constant pool.
 *
 * <p>A JVM that has redefined a class has merged the constant pools, and may have widened an {@code ldc} for it
 * (HotSpot's {@code rewrite_cp_refs}): so constants are compared by what they are, and jumps by the instruction they lead
 * to.
 */
public final class CodeTexts {
    private static final int LDC = 18;
    private static final int LDC_W = 19;
    private static final int GOTO = 167;
    private static final int JSR = 168;
    private static final int GOTO_W = 200;
    private static final int JSR_W = 201;

    private final ConstantTexts constants;

    /** Reads code that refers to this constant pool: its entries, and its count as in {@code constant_pool_count}. */
    public CodeTexts(byte[] constantPool, int count) {
        this.constants = new ConstantTexts(constantPool, count);
    }

    /** Returns the instructions of a method. */
    public List<String> of(byte[] code) {
        Map<Integer, Integer> ordinals = new HashMap<>();
        List<Integer> starts = new ArrayList<>();
        for (int at = 0; at < code.length; at += Instructions.length(code, at)) {
            ordinals.put(at, starts.size());
            starts.add(at);
        }
        List<String> texts = new ArrayList<>();
        for (int at : starts) {
            texts.add(instruction(code, at, ordinals));
        }
        return texts;
    }

    private String instruction(byte[] code, int at, Map<Integer, Integer> ordinals) {
        int opcode = code[at] & 0xFF;
        if (opcode == LDC) {
            return "ldc " + constants.text(code[at + 1] & 0xFF);
        }
        if (opcode == LDC_W) {
            return "ldc " + constants.text(Instructions.u2(code, at + 1));
        }
        if (Instructions.hasConstant(opcode)) {
            return opcode + " " + constants.text(Instructions.u2(code, at + 1)) + operands(code, at, 3);
        }
        if (opcode == GOTO_W || opcode == JSR_W) {
            int target = at + Instructions.word(code, at + 1);
            return (opcode == GOTO_W ? GOTO : JSR) + " -> " + ordinals.get(target);
        }
        if (Instructions.isJump(opcode)) {
            return opcode + " -> " + ordinals.get(at + (short) Instructions.u2(code, at + 1));
        }
        if (Instructions.isSwitch(opcode)) {
            return Instructions.switchText(code, at, ordinals);
        }
        return opcode + operands(code, at, 1);
    }

    private static String operands(byte[] code, int at, int from) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < Instructions.length(code, at); i++) {
            text.append(' ').append(code[at + i]);
        }
        return text.toString();
    }
}
