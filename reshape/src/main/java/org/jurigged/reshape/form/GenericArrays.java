package org.jurigged.reshape.form;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Arrays that javac makes for the variable arguments of generic methods of the platform, such as {@code Arrays.asList}: of
 * an interface that classes have adopted, they are made of {@code Object} instead, which is what these methods take.
 */
final class GenericArrays {
    private static final String OBJECT = "java/lang/Object";

    private final MethodNode code;
    private final Frame<SourceValue>[] frames;

    private GenericArrays(MethodNode code, Frame<SourceValue>[] frames) {
        this.code = code;
        this.frames = frames;
    }

    static void apply(Scene scene, MethodNode code) {
        List<TypeInsnNode> arrays = new java.util.ArrayList<>();
        for (AbstractInsnNode insn : code.instructions) {
            if (insn.getOpcode() == Opcodes.ANEWARRAY && scene.adoptions().isAdopted(((TypeInsnNode) insn).desc)) {
                arrays.add((TypeInsnNode) insn);
            }
        }
        if (arrays.isEmpty()) {
            return;
        }
        try {
            GenericArrays all = new GenericArrays(code, new Analyzer<>(new SourceInterpreter()).analyze(OBJECT, code));
            for (TypeInsnNode array : arrays) {
                if (all.goesToObjects(array)) {
                    array.desc = OBJECT;
                }
            }
        } catch (AnalyzerException e) {
            throw new IllegalArgumentException(code.name + " is malformed", e);
        }
    }

    /** Whether the array is filled, handed to the platform as one of objects, and used for nothing else. */
    private boolean goesToObjects(TypeInsnNode array) {
        Set<AbstractInsnNode> copies = new HashSet<>(Set.of(array));
        boolean isHandedOver = false;
        int index = 0;
        for (AbstractInsnNode insn : code.instructions) {
            Frame<SourceValue> frame = frames[index++];
            if (insn instanceof FrameNode stated && mentions(stated, array.desc)) {
                return false;
            }
            if (frame != null && insn.getOpcode() >= 0 && uses(frame, insn, copies)) {
                if (insn.getOpcode() == Opcodes.DUP) {
                    copies.add(insn);
                } else if (insn instanceof MethodInsnNode call && takesObjects(frame, call, copies)) {
                    isHandedOver = true;
                } else if (!isFilled(frame, insn, copies)) {
                    return false;
                }
            }
        }
        return isHandedOver;
    }

    private static boolean mentions(FrameNode frame, String name) {
        return frame.stack != null && frame.stack.contains("[L" + name + ";");
    }

    /** Whether one of the operands that an instruction may take is the array. */
    private static boolean uses(Frame<SourceValue> frame, AbstractInsnNode insn, Set<AbstractInsnNode> copies) {
        int taken = taken(insn);
        for (int i = 0; i < taken && i < frame.getStackSize(); i++) {
            if (isOneOf(frame.getStack(frame.getStackSize() - 1 - i), copies)) {
                return true;
            }
        }
        return false;
    }

    /** At most so many operands: what only pushes something takes none. */
    private static int taken(AbstractInsnNode insn) {
        int opcode = insn.getOpcode();
        if (insn instanceof MethodInsnNode call) {
            return Type.getArgumentTypes(call.desc).length + (opcode == Opcodes.INVOKESTATIC ? 0 : 1);
        }
        if (insn instanceof org.objectweb.asm.tree.InvokeDynamicInsnNode site) {
            return Type.getArgumentTypes(site.desc).length;
        }
        boolean pushes = opcode <= Opcodes.ALOAD
                || opcode == Opcodes.NEW
                || opcode == Opcodes.GETSTATIC
                || opcode == Opcodes.GOTO
                || opcode == Opcodes.RETURN
                || opcode == Opcodes.IINC;
        boolean one = opcode == Opcodes.DUP
                || opcode == Opcodes.POP
                || opcode == Opcodes.ANEWARRAY
                || opcode == Opcodes.NEWARRAY
                || opcode == Opcodes.CHECKCAST
                || opcode == Opcodes.INSTANCEOF
                || opcode == Opcodes.GETFIELD
                || opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE
                || opcode >= Opcodes.IFEQ && opcode <= Opcodes.IFLE;
        return pushes ? 0 : one ? 1 : 3;
    }

    private static boolean takesObjects(Frame<SourceValue> frame, MethodInsnNode call, Set<AbstractInsnNode> copies) {
        Type[] arguments = Type.getArgumentTypes(call.desc);
        for (int i = 0; i < arguments.length; i++) {
            SourceValue value = frame.getStack(frame.getStackSize() - arguments.length + i);
            if (isOneOf(value, copies) && !arguments[i].getDescriptor().equals("[L" + OBJECT + ";")) {
                return false;
            }
        }
        boolean onArray = call.getOpcode() != Opcodes.INVOKESTATIC
                && isOneOf(frame.getStack(frame.getStackSize() - arguments.length - 1), copies);
        return call.owner.startsWith("java/") && !onArray;
    }

    private static boolean isFilled(Frame<SourceValue> frame, AbstractInsnNode insn, Set<AbstractInsnNode> copies) {
        int top = frame.getStackSize() - 1;
        return insn.getOpcode() == Opcodes.AASTORE
                && isOneOf(frame.getStack(top - 2), copies)
                && !isOneOf(frame.getStack(top), copies);
    }

    private static boolean isOneOf(SourceValue value, Set<AbstractInsnNode> copies) {
        return value.insns.stream().anyMatch(copies::contains);
    }
}
