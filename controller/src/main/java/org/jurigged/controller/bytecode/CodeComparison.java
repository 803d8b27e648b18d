package org.jurigged.controller.bytecode;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Compares the methods of two class files where they stand, which is much quicker than to read the files: code (JVMS 4.7.3)
 * with its stack maps, constants by what they mean, and no debug attributes.
 *
 * <p>What can be written in more than one way, and annotations, it leaves undecided.
 */
public final class CodeComparison {
    /** What of a method doesn't belong to its code, or is there for debuggers. */
    private static final Set<String> ASIDE =
            Set.of("Signature", "Exceptions", "Synthetic", "Deprecated", "MethodParameters");

    private static final Set<String> DEBUG = Set.of("LineNumberTable", "LocalVariableTable", "LocalVariableTypeTable");

    private static final int LDC = 18;
    private static final int LDC_W = 19;

    private final RawClass before;
    private final RawClass after;
    private final Map<String, Integer> startsBefore;
    private final Map<String, Integer> startsAfter;
    private final SameConstants constants;
    private final StackMaps stackMaps;

    /** Compares two versions of a class, neither of which is copied or written to. */
    public CodeComparison(byte[] before, byte[] after) {
        this.before = new RawClass(before);
        this.after = new RawClass(after);
        this.startsBefore = this.before.methodStarts();
        this.startsAfter = this.after.methodStarts();
        this.constants = new SameConstants(this.before, this.after);
        this.stackMaps = new StackMaps(this.before, this.after, constants);
    }

    /** How a method's code is in both versions. */
    public enum Verdict {
        SAME,
        DIFFERENT,
        /** Only who reads the code can say. */
        UNDECIDED
    }

    /** Returns name and descriptor of each method before. */
    public Set<String> methodsBefore() {
        return startsBefore.keySet();
    }

    /** Returns name and descriptor of each method after. */
    public Set<String> methodsAfter() {
        return startsAfter.keySet();
    }

    /** Whether a method that both have has surely other code. */
    public boolean anyDiffers() {
        return startsBefore.keySet().stream()
                .anyMatch(method -> startsAfter.containsKey(method) && of(method) == Verdict.DIFFERENT);
    }

    /** Compares a method, given by name and descriptor, that both have. */
    public Verdict of(String method) {
        Map<String, Integer> attributes = before.attributes(startsBefore.get(method) + 6);
        Map<String, Integer> otherAttributes = after.attributes(startsAfter.get(method) + 6);
        Integer code = attributes.remove("Code");
        Integer otherCode = otherAttributes.remove("Code");
        Verdict verdict = code == null || otherCode == null
                ? Objects.equals(code, otherCode) ? Verdict.SAME : Verdict.DIFFERENT
                : ofCode(code + 6, otherCode + 6);
        boolean isAll = ASIDE.containsAll(attributes.keySet()) && ASIDE.containsAll(otherAttributes.keySet());
        return verdict == Verdict.SAME && !isAll ? Verdict.UNDECIDED : verdict;
    }

    /** Compares what stands from {@code max_stack} on. */
    private Verdict ofCode(int at, int otherAt) {
        if (before.u2(at) != after.u2(otherAt) || before.u2(at + 2) != after.u2(otherAt + 2)) {
            return Verdict.DIFFERENT;
        }
        byte[] code = code(before, at);
        byte[] otherCode = code(after, otherAt);
        Verdict verdict = ofInstructions(code, otherCode);
        return verdict == Verdict.SAME ? ofTables(at + 8 + code.length, otherAt + 8 + otherCode.length) : verdict;
    }

    private static byte[] code(RawClass file, int at) {
        int length = file.u2(at + 4) << 16 | file.u2(at + 6);
        return Arrays.copyOfRange(file.bytes(), at + 8, at + 8 + length);
    }

    /** Jumps say how far they go, which another length of something on the way changes, and it means nothing. */
    private Verdict ofInstructions(byte[] code, byte[] otherCode) {
        boolean isDecided = true;
        int at = 0;
        while (at < code.length && at < otherCode.length) {
            int opcode = code[at] & 0xFF;
            int otherOpcode = otherCode[at] & 0xFF;
            if (opcode != otherOpcode) {
                return Instructions.hasOtherForms(opcode) && Instructions.hasOtherForms(otherOpcode)
                        ? Verdict.UNDECIDED
                        : Verdict.DIFFERENT;
            }
            int length = Instructions.length(code, at);
            if (Instructions.isSwitch(opcode) || Instructions.isAnyJump(opcode)) {
                if (length != Instructions.length(otherCode, at)) {
                    return Verdict.DIFFERENT;
                }
                isDecided &= areEqual(code, otherCode, at, length);
            } else if (!areSame(code, otherCode, at, opcode)) {
                return Verdict.DIFFERENT;
            }
            at += length;
        }
        if (code.length != otherCode.length) {
            return Verdict.DIFFERENT;
        }
        return isDecided ? Verdict.SAME : Verdict.UNDECIDED;
    }

    /** Whether instructions of one opcode that stands in both are the same. */
    private boolean areSame(byte[] code, byte[] otherCode, int at, int opcode) {
        int length = Instructions.length(code, at);
        if (at + length > otherCode.length) {
            return false;
        }
        if (opcode == LDC) {
            return constants.hold(code[at + 1] & 0xFF, otherCode[at + 1] & 0xFF);
        }
        if (opcode == LDC_W || Instructions.hasConstant(opcode)) {
            return constants.hold(Instructions.u2(code, at + 1), Instructions.u2(otherCode, at + 1))
                    && Arrays.equals(code, at + 3, at + length, otherCode, at + 3, at + length);
        }
        return areEqual(code, otherCode, at, length);
    }

    private static boolean areEqual(byte[] code, byte[] otherCode, int at, int length) {
        return at + length <= otherCode.length && Arrays.equals(code, at, at + length, otherCode, at, at + length);
    }

    /** Compares exception handlers and the attributes of code that is the same. */
    private Verdict ofTables(int at, int otherAt) {
        int handlers = before.u2(at);
        if (handlers != after.u2(otherAt)) {
            return Verdict.DIFFERENT;
        }
        for (int i = 0; i < handlers; i++) {
            int handler = at + 2 + 8 * i;
            int otherHandler = otherAt + 2 + 8 * i;
            if (!Arrays.equals(before.bytes(), handler, handler + 6, after.bytes(), otherHandler, otherHandler + 6)
                    || !constants.holdAt(handler + 6, otherHandler + 6)) {
                return Verdict.DIFFERENT;
            }
        }
        Map<String, Integer> attributes = before.attributes(at + 2 + 8 * handlers);
        Map<String, Integer> otherAttributes = after.attributes(otherAt + 2 + 8 * handlers);
        attributes.keySet().removeAll(DEBUG);
        otherAttributes.keySet().removeAll(DEBUG);
        boolean areSame =
                stackMaps.areSame(attributes.remove("StackMapTable"), otherAttributes.remove("StackMapTable"));
        return areSame && attributes.isEmpty() && otherAttributes.isEmpty() ? Verdict.SAME : Verdict.UNDECIDED;
    }
}
