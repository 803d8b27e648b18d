package org.jurigged.reshape.form;

import java.util.Optional;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.jurigged.reshape.store.Former;
import org.objectweb.asm.Opcodes;
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
    private static final int ACCESS = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

    private final Scene scene;
    private final TypeInfo before;
    private final TypeInfo after;
    private final Member old;
    private final Member field;
    private final Conversion conversion;

    private Migration(Scene scene, TypeInfo before, TypeInfo after, Member old, Member field, Conversion conversion) {
        this.scene = scene;
        this.before = before;
        this.after = after;
        this.old = old;
        this.field = field;
        this.conversion = conversion;
    }

    /**
     * Finds out where a field's value comes from.
     *
     * @param before the class as it was until this edit
     * @param field the field as it is now
     * @param former the name that it had
     * @return empty if there was no such field, or its type has nothing to do with the one it has now
     */
    static Optional<Migration> of(Scene scene, TypeInfo before, TypeInfo after, Member field, String former) {
        return before.fields().stream()
                .filter(f -> f.name().equals(former) && f.isStatic() == field.isStatic())
                .findFirst()
                .flatMap(old -> Optional.ofNullable(Conversion.of(scene.world(), old.type(), field.type()))
                        .map(conversion -> new Migration(scene, before, after, old, field, conversion)));
    }

    /** Whether the field has another type now. */
    boolean retypes() {
        return !old.type().equals(field.type());
    }

    /** Whether it has a value that can be converted in any case. */
    boolean takesAll() {
        return conversion.takesAll() && !(place() instanceof Place.InStore);
    }

    /** Makes the methods; {@code companion} is the internal name of the class that they will be in. */
    Former in(String companion) {
        CodeContext context = new CodeContext(after, companion);
        return new Former(has(context), get(context));
    }

    private MethodNode has(CodeContext context) {
        MethodNode method = new MethodNode(ACCESS, Former.HAS, parameters() + "Z", null, null);
        InsnList code = method.instructions;
        LabelNode none = new LabelNode();
        if (place() instanceof Place.InStore in) {
            code.add(new VarInsnNode(Opcodes.ALOAD, 0));
            code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, in.companion(), "has", parameters() + "Z", false));
            code.add(new JumpInsnNode(Opcodes.IFEQ, none));
        }
        Object[] locals = Frames.locals(null, parameters() + "Z");
        if (!conversion.takesAll()) {
            load(code, context);
            conversion.jumpUnlessFits(code, locals.length, locals, none);
        }
        code.add(new InsnNode(Opcodes.ICONST_1));
        code.add(new InsnNode(Opcodes.IRETURN));
        if (!takesAll()) {
            code.add(none);
            code.add(Frames.withEmptyStack(locals));
            code.add(new InsnNode(Opcodes.ICONST_0));
            code.add(new InsnNode(Opcodes.IRETURN));
        }
        return method;
    }

    private MethodNode get(CodeContext context) {
        MethodNode method = new MethodNode(ACCESS, Former.GET, parameters() + field.type(), null, null);
        load(method.instructions, context);
        conversion.convert(method.instructions);
        method.instructions.add(Insns.returnOf(method.desc));
        return method;
    }

    private String parameters() {
        return field.isStatic() ? "()" : "(L" + after.name + ";)";
    }

    private Place place() {
        return scene.places().ofField(before, old);
    }

    private void load(InsnList code, CodeContext context) {
        if (!field.isStatic()) {
            code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        }
        Place place = place();
        if (place instanceof Place.InStatic in) {
            code.add(new FieldInsnNode(Opcodes.GETSTATIC, in.companion(), in.name(), old.type()));
        } else if (place instanceof Place.InStore in) {
            String descriptor = parameters() + old.type();
            code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, in.companion(), "get", descriptor, false));
        } else {
            loadFromClass(code, ((Place.InClass) place).name(), context);
        }
    }

    private void loadFromClass(InsnList code, String name, CodeContext context) {
        if (scene.isClosed(context, before, before.physicalMember(old))) {
            scene.needs().binder(after.name);
            String how = old.isStatic() ? "staticGetter" : "getter";
            code.add(Binder.site(context, how, before.name, before.name, name, parameters() + old.type()));
        } else {
            int opcode = old.isStatic() ? Opcodes.GETSTATIC : Opcodes.GETFIELD;
            code.add(new FieldInsnNode(opcode, before.name, name, old.type()));
        }
    }
}
