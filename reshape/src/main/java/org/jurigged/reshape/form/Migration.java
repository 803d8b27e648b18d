package org.jurigged.reshape.form;

import java.util.Map;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Takes the value of a field over from where it was before its type or its modifiers changed. */
final class Migration {
    private static final String PRIMITIVES = "BSIJFD";
    private static final Map<String, String> BOXES = Map.of(
            "Z", "java/lang/Boolean",
            "B", "java/lang/Byte",
            "C", "java/lang/Character",
            "S", "java/lang/Short",
            "I", "java/lang/Integer",
            "J", "java/lang/Long",
            "F", "java/lang/Float",
            "D", "java/lang/Double");

    private final Scene scene;
    private final Places placesBefore;
    private final TypeInfo before;
    private final TypeInfo after;

    /** {@code before} is the class as it was until this edit. */
    Migration(Scene scene, Places placesBefore, TypeInfo before, TypeInfo after) {
        this.scene = scene;
        this.placesBefore = placesBefore;
        this.before = before;
        this.after = after;
    }

    /**
     * Makes a method that computes a field's value from its former one.
     *
     * @param former the name that the field had
     * @param companion internal name of the class that the method will be in
     * @return a static method, with the object as its parameter if the field isn't static; {@code null} if there was no such
     *     field, or its value doesn't fit
     */
    MethodNode value(Member field, String former, String companion) {
        Member old = before.fields().stream()
                .filter(f -> f.name().equals(former) && f.isStatic() == field.isStatic())
                .findFirst()
                .orElse(null);
        if (old == null) {
            return null;
        }
        String descriptor = field.isStatic() ? "()" + field.type() : "(L" + after.name + ";)" + field.type();
        MethodNode method = new MethodNode(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "init", descriptor, null, null);
        InsnList code = method.instructions;
        if (!field.isStatic()) {
            code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        }
        load(code, old, new CodeContext(after, companion));
        if (!convert(code, old.type(), field)) {
            return null;
        }
        code.add(new InsnNode(Type.getType(field.type()).getOpcode(Opcodes.IRETURN)));
        return method;
    }

    private void load(InsnList code, Member old, CodeContext context) {
        Place place = placesBefore.ofField(before, old);
        if (place instanceof Place.InStatic in) {
            code.add(new FieldInsnNode(Opcodes.GETSTATIC, in.companion(), in.name(), old.type()));
        } else if (place instanceof Place.InStore in) {
            code.add(new MethodInsnNode(
                    Opcodes.INVOKESTATIC, in.companion(), "get", "(L" + before.name + ";)" + old.type(), false));
        } else {
            loadFromClass(code, old, ((Place.InClass) place).name(), context);
        }
    }

    private void loadFromClass(InsnList code, Member old, String name, CodeContext context) {
        if (scene.isClosed(context, before, before.physicalMember(old))) {
            scene.needs().binder(after.name);
            String how = old.isStatic() ? "staticGetter" : "getter";
            String descriptor = (old.isStatic() ? "()" : "(L" + before.name + ";)") + old.type();
            code.add(Binder.site(context, how, before.name, before.name, name, descriptor));
        } else {
            int opcode = old.isStatic() ? Opcodes.GETSTATIC : Opcodes.GETFIELD;
            code.add(new FieldInsnNode(opcode, before.name, name, old.type()));
        }
    }

    /** Assignment contexts (JLS 5.2), but for narrowing. */
    private boolean convert(InsnList code, String from, Member field) {
        String to = field.type();
        if (from.equals(to)) {
            return true;
        }
        if (isPrimitive(from)) {
            return isPrimitive(to) ? widen(code, from, to) : box(code, from, to);
        }
        if (isPrimitive(to)) {
            return from.equals("L" + BOXES.get(to) + ";") && unbox(code, field);
        }
        return to.equals("Ljava/lang/Object;")
                || (from.startsWith("L") && to.startsWith("L") && scene.world().isSubtype(inner(from), inner(to)));
    }

    private static boolean isPrimitive(String type) {
        return type.length() == 1;
    }

    private static String inner(String type) {
        return type.substring(1, type.length() - 1);
    }

    /** Widening primitive conversion (JLS 5.1.2). */
    private static boolean widen(InsnList code, String from, String to) {
        int source = from.equals("C") ? PRIMITIVES.indexOf('S') : PRIMITIVES.indexOf(from);
        int target = PRIMITIVES.indexOf(to);
        if (source < 0 || target <= source || (from.equals("C") && to.equals("S"))) {
            return false;
        }
        int opcode = switch ((source <= 2 ? "I" : from) + to) {
            case "IJ" -> Opcodes.I2L;
            case "IF" -> Opcodes.I2F;
            case "ID" -> Opcodes.I2D;
            case "JF" -> Opcodes.L2F;
            case "JD" -> Opcodes.L2D;
            case "FD" -> Opcodes.F2D;
            default -> Opcodes.NOP;
        };
        code.add(new InsnNode(opcode));
        return true;
    }

    private boolean box(InsnList code, String from, String to) {
        String box = BOXES.get(from);
        boolean fits = to.startsWith("L") && scene.world().isSubtype(box, inner(to));
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, box, "valueOf", "(" + from + ")L" + box + ";", false));
        return fits;
    }

    /** What was null becomes the default value. */
    private boolean unbox(InsnList code, Member field) {
        String box = BOXES.get(field.type());
        LabelNode isNull = new LabelNode();
        LabelNode end = new LabelNode();
        String name = Type.getType(field.type()).getClassName() + "Value";
        Object[] locals = field.isStatic() ? new Object[0] : new Object[] {after.name};
        Type type = Type.getType(field.type());
        code.add(new InsnNode(Opcodes.DUP));
        code.add(new JumpInsnNode(Opcodes.IFNULL, isNull));
        code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, box, name, "()" + field.type(), false));
        code.add(new JumpInsnNode(Opcodes.GOTO, end));
        code.add(isNull);
        code.add(new org.objectweb.asm.tree.FrameNode(Opcodes.F_NEW, locals.length, locals, 1, new Object[] {box}));
        code.add(new InsnNode(Opcodes.POP));
        code.add(Insns.zero(type));
        code.add(end);
        code.add(new org.objectweb.asm.tree.FrameNode(
                Opcodes.F_NEW, locals.length, locals, 1, new Object[] {Frames.of(type)}));
        return true;
    }
}
