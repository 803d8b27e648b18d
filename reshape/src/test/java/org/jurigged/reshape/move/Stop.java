package org.jurigged.reshape.move;

import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Takes a method off at the head of a loop without a debugger: when it arrives there often enough it leaves the values of
 * its variables here and returns, past all handlers.
 */
public final class Stop {
    private static final String NAME = Stop.class.getName().replace('.', '/');

    private static int arrivals;
    private static Object[] left;

    private Stop() {}

    /** Makes the method stop. */
    static byte[] at(MethodCode source, LoopMove.Movable loop) {
        MethodBody body = OffsetReader.whole(source.classFile()).method(source.name(), source.descriptor());
        LabelNode head = body.label(loop.headOffset());
        FrameNode frame = body.stackMap(body.index(head));
        LabelNode goOn = new LabelNode();
        InsnList code = new InsnList();
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, NAME, "arrived", "()Z", false));
        code.add(new JumpInsnNode(Opcodes.IFEQ, goOn));
        code.add(new LdcInsnNode(loop.saved().size()));
        code.add(new TypeInsnNode(Opcodes.ANEWARRAY, "java/lang/Object"));
        List<SavedLocal> saved = loop.saved();
        for (int i = 0; i < saved.size(); i++) {
            code.add(new InsnNode(Opcodes.DUP));
            code.add(new LdcInsnNode(i));
            code.add(boxed(saved.get(i)));
            code.add(new InsnNode(Opcodes.AASTORE));
        }
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, NAME, "leave", "([Ljava/lang/Object;)V", false));
        Type result = Type.getReturnType(source.descriptor());
        if (result != Type.VOID_TYPE) {
            code.add(new InsnNode(
                    switch (result.getSort()) {
                        case Type.LONG -> Opcodes.LCONST_0;
                        case Type.INT -> Opcodes.ICONST_0;
                        default -> Opcodes.ACONST_NULL;
                    }));
        }
        code.add(new InsnNode(result.getOpcode(Opcodes.IRETURN)));
        code.add(goOn);
        code.add(new FrameNode(Opcodes.F_NEW, frame.local.size(), frame.local.toArray(), 0, new Object[0]));
        body.code().instructions.insert(frame, code);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        body.owner().accept(writer);
        return writer.toByteArray();
    }

    private static InsnList boxed(SavedLocal local) {
        InsnList code = new InsnList();
        String[] box = switch (local.tag()) {
            case 'I' -> new String[] {"java/lang/Integer", "I"};
            case 'J' -> new String[] {"java/lang/Long", "J"};
            case 'F' -> new String[] {"java/lang/Float", "F"};
            case 'D' -> new String[] {"java/lang/Double", "D"};
            default -> null;
        };
        int load = box == null ? Opcodes.ALOAD : Type.getType(box[1]).getOpcode(Opcodes.ILOAD);
        code.add((AbstractInsnNode) new VarInsnNode(load, local.slot()));
        if (box != null) {
            code.add(new MethodInsnNode(
                    Opcodes.INVOKESTATIC, box[0], "valueOf", "(" + box[1] + ")L" + box[0] + ";", false));
        }
        return code;
    }

    static void onArrival(int number) {
        arrivals = number;
        left = null;
    }

    /** Tells whether this is the arrival to stop at. */
    public static boolean arrived() {
        return --arrivals == 0;
    }

    /** Keeps the values of a method that stops. */
    public static void leave(Object[] values) {
        left = values;
    }

    /** The values; null if the method ended before. */
    static Object[] left() {
        return left;
    }
}
