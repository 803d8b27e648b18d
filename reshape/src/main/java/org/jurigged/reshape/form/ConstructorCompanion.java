package org.jurigged.reshape.form;

import java.util.Map;
import org.jurigged.reshape.form.template.LiveHandover;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Makes the class whose instances carry the arguments of one constructor that the loaded class lacks. */
final class ConstructorCompanion {
    /** The static method that hands the arguments over. */
    static final String HAND = "hand";

    private static final String OBJECT = "java/lang/Object";

    private ConstructorCompanion() {}

    static byte[] of(ClassNode host, String name, String descriptor) {
        ClassNode companion = CompanionClass.beside(host, name);
        Type[] arguments = Type.getArgumentTypes(descriptor);
        MethodNode constructor = new MethodNode(Opcodes.ACC_PRIVATE, "<init>", "()V", null, null);
        constructor.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
        constructor.instructions.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false));
        constructor.instructions.add(new InsnNode(Opcodes.RETURN));
        companion.methods.add(constructor);
        MethodNode hand = CompanionClass.method(companion, HAND, Type.getMethodDescriptor(Type.VOID_TYPE, arguments));
        hand.instructions.add(new TypeInsnNode(Opcodes.NEW, name));
        hand.instructions.add(new InsnNode(Opcodes.DUP));
        hand.instructions.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, name, "<init>", "()V", false));
        int local = 0;
        for (int i = 0; i < arguments.length; i++) {
            companion.fields.add(new FieldNode(Opcodes.ACC_PUBLIC, field(i), arguments[i].getDescriptor(), null, null));
            hand.instructions.add(new InsnNode(Opcodes.DUP));
            hand.instructions.add(new VarInsnNode(arguments[i].getOpcode(Opcodes.ILOAD), local));
            hand.instructions.add(new FieldInsnNode(Opcodes.PUTFIELD, name, field(i), arguments[i].getDescriptor()));
            local += arguments[i].getSize();
        }
        hand.instructions.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC, FormNames.handover(host.name), "put", "(Ljava/lang/Object;)V", false));
        hand.instructions.add(new InsnNode(Opcodes.RETURN));
        return CompanionClass.bytes(companion);
    }

    /**
     * Returns the descriptor of the constructor of a class that a companion, given by its binary name, hands arguments over to, by
     * the companion's internal name; nothing if it is another companion, or if the constructor is still there.
     */
    static Map<String, String> gone(TypeInfo type, String name, byte[] file) {
        String internal = name.replace('.', '/');
        if (!internal.startsWith(FormNames.handover(type.name) + "$")) {
            return Map.of();
        }
        for (MethodNode method : Forms.node(file).methods) {
            String descriptor = method.desc;
            if (method.name.equals(HAND)
                    && internal.equals(FormNames.constructor(type.name, descriptor))
                    && type.method("<init>" + descriptor) == null) {
                return Map.of(internal, descriptor);
            }
        }
        return Map.of();
    }

    /** Returns the class file of the class that keeps the arguments on their way. */
    static byte[] handover(String host) {
        return Template.named(LiveHandover.class, FormNames.handover(host));
    }

    private static String field(int argument) {
        return "a" + argument;
    }

    /** Takes what was handed over into a local variable; goes on at {@code nothing} if that was nothing. */
    static InsnList take(String host, int local, LabelNode nothing) {
        InsnList code = new InsnList();
        code.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC, FormNames.handover(host), "take", "()Ljava/lang/Object;", false));
        code.add(new VarInsnNode(Opcodes.ASTORE, local));
        code.add(new VarInsnNode(Opcodes.ALOAD, local));
        code.add(new JumpInsnNode(Opcodes.IFNULL, nothing));
        return code;
    }

    /** Puts arguments into the local variables of the constructor they are for; goes to {@code others} if they aren't. */
    static InsnList unpack(String companion, String descriptor, int local, LabelNode others) {
        InsnList code = new InsnList();
        code.add(new VarInsnNode(Opcodes.ALOAD, local));
        code.add(new TypeInsnNode(Opcodes.INSTANCEOF, companion));
        code.add(new JumpInsnNode(Opcodes.IFEQ, others));
        int parameter = 1;
        Type[] arguments = Type.getArgumentTypes(descriptor);
        for (int i = 0; i < arguments.length; i++) {
            code.add(new VarInsnNode(Opcodes.ALOAD, local));
            code.add(new TypeInsnNode(Opcodes.CHECKCAST, companion));
            code.add(new FieldInsnNode(Opcodes.GETFIELD, companion, field(i), arguments[i].getDescriptor()));
            code.add(new VarInsnNode(arguments[i].getOpcode(Opcodes.ISTORE), parameter));
            parameter += arguments[i].getSize();
        }
        return code;
    }
}
