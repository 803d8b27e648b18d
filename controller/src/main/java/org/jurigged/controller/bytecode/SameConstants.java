package org.jurigged.controller.bytecode;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Tells whether an entry of one class file's constant pool means what one of another's means (JVMS 4.4). */
final class SameConstants {
    private static final int UTF8 = 1;
    private static final int METHOD_HANDLE = 15;
    private static final int DYNAMIC = 17;
    private static final int INVOKE_DYNAMIC = 18;

    /** An index has so many bits (JVMS 4.1). */
    private static final int POOL_BITS = 16;

    private final RawClass one;
    private final RawClass other;
    private final Set<Long> known = new HashSet<>();
    private int[] bootstrapsOfOne;
    private int[] bootstrapsOfOther;

    SameConstants(RawClass one, RawClass other) {
        this.one = one;
        this.other = other;
    }

    /** Whether entries mean the same; 0 stands for none. */
    boolean hold(int ofOne, int ofOther) {
        if (ofOne == 0 || ofOther == 0) {
            return ofOne == ofOther;
        }
        long pair = (long) ofOne << POOL_BITS | ofOther;
        if (known.contains(pair)) {
            return true;
        }
        boolean same = compare(one.constant(ofOne), other.constant(ofOther));
        if (same) {
            known.add(pair);
        }
        return same;
    }

    private boolean compare(int at, int otherAt) {
        int tag = one.bytes()[at - 1];
        return tag == other.bytes()[otherAt - 1]
                && switch (tag) {
                    case UTF8 -> areEqual(at, otherAt, 2 + one.u2(at));
                    case 3, 4 -> areEqual(at, otherAt, 4);
                    case 5, 6 -> areEqual(at, otherAt, 8);
                    case 7, 8, 16, 19, 20 -> holdAt(at, otherAt);
                    case 9, 10, 11, 12 -> holdAt(at, otherAt) && holdAt(at + 2, otherAt + 2);
                    case METHOD_HANDLE -> one.bytes()[at] == other.bytes()[otherAt] && holdAt(at + 1, otherAt + 1);
                    case DYNAMIC, INVOKE_DYNAMIC ->
                        holdAt(at + 2, otherAt + 2) && haveSameBootstrap(one.u2(at), other.u2(otherAt));
                    default -> false;
                };
    }

    private boolean haveSameBootstrap(int ofOne, int ofOther) {
        if (bootstrapsOfOne == null) {
            bootstrapsOfOne = one.bootstrapMethods();
            bootstrapsOfOther = other.bootstrapMethods();
        }
        int at = bootstrapsOfOne[ofOne];
        int otherAt = bootstrapsOfOther[ofOther];
        int arguments = one.u2(at + 2);
        boolean same = arguments == other.u2(otherAt + 2) && holdAt(at, otherAt);
        for (int i = 0; same && i < arguments; i++) {
            same = holdAt(at + 4 + 2 * i, otherAt + 4 + 2 * i);
        }
        return same;
    }

    /** Whether the entries mean the same whose indexes are at these places. */
    boolean holdAt(int at, int otherAt) {
        return hold(one.u2(at), other.u2(otherAt));
    }

    private boolean areEqual(int at, int otherAt, int length) {
        return otherAt + length <= other.bytes().length
                && Arrays.equals(one.bytes(), at, at + length, other.bytes(), otherAt, otherAt + length);
    }
}
