package org.jurigged.reshape.move;

import java.util.List;
import java.util.Objects;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What becomes of a value whose variable has another type now. */
final class Retyping {
    private static final String WIDE = "IJFD";

    private Retyping() {}

    /**
     * Returns how the value of one variable becomes that of another: not at all, or by a widening conversion (JLS 5.1.2).
     *
     * @throws CannotMove if not every value of the one is one of the other
     */
    static Fill.Kept keep(Slot from, Slot to) throws CannotMove {
        if (from.isReference() != to.isReference()) {
            throw differs(from, to);
        }
        return to.isReference() ? reference(from, to) : primitive(from, to);
    }

    private static Fill.Kept reference(Slot from, Slot to) throws CannotMove {
        boolean same = from.verified().equals(to.verified());
        boolean generic = !Objects.equals(from.signature(), to.signature()) && from.name() != null;
        boolean anything = "java/lang/Object".equals(to.verified()) || from.verified() == Opcodes.NULL;
        if (anything || same && !generic) {
            return new Fill.Kept(from, to, List.of());
        }
        throw differs(from, to);
    }

    private static Fill.Kept primitive(Slot from, Slot to) throws CannotMove {
        Type one = from.type();
        Type other = to.type();
        boolean undeclared = from.descriptor() == null || to.descriptor() == null;
        if (one.equals(other) || undeclared && from.verified().equals(to.verified())) {
            return new Fill.Kept(from, to, List.of());
        }
        if (one == Type.BOOLEAN_TYPE || other == Type.BOOLEAN_TYPE || !widens(one, other)) {
            throw differs(from, to);
        }
        return new Fill.Kept(from, to, conversions(from, to));
    }

    private static boolean widens(Type one, Type other) {
        int target = WIDE.indexOf(other.getDescriptor());
        return target > WIDE.indexOf(one.getDescriptor()) || one == Type.BYTE_TYPE && other == Type.SHORT_TYPE;
    }

    private static List<Integer> conversions(Slot from, Slot to) {
        int one = WIDE.indexOf(computational(from).getDescriptor());
        int other = WIDE.indexOf(computational(to).getDescriptor());
        int[][] opcodes = {
            {0, Opcodes.I2L, Opcodes.I2F, Opcodes.I2D}, {0, 0, Opcodes.L2F, Opcodes.L2D}, {0, 0, 0, Opcodes.F2D}
        };
        return one == other ? List.of() : List.of(opcodes[one][other]);
    }

    /** What it is on the operand stack (JVMS 2.11.1). */
    private static Type computational(Slot slot) {
        return slot.verified() == Opcodes.INTEGER ? Type.INT_TYPE : slot.type();
    }

    private static CannotMove differs(Slot from, Slot to) {
        return new CannotMove(to.display() + " was " + shown(from) + " and is " + shown(to));
    }

    private static String shown(Slot slot) {
        String type = slot.type().getClassName();
        return slot.signature() == null ? type : type + " of other type arguments";
    }
}
