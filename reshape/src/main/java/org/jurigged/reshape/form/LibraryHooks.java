package org.jurigged.reshape.form;

import java.util.Set;
import org.jurigged.reshape.Surroundings;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.jurigged.reshape.form.template.LiveHook;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Overrides of methods that classes of another loader have, the platform's above all: such a method asks a class in
 * {@code java.lang} whether it is overridden for its object.
 */
final class LibraryHooks {
    /** Internal name of the class that is asked; see {@link LiveHook}. */
    static final String HOOK = Template.inJavaLang(LiveHook.class);

    private static final String HANDLE = "java/lang/invoke/MethodHandle";
    /** They are only called with {@code super} by those who override them, or by the JVM, which doesn't look again. */
    private static final Set<String> NEVER_ASKED = Set.of("java/lang/Object.clone()Ljava/lang/Object;");

    /** The interpreter and the compilers of HotSpot don't run their code but some of their own. */
    private static final Set<String> BUILT_IN = Set.of("java/lang/ref/Reference.get()Ljava/lang/Object;");

    /** Since this release a method with code isn't replaced where a native one is, and one marked to be is told of on stdout. */
    private static final int MARKED_IS_NATIVE = Opcodes.V21;

    private LibraryHooks() {}

    static String key(String type, String method) {
        return type + '.' + method;
    }

    static boolean isNeverAsked(String type, String method) {
        return NEVER_ASKED.contains(key(type, method));
    }

    /** Whether a method can be made to ask. */
    static boolean canAsk(TypeInfo type, Member method) {
        boolean isFinalize = method.name().equals("finalize") && method.type().equals("()V");
        boolean isNative = method.is(Opcodes.ACC_NATIVE) && !method.name().equals("hashCode");
        return !isFinalize
                && !isNative
                && !method.is(Opcodes.ACC_ABSTRACT)
                && !type.name.equals(HOOK)
                && !BUILT_IN.contains(key(type.name, method.name() + method.type()));
    }

    /** Whether a method can only be made to ask where compiled code {@linkplain Surroundings#callsHashCode() calls} it. */
    static boolean mayBeReplaced(TypeInfo type, Member method) {
        return type.name.equals("java/lang/Object") && method.name().equals("hashCode");
    }

    static byte[] classFile() {
        return Template.named(LiveHook.class, HOOK);
    }

    /** Puts the question at the head of some methods of a class. */
    static byte[] hooked(byte[] classFile, Set<String> methods) {
        ClassNode node = Forms.node(classFile);
        for (MethodNode method : node.methods) {
            if (node.name.equals("java/lang/Object") && method.name.equals("hashCode")) {
                giveCode(node, method);
            }
            if (methods.contains(method.name + method.desc)) {
                ask(node, method);
            }
        }
        return CompanionClass.bytes(node);
    }

    /** Makes {@code Object.hashCode} a method in Java, that does the same. */
    private static void giveCode(ClassNode node, MethodNode method) {
        method.access &= ~Opcodes.ACC_NATIVE;
        if (node.version >= MARKED_IS_NATIVE) {
            method.visibleAnnotations = null;
        }
        method.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
        method.instructions.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC, "java/lang/System", "identityHashCode", "(Ljava/lang/Object;)I", false));
        method.instructions.add(new InsnNode(Opcodes.IRETURN));
        method.maxStack = 1;
        method.maxLocals = 1;
    }

    private static void ask(ClassNode node, MethodNode method) {
        LabelNode own = new LabelNode();
        int local = Math.max(method.maxLocals, Insns.size(Type.getArgumentTypes(method.desc)) + 1);
        InsnList code = find(node.name, method.name + method.desc);
        code.add(new VarInsnNode(Opcodes.ASTORE, local));
        code.add(new VarInsnNode(Opcodes.ALOAD, local));
        code.add(new JumpInsnNode(Opcodes.IFNULL, own));
        code.add(new VarInsnNode(Opcodes.ALOAD, local));
        Type[] arguments = Type.getArgumentTypes(Places.withReceiver(node.name, method.desc));
        code.add(Insns.load(arguments, 0));
        code.add(new MethodInsnNode(
                Opcodes.INVOKEVIRTUAL, HANDLE, "invokeExact", Places.withReceiver(node.name, method.desc), false));
        code.add(Insns.returnOf(method.desc));
        code.add(own);
        code.add(Frames.withEmptyStack(Frames.locals(node.name, method.desc)));
        code.add(new InsnNode(Opcodes.NOP));
        method.instructions.insert(code);
    }

    private static InsnList find(String type, String method) {
        InsnList code = new InsnList();
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new LdcInsnNode(key(type, method)));
        code.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC, HOOK, "find", "(Ljava/lang/Object;Ljava/lang/String;)L" + HANDLE + ";", false));
        return code;
    }

    /** Code that announces a call with {@code super} of a method that asks. */
    static InsnList bypass(String type, String method) {
        InsnList code = new InsnList();
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new LdcInsnNode(key(type, method)));
        code.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC, HOOK, "bypass", "(Ljava/lang/Object;Ljava/lang/String;)V", false));
        return code;
    }

    /** Makes the class that, when it is initialised, adds an overrider. */
    static byte[] registrar(Scene scene, TypeInfo library, TypeInfo overrider, Member method, ClassNode host) {
        String key = method.name() + method.type();
        ClassNode registrar =
                CompanionClass.beside(host, FormNames.registrar(overrider.name, method.name(), method.type()));
        MethodNode run = new MethodNode(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        registrar.methods.add(run);
        String special = scene.needs().special(overrider, method);
        String descriptor = Places.withReceiver(overrider.name, method.type());
        run.instructions.add(new LdcInsnNode(key(library.name, key)));
        run.instructions.add(new LdcInsnNode(Type.getObjectType(overrider.name)));
        run.instructions.add(
                new LdcInsnNode(new Handle(Opcodes.H_INVOKESTATIC, special, method.name(), descriptor, false)));
        run.instructions.add(new LdcInsnNode(Type.getMethodType(Places.withReceiver(library.name, method.type()))));
        run.instructions.add(new MethodInsnNode(
                Opcodes.INVOKEVIRTUAL, HANDLE, "asType", "(Ljava/lang/invoke/MethodType;)L" + HANDLE + ";", false));
        run.instructions.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC, HOOK, "add", "(Ljava/lang/String;Ljava/lang/Class;L" + HANDLE + ";)V", false));
        run.instructions.add(new InsnNode(Opcodes.RETURN));
        return CompanionClass.bytes(registrar);
    }
}
