package org.jurigged.reshape.form;

import java.util.List;
import org.jurigged.reshape.form.Adoptions.Answer;
import org.jurigged.reshape.form.Adoptions.Arm;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Makes the companions that know more of interfaces than the JVM; see {@link Adoptions}. */
final class AdoptionCompanion {
    private static final String OBJECT = "java/lang/Object";
    private static final String CLASS = "java/lang/Class";
    private static final String TEST = "(Ljava/lang/Object;)Z";
    private static final String ABOVE = "isAssignableFrom";

    private final Scene scene;
    private final TypeInfo type;
    private final ClassNode host;

    /** {@code host} is the latest class of the type. */
    AdoptionCompanion(Scene scene, TypeInfo type, ClassNode host) {
        this.scene = scene;
        this.type = type;
        this.host = host;
    }

    /** What answers for an interface: tests, casts, and what a {@code Class} is asked. */
    byte[] answers() {
        ClassNode companion = CompanionClass.beside(host, FormNames.adopted(type.name));
        List<Answer> answers = scene.adoptions().answers(type.name);
        is(CompanionClass.method(companion, "is", TEST), answers);
        cast(companion.name, CompanionClass.method(companion, "cast", "(Ljava/lang/Object;)L" + type.name + ";"));
        ofClass(companion, "isInstance", "(Ljava/lang/Object;)Z", "is");
        ofClass(companion, "cast", "(Ljava/lang/Object;)Ljava/lang/Object;", "cast");
        above(CompanionClass.method(companion, ABOVE, "(Ljava/lang/Class;Ljava/lang/Class;)Z"), answers);
        return CompanionClass.bytes(companion);
    }

    private void is(MethodNode method, List<Answer> answers) {
        for (Answer answer : answers) {
            LabelNode next = new LabelNode();
            test(method.instructions, answer.type(), next);
            method.instructions.add(new InsnNode(answer.isInstance() ? Opcodes.ICONST_1 : Opcodes.ICONST_0));
            method.instructions.add(new InsnNode(Opcodes.IRETURN));
            label(method, next);
        }
        method.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
        method.instructions.add(new TypeInsnNode(Opcodes.INSTANCEOF, type.name));
        method.instructions.add(new InsnNode(Opcodes.IRETURN));
    }

    private void test(InsnList code, TypeInfo of, LabelNode otherwise) {
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(
                isOpen(of)
                        ? new TypeInsnNode(Opcodes.INSTANCEOF, of.name)
                        : new MethodInsnNode(
                                Opcodes.INVOKESTATIC, scene.needs().test(of), DoorCompanion.TEST, TEST, false));
        code.add(new JumpInsnNode(Opcodes.IFEQ, otherwise));
    }

    private boolean isOpen(TypeInfo other) {
        return other.isPhysicallyPublic() || other.packageName().equals(type.packageName());
    }

    private static void label(MethodNode method, LabelNode label) {
        method.instructions.add(label);
        Object[] locals = Frames.locals(null, method.desc);
        method.instructions.add(new FrameNode(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]));
    }

    /** Lets the JVM fail (JVMS 6.5 checkcast), and fails for an object of which it doesn't know that it is to. */
    private void cast(String companion, MethodNode method) {
        InsnList code = method.instructions;
        LabelNode fails = new LabelNode();
        LabelNode isNull = new LabelNode();
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new JumpInsnNode(Opcodes.IFNULL, isNull));
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, companion, "is", TEST, false));
        code.add(new JumpInsnNode(Opcodes.IFEQ, fails));
        label(method, isNull);
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new InsnNode(Opcodes.ARETURN));
        label(method, fails);
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new TypeInsnNode(Opcodes.CHECKCAST, type.name));
        code.add(new InsnNode(Opcodes.POP));
        String error = "java/lang/ClassCastException";
        code.add(new TypeInsnNode(Opcodes.NEW, error));
        code.add(new InsnNode(Opcodes.DUP));
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, OBJECT, "getClass", "()Ljava/lang/Class;", false));
        code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, CLASS, "getName", "()Ljava/lang/String;", false));
        code.add(new LdcInsnNode(" cannot be cast to " + type.name.replace('/', '.')));
        code.add(new MethodInsnNode(
                Opcodes.INVOKEVIRTUAL, "java/lang/String", "concat", "(Ljava/lang/String;)Ljava/lang/String;", false));
        code.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, error, "<init>", "(Ljava/lang/String;)V", false));
        code.add(new InsnNode(Opcodes.ATHROW));
    }

    /** What a {@code Class} is asked, which may be another one. */
    private void ofClass(ClassNode companion, String name, String descriptor, String own) {
        MethodNode method = CompanionClass.method(companion, name, Places.withReceiver(CLASS, descriptor));
        InsnList code = method.instructions;
        LabelNode other = unlessOwn(code);
        code.add(new VarInsnNode(Opcodes.ALOAD, 1));
        String answer = own.equals("is") ? TEST : "(Ljava/lang/Object;)L" + type.name + ";";
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, companion.name, own, answer, false));
        code.add(Insns.returnOf(descriptor));
        label(method, other);
        askClass(code, name, descriptor);
    }

    private LabelNode unlessOwn(InsnList code) {
        LabelNode other = new LabelNode();
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new LdcInsnNode(Type.getObjectType(type.name)));
        code.add(new JumpInsnNode(Opcodes.IF_ACMPNE, other));
        return other;
    }

    private static void askClass(InsnList code, String name, String descriptor) {
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new VarInsnNode(Opcodes.ALOAD, 1));
        code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, CLASS, name, descriptor, false));
        code.add(Insns.returnOf(descriptor));
    }

    private void above(MethodNode method, List<Answer> answers) {
        InsnList code = method.instructions;
        LabelNode other = unlessOwn(code);
        for (Answer answer : answers) {
            LabelNode next = new LabelNode();
            if (isOpen(answer.type())) {
                code.add(new LdcInsnNode(Type.getObjectType(answer.type().name)));
                code.add(new VarInsnNode(Opcodes.ALOAD, 1));
                code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, CLASS, ABOVE, "(Ljava/lang/Class;)Z", false));
            } else {
                String door = scene.needs().test(answer.type());
                code.add(new VarInsnNode(Opcodes.ALOAD, 1));
                code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, door, ABOVE, "(Ljava/lang/Class;)Z", false));
            }
            code.add(new JumpInsnNode(Opcodes.IFEQ, next));
            code.add(new InsnNode(answer.isInstance() ? Opcodes.ICONST_1 : Opcodes.ICONST_0));
            code.add(new InsnNode(Opcodes.IRETURN));
            label(method, next);
        }
        code.add(other);
        if (answers.isEmpty()) {
            Object[] locals = Frames.locals(null, method.desc);
            code.add(new FrameNode(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]));
        } else {
            code.add(new InsnNode(Opcodes.NOP));
        }
        askClass(code, ABOVE, "(Ljava/lang/Class;)Z");
    }

    /** What a call by an interface becomes: a call of the class's method for what the JVM doesn't know to implement it. */
    byte[] call(Needs.Call call) {
        String name = FormNames.adoptedCall(type.name, call.method(), call.descriptor());
        ClassNode companion = CompanionClass.beside(host, name);
        MethodNode method =
                CompanionClass.method(companion, call.method(), Places.withReceiver(type.name, call.descriptor()));
        for (Arm arm : scene.adoptions().arms(type.name, call.key())) {
            LabelNode next = new LabelNode();
            test(method.instructions, arm.type(), next);
            arm(method.instructions, arm, call);
            label(method, next);
            method.instructions.add(new InsnNode(Opcodes.NOP));
        }
        new Rewriter(scene, new CodeContext(type, name)).apply(method);
        method.instructions.add(Insns.load(Type.getArgumentTypes(method.desc), 0));
        method.instructions.add(
                new MethodInsnNode(Opcodes.INVOKEINTERFACE, type.name, call.method(), call.descriptor(), true));
        method.instructions.add(Insns.returnOf(call.descriptor()));
        return CompanionClass.bytes(companion);
    }

    private void arm(InsnList code, Arm arm, Needs.Call call) {
        Type[] arguments = Type.getArgumentTypes(call.descriptor());
        if (arm.inherited() == null) {
            Member member = scene.world().method(arm.type().name, call.key()).member();
            boolean open = isOpen(arm.type()) && member.is(Opcodes.ACC_PUBLIC);
            code.add(new VarInsnNode(Opcodes.ALOAD, 0));
            if (open) {
                code.add(new TypeInsnNode(Opcodes.CHECKCAST, arm.type().name));
            }
            code.add(Insns.load(arguments, 1));
            code.add(open ? onClass(arm.type(), member) : throughDoor(arm.type(), member));
            code.add(Insns.returnOf(call.descriptor()));
        } else if (arm.inherited().member().is(Opcodes.ACC_ABSTRACT)) {
            code.add(MethodCompanion.abstractMethodError());
        } else {
            TypeInfo from = arm.inherited().type();
            String special = scene.needs().special(from, arm.inherited().member());
            code.add(Insns.load(Type.getArgumentTypes(Places.withReceiver(OBJECT, call.descriptor())), 0));
            code.add(new MethodInsnNode(
                    Opcodes.INVOKESTATIC,
                    special,
                    call.method(),
                    Places.withReceiver(from.name, call.descriptor()),
                    false));
            code.add(Insns.returnOf(call.descriptor()));
        }
    }

    private static MethodInsnNode onClass(TypeInfo type, Member member) {
        return new MethodInsnNode(Opcodes.INVOKEVIRTUAL, type.name, member.name(), member.type(), false);
    }

    private MethodInsnNode throughDoor(TypeInfo to, Member member) {
        return new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                scene.needs().virtualDoor(to, member),
                member.name(),
                Places.withReceiver(OBJECT, member.type()),
                false);
    }

    /** A door to a method of the class, which is called as the JVM, or its companions, select it. */
    byte[] door(Member member) {
        String name = FormNames.virtualDoor(type.name, member.name(), member.type());
        ClassNode companion = CompanionClass.beside(host, name);
        MethodNode method = CompanionClass.method(companion, member.name(), Places.withReceiver(OBJECT, member.type()));
        method.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
        method.instructions.add(new TypeInsnNode(Opcodes.CHECKCAST, type.name));
        method.instructions.add(Insns.load(Type.getArgumentTypes(member.type()), 1));
        method.instructions.add(onClass(type, member));
        method.instructions.add(Insns.returnOf(member.type()));
        new Rewriter(scene, new CodeContext(type, name)).apply(method);
        return CompanionClass.bytes(companion);
    }

    /** What tells other packages which objects and subclasses are of a class. */
    byte[] test() {
        ClassNode companion = CompanionClass.beside(host, FormNames.test(type.name));
        InsnList is = CompanionClass.method(companion, DoorCompanion.TEST, TEST).instructions;
        is.add(new VarInsnNode(Opcodes.ALOAD, 0));
        is.add(new TypeInsnNode(Opcodes.INSTANCEOF, type.name));
        is.add(new InsnNode(Opcodes.IRETURN));
        InsnList above = CompanionClass.method(companion, ABOVE, "(Ljava/lang/Class;)Z").instructions;
        above.add(new LdcInsnNode(Type.getObjectType(type.name)));
        above.add(new VarInsnNode(Opcodes.ALOAD, 0));
        above.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, CLASS, ABOVE, "(Ljava/lang/Class;)Z", false));
        above.add(new InsnNode(Opcodes.IRETURN));
        return CompanionClass.bytes(companion);
    }
}
