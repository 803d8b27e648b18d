package org.jurigged.reshape.form;

import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** How an object tells which one it stands for; code that calls a companion's method on that. */
enum StandInCode {
    /** Hibernate's proxy of an entity, which loads it then. */
    HIBERNATE(
            "org/hibernate/proxy/HibernateProxy",
            "getHibernateLazyInitializer",
            "org/hibernate/proxy/LazyInitializer",
            "getImplementation"),
    /** Spring's proxy of a bean. */
    SPRING(
            "org/springframework/aop/framework/Advised",
            "getTargetSource",
            "org/springframework/aop/TargetSource",
            "getTarget"),
    /** A proxy of {@code java.lang.reflect}, which asks its handler for a method that was abstract when it was made. */
    PROXY("java/lang/reflect/Proxy", null, null, null);

    private final String proxy;
    private final String getSource;
    private final String source;
    private final String getTarget;

    StandInCode(String proxy, String getSource, String source, String getTarget) {
        this.proxy = proxy;
        this.getSource = getSource;
        this.source = source;
        this.getTarget = getTarget;
    }

    /** Returns the kind of a class with these direct supertypes; {@code null} if it is none of these. */
    static StandInCode of(List<String> supertypes) {
        for (StandInCode kind : values()) {
            if (supertypes.contains(kind.proxy.replace('/', '.'))) {
                return kind;
            }
        }
        return null;
    }

    /** Whether a companion's class file has such code. */
    boolean isIn(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int offset = reader.getItem(i);
            // JVMS 4.4.1: CONSTANT_Class
            if (offset > 0 && classFile[offset - 1] == 7 && proxy.equals(reader.readUTF8(offset, buffer))) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@code if (this instanceof Proxy) return companion.method(target, ...)}; what returns its target returns the proxy, as
     * both frameworks have it.
     *
     * @param companion internal name of the class with the method
     * @param method name of the static method
     * @param descriptor its descriptor, with the receiver
     */
    InsnList code(String companion, String method, String descriptor) {
        return this == PROXY ? onItself(method, descriptor) : onTarget(companion, method, descriptor);
    }

    /** {@code if (this instanceof Proxy) return this.method(...)}, as the JVM knows it. */
    private InsnList onItself(String method, String descriptor) {
        Type[] parameters = Type.getArgumentTypes(descriptor);
        String receiver = parameters[0].getInternalName();
        String own =
                "(" + descriptor.substring(1 + parameters[0].getDescriptor().length());
        Object[] locals = Frames.locals(receiver, own);
        LabelNode next = new LabelNode();
        InsnList code = new InsnList();
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new TypeInsnNode(Opcodes.INSTANCEOF, proxy));
        code.add(new JumpInsnNode(Opcodes.IFEQ, next));
        code.add(Insns.load(parameters, 0));
        code.add(new MethodInsnNode(Opcodes.INVOKEINTERFACE, receiver, method, own, true));
        code.add(Insns.returnOf(descriptor));
        code.add(next);
        code.add(new FrameNode(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]));
        code.add(new InsnNode(Opcodes.NOP));
        return code;
    }

    private InsnList onTarget(String companion, String method, String descriptor) {
        Type[] parameters = Type.getArgumentTypes(descriptor);
        String receiver = parameters[0].getInternalName();
        String own =
                "(" + descriptor.substring(1 + parameters[0].getDescriptor().length());
        Object[] locals = Frames.locals(receiver, own);
        int target = Insns.size(parameters);
        LabelNode next = new LabelNode();
        InsnList code = new InsnList();
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new TypeInsnNode(Opcodes.INSTANCEOF, proxy));
        code.add(new JumpInsnNode(Opcodes.IFEQ, next));
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new TypeInsnNode(Opcodes.CHECKCAST, proxy));
        code.add(new MethodInsnNode(Opcodes.INVOKEINTERFACE, proxy, getSource, "()L" + source + ";", true));
        code.add(new MethodInsnNode(Opcodes.INVOKEINTERFACE, source, getTarget, "()Ljava/lang/Object;", true));
        code.add(new TypeInsnNode(Opcodes.CHECKCAST, receiver));
        code.add(new VarInsnNode(Opcodes.ASTORE, target));
        code.add(new VarInsnNode(Opcodes.ALOAD, target));
        Type[] others = Type.getArgumentTypes(own);
        code.add(Insns.load(others, 1));
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, companion, method, descriptor, false));
        orItself(code, Type.getReturnType(descriptor), target, receiver, locals);
        code.add(Insns.returnOf(descriptor));
        code.add(next);
        code.add(new FrameNode(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]));
        code.add(new InsnNode(Opcodes.NOP));
        return code;
    }

    private static void orItself(InsnList code, Type returned, int target, String receiver, Object[] locals) {
        if (returned.getSort() != Type.OBJECT) {
            return;
        }
        LabelNode other = new LabelNode();
        Object[] more = java.util.Arrays.copyOf(locals, locals.length + 1);
        more[locals.length] = receiver;
        code.add(new InsnNode(Opcodes.DUP));
        code.add(new VarInsnNode(Opcodes.ALOAD, target));
        code.add(new JumpInsnNode(Opcodes.IF_ACMPNE, other));
        code.add(new InsnNode(Opcodes.POP));
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new TypeInsnNode(Opcodes.CHECKCAST, returned.getInternalName()));
        code.add(other);
        code.add(new FrameNode(Opcodes.F_NEW, more.length, more, 1, new Object[] {returned.getInternalName()}));
    }
}
