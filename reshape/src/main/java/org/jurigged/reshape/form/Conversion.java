package org.jurigged.reshape.form;

import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The conversion of a field's value to another type: those of an assignment (JLS 5.2), and the ways back, for values that
 * come out the same (JLS 5.1.3, 5.1.6).
 */
final class Conversion {
    private static final String SMALL = "BSCI";
    private static final String WIDENING = "BSIJFD";
    private static final Map<String, String> BOXES = Map.of(
            "Z", "java/lang/Boolean",
            "B", "java/lang/Byte",
            "C", "java/lang/Character",
            "S", "java/lang/Short",
            "I", "java/lang/Integer",
            "J", "java/lang/Long",
            "F", "java/lang/Float",
            "D", "java/lang/Double");
    private static final Map<String, Integer> OPCODES = Map.ofEntries(
            Map.entry("IJ", Opcodes.I2L),
            Map.entry("IF", Opcodes.I2F),
            Map.entry("ID", Opcodes.I2D),
            Map.entry("JI", Opcodes.L2I),
            Map.entry("JF", Opcodes.L2F),
            Map.entry("JD", Opcodes.L2D),
            Map.entry("FI", Opcodes.F2I),
            Map.entry("FJ", Opcodes.F2L),
            Map.entry("FD", Opcodes.F2D),
            Map.entry("DI", Opcodes.D2I),
            Map.entry("DJ", Opcodes.D2L),
            Map.entry("DF", Opcodes.D2F),
            Map.entry("B", Opcodes.I2B),
            Map.entry("C", Opcodes.I2C),
            Map.entry("S", Opcodes.I2S));

    private final String from;
    private final String to;
    private final Kind kind;

    private enum Kind {
        NONE,
        WIDEN,
        NARROW,
        BOX,
        UNBOX,
        CAST
    }

    private Conversion(String from, String to, Kind kind) {
        this.from = from;
        this.to = to;
        this.kind = kind;
    }

    /** Finds the conversion between two types, given by their descriptors; {@code null} if they have nothing in common. */
    static Conversion of(World world, String from, String to) {
        Kind kind = kind(world, from, to);
        return kind == null ? null : new Conversion(from, to, kind);
    }

    private static Kind kind(World world, String from, String to) {
        if (from.equals(to)) {
            return Kind.NONE;
        }
        if (isPrimitive(from) && isPrimitive(to)) {
            boolean numbers = !from.equals("Z") && !to.equals("Z");
            return widens(from, to) ? Kind.WIDEN : numbers ? Kind.NARROW : null;
        }
        if (isPrimitive(from)) {
            return to.startsWith("L") && world.isSubtype(BOXES.get(from), inner(to)) ? Kind.BOX : null;
        }
        if (isPrimitive(to)) {
            return from.equals("L" + BOXES.get(to) + ";") ? Kind.UNBOX : null;
        }
        return isSubtype(world, from, to) ? Kind.NONE : isSubtype(world, to, from) ? Kind.CAST : null;
    }

    private static boolean isSubtype(World world, String sub, String of) {
        return of.equals("Ljava/lang/Object;")
                || (sub.startsWith("L") && of.startsWith("L") && world.isSubtype(inner(sub), inner(of)));
    }

    private static boolean isPrimitive(String type) {
        return type.length() == 1;
    }

    private static String inner(String type) {
        return type.substring(1, type.length() - 1);
    }

    /** Widening primitive conversion (JLS 5.1.2). */
    private static boolean widens(String from, String to) {
        int source = WIDENING.indexOf(from.equals("C") ? "S" : from);
        int target = WIDENING.indexOf(to);
        return source >= 0 && target > source && !(from.equals("C") && to.equals("S"));
    }

    /** Whether every value can be converted. */
    boolean takesAll() {
        return kind == Kind.NONE || kind == Kind.WIDEN || kind == Kind.BOX;
    }

    /** Adds code that converts the value on the stack. */
    void convert(InsnList code) {
        switch (kind) {
            case WIDEN, NARROW -> primitive(code, from, to);
            case BOX -> {
                String box = BOXES.get(from);
                String descriptor = "(" + from + ")L" + box + ";";
                code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, box, "valueOf", descriptor, false));
            }
            case UNBOX -> {
                String name = Type.getType(to).getClassName() + "Value";
                code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, BOXES.get(to), name, "()" + to, false));
            }
            case CAST ->
                code.add(new TypeInsnNode(Opcodes.CHECKCAST, Type.getType(to).getInternalName()));
            case NONE -> {}
        }
    }

    private static void primitive(InsnList code, String from, String to) {
        String source = SMALL.contains(from) ? "I" : from;
        String target = SMALL.contains(to) ? "I" : to;
        if (!source.equals(target)) {
            code.add(new InsnNode(Objects.requireNonNull(OPCODES.get(source + target))));
        }
        if (OPCODES.containsKey(to)) {
            code.add(new InsnNode(OPCODES.get(to)));
        }
    }

    /**
     * Adds code that jumps if the value on the stack, which it takes, can't be converted.
     *
     * @param local a free local variable; those in front of it have the types of {@code locals}
     */
    void jumpUnlessFits(InsnList code, int local, Object[] locals, LabelNode otherwise) {
        switch (kind) {
            case NARROW -> {
                Type type = Type.getType(from);
                code.add(new VarInsnNode(type.getOpcode(Opcodes.ISTORE), local));
                code.add(new VarInsnNode(type.getOpcode(Opcodes.ILOAD), local));
                code.add(new VarInsnNode(type.getOpcode(Opcodes.ILOAD), local));
                primitive(code, from, to);
                primitive(code, to, from);
                compare(code, otherwise);
                if (roundsToGreatest()) {
                    code.add(new VarInsnNode(type.getOpcode(Opcodes.ILOAD), local));
                    primitive(code, from, "J");
                    code.add(new LdcInsnNode(to.equals("J") ? Long.MAX_VALUE : (long) Integer.MAX_VALUE));
                    code.add(new InsnNode(Opcodes.LCMP));
                    code.add(new JumpInsnNode(to.equals("J") ? Opcodes.IFEQ : Opcodes.IFGT, otherwise));
                }
            }
            case UNBOX -> code.add(new JumpInsnNode(Opcodes.IFNULL, otherwise));
            case CAST -> {
                LabelNode fits = new LabelNode();
                code.add(new VarInsnNode(Opcodes.ASTORE, local));
                code.add(new VarInsnNode(Opcodes.ALOAD, local));
                code.add(new JumpInsnNode(Opcodes.IFNULL, fits));
                code.add(new VarInsnNode(Opcodes.ALOAD, local));
                code.add(new TypeInsnNode(Opcodes.INSTANCEOF, Type.getType(to).getInternalName()));
                code.add(new JumpInsnNode(Opcodes.IFEQ, otherwise));
                code.add(fits);
                code.add(Frames.withEmptyStack(locals));
            }
            default -> code.add(pop());
        }
    }

    /** Whether a value that is too great becomes the greatest one, which becomes that value when it is widened again. */
    private boolean roundsToGreatest() {
        return "FD".contains(from) && to.equals("J") || from.equals("F") && to.equals("I");
    }

    private AbstractInsnNode pop() {
        return new InsnNode(Type.getType(from).getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
    }

    private void compare(InsnList code, LabelNode unequal) {
        if (SMALL.contains(from)) {
            code.add(new JumpInsnNode(Opcodes.IF_ICMPNE, unequal));
            return;
        }
        code.add(new InsnNode(
                switch (from) {
                    case "J" -> Opcodes.LCMP;
                    case "F" -> Opcodes.FCMPL;
                    default -> Opcodes.DCMPL;
                }));
        code.add(new JumpInsnNode(Opcodes.IFNE, unequal));
    }
}
