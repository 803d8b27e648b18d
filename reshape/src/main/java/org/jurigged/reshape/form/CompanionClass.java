package org.jurigged.reshape.form;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** An empty class beside another one: same package, same source file. */
final class CompanionClass {
    private CompanionClass() {}

    /** {@code host} may lack code; its version and source are taken over. */
    static ClassNode beside(ClassNode host, String name) {
        ClassNode companion = new ClassNode();
        companion.version = (host.version & 0xFFFF) >= Opcodes.V17 ? host.version : Opcodes.V17;
        companion.access = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        companion.name = name;
        companion.superName = "java/lang/Object";
        companion.sourceFile = host.sourceFile;
        companion.sourceDebug = host.sourceDebug;
        return companion;
    }

    static MethodNode method(ClassNode in, String name, String descriptor) {
        MethodNode method = new MethodNode(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, descriptor, null, null);
        in.methods.add(method);
        return method;
    }

    /** Writes a class whose frames are there; the greatest stack and number of locals are computed. */
    static byte[] bytes(ClassNode node) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }
}
