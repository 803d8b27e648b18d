package org.jurigged.bench.steady;

import java.util.List;
import java.util.Map;
import org.jurigged.reshape.store.FieldStore;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Gives what the sources of an edited subject only hint at, with native methods, the form that it has after an edit: the
 * store of a field, an access to a private member, or a lambda whose body is in a companion.
 */
final class EditedForm {
    private static final String OPERATOR = "(I)I";

    private EditedForm() {}

    /** Returns the class file that takes the place of another one. */
    static byte[] of(byte[] compiled) {
        ClassNode node = new ClassNode();
        new ClassReader(compiled).accept(node, 0);
        List<MethodNode> hints =
                node.methods.stream().filter(EditedForm::isHint).toList();
        if (node.methods.size() == hints.size() + 1 && !hints.isEmpty()) {
            return store(node, hints.get(0));
        }
        for (MethodNode method : node.methods) {
            for (AbstractInsnNode insn : method.instructions.toArray()) {
                if (insn instanceof MethodInsnNode call && isLink(call)) {
                    method.instructions.set(call, linked(call));
                }
            }
        }
        node.methods.removeAll(hints);
        ClassWriter writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }

    private static boolean isHint(MethodNode method) {
        return (method.access & Opcodes.ACC_NATIVE) != 0;
    }

    private static boolean isLink(MethodInsnNode call) {
        return call.owner.contains("$Live$") && call.name.matches("(get|set|call|lambda)\\$.+");
    }

    private static byte[] store(ClassNode hint, MethodNode get) {
        String host = Type.getArgumentTypes(get.desc)[0].getInternalName();
        String field = hint.name.substring(hint.name.lastIndexOf('$') + 1);
        String type = Type.getReturnType(get.desc).getDescriptor();
        Map<String, byte[]> made =
                FieldStore.companion(hint.name, hint.version, host, field, type, false, null, hint.sourceFile);
        return made.get(hint.name);
    }

    private static InvokeDynamicInsnNode linked(MethodInsnNode call) {
        if (!call.name.startsWith("lambda$")) {
            return new InvokeDynamicInsnNode(call.name, call.desc, bootstrap(HostAccess.class.getName(), "link", ""));
        }
        String captured = Type.getArgumentTypes(call.desc)[0].getDescriptor();
        String body = call.name.substring("lambda$".length());
        String factory = "java.lang.invoke.LambdaMetafactory";
        String more = "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;";
        return new InvokeDynamicInsnNode(
                "applyAsInt",
                call.desc,
                bootstrap(factory, "metafactory", more),
                Type.getMethodType(OPERATOR),
                new Handle(Opcodes.H_INVOKESTATIC, call.owner, body, "(" + captured + "I)I", false),
                Type.getMethodType(OPERATOR));
    }

    private static Handle bootstrap(String owner, String name, String more) {
        String descriptor = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                + more + ")Ljava/lang/invoke/CallSite;";
        return new Handle(Opcodes.H_INVOKESTATIC, owner.replace('.', '/'), name, descriptor, false);
    }
}
