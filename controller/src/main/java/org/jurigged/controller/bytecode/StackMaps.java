package org.jurigged.controller.bytecode;

import java.util.Objects;

/** Compares the stack maps (JVMS 4.7.4) of code that is the same. */
final class StackMaps {
    private static final int OBJECT = 7;
    private static final int UNINITIALIZED = 8;

    private final RawClass before;
    private final RawClass after;
    private final SameConstants constants;

    StackMaps(RawClass before, RawClass after, SameConstants constants) {
        this.before = before;
        this.after = after;
        this.constants = constants;
    }

    /** Whether tables are written alike; each is given by where its attribute begins, and null where there is none. */
    boolean areSame(Integer table, Integer otherTable) {
        return table == null || otherTable == null
                ? Objects.equals(table, otherTable)
                : new Walk(table + 6, otherTable + 6).isAlike();
    }

    private final class Walk {
        private int at;
        private int otherAt;

        Walk(int at, int otherAt) {
            this.at = at;
            this.otherAt = otherAt;
        }

        boolean isAlike() {
            int frames = before.u2(at);
            boolean alike = sameU2();
            for (int i = 0; alike && i < frames; i++) {
                alike = sameFrame();
            }
            return alike;
        }

        private boolean sameFrame() {
            int type = before.bytes()[at] & 0xFF;
            if (!sameU1()) {
                return false;
            }
            if (type < 64) {
                return true;
            }
            if (type < 128) {
                return sameTypes(1);
            }
            if (type < 247) {
                return false;
            }
            if (!sameU2()) {
                return false;
            }
            if (type == 247) {
                return sameTypes(1);
            }
            return type < 255 ? sameTypes(Math.max(0, type - 251)) : sameCountedTypes() && sameCountedTypes();
        }

        private boolean sameCountedTypes() {
            int count = before.u2(at);
            return sameU2() && sameTypes(count);
        }

        private boolean sameTypes(int count) {
            boolean same = true;
            for (int i = 0; same && i < count; i++) {
                int tag = before.bytes()[at];
                same = sameU1() && (tag == OBJECT ? sameConstant() : tag != UNINITIALIZED || sameU2());
            }
            return same;
        }

        private boolean sameU1() {
            return before.bytes()[at++] == after.bytes()[otherAt++];
        }

        private boolean sameU2() {
            boolean same = before.u2(at) == after.u2(otherAt);
            return moved(same);
        }

        private boolean sameConstant() {
            return moved(constants.holdAt(at, otherAt));
        }

        private boolean moved(boolean same) {
            at += 2;
            otherAt += 2;
            return same;
        }
    }
}
