package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Cloned objects. {@code Object.clone()} copies what is in an object, and not the values that a store has for it: whoever
 * calls it, or a library's method that does, copies those.
 */
final class Clones {
    private static final String NAME = "clone";
    private static final String DESCRIPTOR = "()Ljava/lang/Object;";
    private static final String COPY = "(Ljava/lang/Object;Ljava/lang/Object;)V";

    private Clones() {}

    /** Whether some method of a class calls its superclass's {@code clone}. */
    static boolean isIn(byte[] classFile) {
        boolean[] found = new boolean[1];
        MethodVisitor calls = new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                found[0] |= opcode == Opcodes.INVOKESPECIAL && name.equals(NAME) && descriptor.equals(DESCRIPTOR);
            }
        };
        ClassVisitor methods = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                return calls;
            }
        };
        new ClassReader(classFile).accept(methods, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return found[0];
    }

    /** Makes code copy what a store has for an object that it clones; whether there was anything to do. */
    static boolean apply(Scene scene, CodeContext context, MethodNode code) {
        boolean changed = false;
        for (AbstractInsnNode insn : code.instructions.toArray()) {
            if (insn instanceof MethodInsnNode call && isLibraryClone(scene, call)) {
                for (TypeInfo type : withStores(scene, context.logical())) {
                    code.instructions.insert(call, copy(scene.needs().clones(type)));
                    changed = true;
                }
            }
        }
        return changed;
    }

    private static boolean isLibraryClone(Scene scene, MethodInsnNode call) {
        if (call.getOpcode() != Opcodes.INVOKESPECIAL || !call.name.equals(NAME) || !call.desc.equals(DESCRIPTOR)) {
            return false;
        }
        World.Found found = scene.world().method(call.owner, NAME + DESCRIPTOR);
        return found != null && !scene.world().isOfLoader(found.type().name);
    }

    /** The classes with stores that an object of which a class has the {@code clone} method may be of. */
    private static List<TypeInfo> withStores(Scene scene, TypeInfo type) {
        List<TypeInfo> types = new ArrayList<>();
        for (TypeInfo other : scene.world().editedTypes()) {
            boolean related = scene.world().isSubtype(other.name, type.name)
                    || scene.world().isSubtype(type.name, other.name);
            if (related && !stores(scene, other).isEmpty()) {
                types.add(other);
            }
        }
        return types;
    }

    private static Map<String, String> stores(Scene scene, TypeInfo type) {
        return scene.places().stores(type);
    }

    /** The clone is on the stack, and stays there. */
    private static InsnList copy(String companion) {
        InsnList code = new InsnList();
        code.add(new InsnNode(Opcodes.DUP));
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new InsnNode(Opcodes.SWAP));
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, companion, "copy", COPY, false));
        return code;
    }

    /** Makes the class that copies what the stores of a class have for one object to another one. */
    static byte[] companion(Scene scene, TypeInfo type, ClassNode host) {
        ClassNode companion = CompanionClass.beside(host, FormNames.clones(type.name));
        InsnList code = CompanionClass.method(companion, "copy", COPY).instructions;
        LabelNode end = new LabelNode();
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new TypeInsnNode(Opcodes.INSTANCEOF, type.name));
        code.add(new JumpInsnNode(Opcodes.IFEQ, end));
        stores(scene, type).forEach((store, descriptor) -> {
            code.add(new VarInsnNode(Opcodes.ALOAD, 1));
            code.add(new TypeInsnNode(Opcodes.CHECKCAST, type.name));
            code.add(new VarInsnNode(Opcodes.ALOAD, 0));
            code.add(new TypeInsnNode(Opcodes.CHECKCAST, type.name));
            code.add(new MethodInsnNode(
                    Opcodes.INVOKESTATIC, store, "get", "(L" + type.name + ";)" + descriptor, false));
            code.add(new MethodInsnNode(
                    Opcodes.INVOKESTATIC, store, "put", "(L" + type.name + ";" + descriptor + ")V", false));
        });
        code.add(end);
        code.add(Frames.withEmptyStack(new Object[] {"java/lang/Object", "java/lang/Object"}));
        code.add(new InsnNode(Opcodes.RETURN));
        return CompanionClass.bytes(companion);
    }
}
