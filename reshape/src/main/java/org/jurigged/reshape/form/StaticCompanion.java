package org.jurigged.reshape.form;

import org.jurigged.reshape.form.TypeInfo.Member;
import org.jurigged.reshape.store.Former;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes the class that has a static field which the loaded class lacks.
 *
 * <p>The field's initialiser is the class's: whoever comes first runs it, and nobody sees the field before (JVMS 5.5).
 */
final class StaticCompanion {
    private StaticCompanion() {}

    /**
     * Makes the class.
     *
     * @param initialiser a static method without parameters that assigns the field; null if there is none
     * @param former where the field may have a value, which counts more than the initialiser; null if nowhere
     */
    static byte[] of(
            Scene scene,
            TypeInfo type,
            Member field,
            String name,
            MethodNode initialiser,
            Former former,
            ClassNode host) {
        ClassNode companion = CompanionClass.beside(host, name);
        String fieldName = type.placeName(field);
        boolean isFinal = name.equals(FormNames.staticField(type.name, fieldName, field.type(), true, false));
        int access = Opcodes.ACC_PUBLIC
                | Opcodes.ACC_STATIC
                | (isFinal ? Opcodes.ACC_FINAL : 0)
                | (field.access() & Opcodes.ACC_VOLATILE);
        companion.fields.add(new FieldNode(access, fieldName, field.type(), null, null));
        MethodNode run = new MethodNode(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        companion.methods.add(run);
        if (initialiser == null) {
            run.instructions.add(new InsnNode(Opcodes.RETURN));
        } else {
            Methods.copyCode(initialiser, run);
            new Rewriter(scene, new CodeContext(type, name)).apply(run);
        }
        if (former != null) {
            companion.methods.add(former.has());
            companion.methods.add(former.get());
            run.instructions.insert(takeOver(companion, former));
        }
        return CompanionClass.bytes(companion);
    }

    private static InsnList takeOver(ClassNode companion, Former former) {
        FieldNode field = companion.fields.get(0);
        LabelNode none = new LabelNode();
        InsnList code = new InsnList();
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, companion.name, Former.HAS, former.has().desc, false));
        code.add(new JumpInsnNode(Opcodes.IFEQ, none));
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, companion.name, Former.GET, former.get().desc, false));
        code.add(new FieldInsnNode(Opcodes.PUTSTATIC, companion.name, field.name, field.desc));
        code.add(new InsnNode(Opcodes.RETURN));
        code.add(none);
        code.add(Frames.withEmptyStack(new Object[0]));
        // There can't be two frames at one place: the initialiser's own may be the next thing.
        code.add(new InsnNode(Opcodes.NOP));
        return code;
    }
}
