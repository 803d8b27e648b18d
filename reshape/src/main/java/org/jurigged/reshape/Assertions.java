package org.jurigged.reshape;

import java.util.ListIterator;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The field that javac adds to a class for its first {@code assert} and takes away with its last one (JLS 14.10).
 *
 * <p>Where the loaded class has the field, it is declared again; where it hasn't, its readers ask the class itself.
 */
final class Assertions {
    static final String FIELD = "$assertionsDisabled";

    private static final String DESCRIPTOR = "Z";
    private static final String STATUS = "desiredAssertionStatus";
    private static final int ACCESS = Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC;

    private Assertions() {}

    /**
     * Gives the latest class the field if the loaded one has it, and takes it away if not.
     *
     * @return whether the class changed
     */
    static boolean apply(Schema loaded, ClassNode latest) {
        boolean wanted = loaded.fields().stream().anyMatch(f -> f.name().equals(FIELD));
        boolean present = latest.fields.stream().anyMatch(f -> f.name.equals(FIELD));
        if (wanted && !present) {
            latest.fields.add(new FieldNode(ACCESS, FIELD, DESCRIPTOR, null, null));
        } else if (!wanted && present) {
            removeField(latest);
        }
        return wanted != present;
    }

    private static void removeField(ClassNode node) {
        node.fields.removeIf(f -> f.name.equals(FIELD));
        Type asked = askedClass(node);
        for (MethodNode method : node.methods) {
            ListIterator<AbstractInsnNode> code = method.instructions.iterator();
            while (code.hasNext()) {
                AbstractInsnNode insn = code.next();
                if (insn instanceof FieldInsnNode access && isField(node, access)) {
                    replace(node, method, access, asked);
                }
            }
        }
    }

    private static void replace(ClassNode node, MethodNode method, FieldInsnNode access, Type asked) {
        if (access.getOpcode() == Opcodes.PUTSTATIC) {
            method.instructions.set(access, new InsnNode(Opcodes.POP));
            return;
        }
        InsnList status = (node.version & 0xFFFF) >= Opcodes.V11 ? constant(asked) : call(asked);
        method.instructions.insert(access, status);
        method.instructions.remove(access);
        method.maxStack++;
    }

    /** A constant that the JIT folds, as it does with the field: {@code !Asked.class.desiredAssertionStatus()}. */
    private static InsnList constant(Type asked) {
        Handle invoke = new Handle(
                Opcodes.H_INVOKESTATIC,
                "java/lang/invoke/ConstantBootstraps",
                "invoke",
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;"
                        + "Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)Ljava/lang/Object;",
                false);
        Handle status = new Handle(Opcodes.H_INVOKEVIRTUAL, "java/lang/Class", STATUS, "()Z", false);
        InsnList code = new InsnList();
        code.add(new LdcInsnNode(new ConstantDynamic(STATUS, DESCRIPTOR, invoke, status, asked)));
        negate(code);
        return code;
    }

    /** Before Java 11 there are no such constants (JVMS 4.4.10). */
    private static InsnList call(Type asked) {
        InsnList code = new InsnList();
        code.add(new LdcInsnNode(asked));
        code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, "java/lang/Class", STATUS, "()Z", false));
        negate(code);
        return code;
    }

    private static void negate(InsnList code) {
        code.add(new InsnNode(Opcodes.ICONST_1));
        code.add(new InsnNode(Opcodes.IXOR));
    }

    /** The class that the static initialiser asks: the outermost one. */
    private static Type askedClass(ClassNode node) {
        for (MethodNode method : node.methods) {
            for (AbstractInsnNode insn : method.instructions) {
                if (insn instanceof MethodInsnNode call
                        && call.name.equals(STATUS)
                        && method.name.equals("<clinit>")
                        && call.getPrevious() instanceof LdcInsnNode asked
                        && asked.cst instanceof Type type) {
                    return type;
                }
            }
        }
        return Type.getObjectType(node.name);
    }

    private static boolean isField(ClassNode node, FieldInsnNode access) {
        return access.owner.equals(node.name) && access.name.equals(FIELD) && access.desc.equals(DESCRIPTOR);
    }
}
