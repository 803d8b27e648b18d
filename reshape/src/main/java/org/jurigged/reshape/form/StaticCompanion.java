package org.jurigged.reshape.form;

import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes the class that has a static field which the loaded class lacks.
 *
 * <p>The field's initialiser is the class's: whoever comes first runs it, and nobody sees the field before (JVMS 5.5).
 */
final class StaticCompanion {
    private StaticCompanion() {}

    /** {@code initialiser} is a static method without parameters that assigns the field; null if there is none. */
    static byte[] of(Scene scene, TypeInfo type, Member field, String name, MethodNode initialiser, ClassNode host) {
        ClassNode companion = CompanionClass.beside(host, name);
        String fieldName = type.placeName(field);
        boolean isFinal = name.equals(
                FormNames.staticField(type.name, fieldName, field.type(), true, field.is(Opcodes.ACC_VOLATILE)));
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
        return CompanionClass.bytes(companion);
    }
}
