package org.jurigged.reshape.form;

import java.util.List;
import org.jurigged.reshape.form.ValueFlow.Use;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Arrays that javac makes for the variable arguments of generic methods of the platform, such as {@code Arrays.asList}: of
 * an interface that classes have adopted, they are made of {@code Object} instead, which is what these methods take.
 */
final class GenericArrays {
    private static final String OBJECT = "java/lang/Object";

    private GenericArrays() {}

    static void apply(Scene scene, MethodNode code) {
        ValueFlow flow = null;
        for (AbstractInsnNode insn : code.instructions) {
            if (insn instanceof TypeInsnNode array
                    && array.getOpcode() == Opcodes.ANEWARRAY
                    && scene.adoptions().isAdopted(array.desc)) {
                flow = flow == null ? new ValueFlow(code) : flow;
                if (!isStated(code, "[L" + array.desc + ";") && goesToObjects(flow.uses(array))) {
                    array.desc = OBJECT;
                }
            }
        }
    }

    /** Whether a frame says that there is such an array. */
    private static boolean isStated(MethodNode code, String type) {
        for (AbstractInsnNode insn : code.instructions) {
            if (insn instanceof FrameNode frame && (states(frame.stack, type) || states(frame.local, type))) {
                return true;
            }
        }
        return false;
    }

    private static boolean states(List<Object> types, String type) {
        return types != null && types.contains(type);
    }

    /** Whether an array is filled, handed to the platform as one of objects, and used for nothing else. */
    private static boolean goesToObjects(List<Use> uses) {
        boolean isHandedOver = false;
        for (Use use : uses) {
            if (use.by() instanceof MethodInsnNode call && takesObjects(call, use.operand())) {
                isHandedOver = true;
            } else if (use.by().getOpcode() != Opcodes.AASTORE || use.operand() != 0) {
                return false;
            }
        }
        return isHandedOver;
    }

    private static boolean takesObjects(MethodInsnNode call, int operand) {
        int argument = operand - (call.getOpcode() == Opcodes.INVOKESTATIC ? 0 : 1);
        return call.owner.startsWith("java/")
                && argument >= 0
                && Type.getArgumentTypes(call.desc)[argument].getDescriptor().equals("[L" + OBJECT + ";");
    }
}
