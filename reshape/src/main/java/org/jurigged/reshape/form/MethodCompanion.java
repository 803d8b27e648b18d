package org.jurigged.reshape.form;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jurigged.reshape.Code;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Makes the companions of methods: a class with one static method that has the method's code. */
final class MethodCompanion {
    private final Scene scene;
    private final TypeInfo type;
    private final ClassNode host;

    /** {@code host} is the latest class, with expanded frames; it isn't changed. */
    MethodCompanion(Scene scene, TypeInfo type, ClassNode host) {
        this.scene = scene;
        this.type = type;
        this.host = host;
    }

    /**
     * The companion that calls of the method go to: it looks at the receiver's class if there are overriders, or objects
     * that stand for others.
     */
    byte[] entry(MethodNode method, Place.InCompanion place, Set<StandInCode> standIns) {
        if ((type.access & Opcodes.ACC_ANNOTATION) != 0) {
            throw new CannotForm(
                    Code.J139, "an element was added to an annotation, and annotations that were read lack it");
        }
        Member member = type.method(method.name + method.desc);
        List<TypeInfo> overriders = scene.dispatch().entry(type, method.name + method.desc);
        if (overriders.isEmpty() && standIns.isEmpty()) {
            return withBody(method, place.companion(), place.descriptor());
        }
        ClassNode companion = CompanionClass.beside(host, place.companion());
        MethodNode entry = CompanionClass.method(companion, method.name, place.descriptor());
        Lines.first(method).ifPresent(line -> Lines.begin(entry, line));
        for (StandInCode standIn : standIns) {
            entry.instructions.add(standIn.code(place.companion(), method.name, place.descriptor()));
        }
        entry.instructions.add(new DispatchCode(scene, companion.name, type.name, member).of(overriders));
        entry.instructions.add(Insns.load(Type.getArgumentTypes(place.descriptor()), 0));
        entry.instructions.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC, scene.needs().special(type, member), method.name, place.descriptor(), false));
        entry.instructions.add(Insns.returnOf(method.desc));
        return CompanionClass.bytes(companion);
    }

    /** The companion for calls that mean this very method. */
    byte[] special(MethodNode method) {
        String descriptor = Places.withReceiver(type.name, method.desc);
        return withBody(method, FormNames.special(type.name, method.name, method.desc), descriptor);
    }

    /** A companion that calls the superclass's method. */
    byte[] onSuper(Member method, String name) {
        ClassNode companion = CompanionClass.beside(host, name);
        MethodNode code =
                CompanionClass.method(companion, method.name(), Places.withReceiver(type.name, method.type()));
        code.instructions.add(Insns.load(Type.getArgumentTypes(code.desc), 0));
        code.instructions.add(
                new MethodInsnNode(Opcodes.INVOKESPECIAL, type.superName, method.name(), method.type(), false));
        code.instructions.add(Insns.returnOf(code.desc));
        new Rewriter(scene, new CodeContext(type, name)).apply(code);
        return CompanionClass.bytes(companion);
    }

    private byte[] withBody(MethodNode method, String name, String descriptor) {
        ClassNode companion = CompanionClass.beside(host, name);
        MethodNode copy = CompanionClass.method(companion, method.name, descriptor);
        if ((method.access & Opcodes.ACC_ABSTRACT) != 0) {
            copy.instructions.add(formerName(method).orElseGet(MethodCompanion::abstractMethodError));
            return CompanionClass.bytes(companion);
        }
        if ((method.access & Opcodes.ACC_NATIVE) != 0) {
            throw new CannotForm(Code.J131, "a native method was added");
        }
        if ((method.access & Opcodes.ACC_STATIC) == 0 && !method.name.startsWith("lambda$")) {
            Lines.first(method).ifPresent(line -> Lines.begin(copy, line));
            copy.instructions.add(nullCheck());
        }
        Methods.copyCode(method, copy);
        new Rewriter(scene, new CodeContext(type, name)).apply(copy);
        if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
            boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
            Synchronizing.apply(copy, isStatic ? null : type.name, type.name);
        }
        return CompanionClass.bytes(companion);
    }

    /** A call on null fails before anything of the method runs (JVMS 6.5 invokevirtual). */
    private static InsnList nullCheck() {
        InsnList code = new InsnList();
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new MethodInsnNode(
                Opcodes.INVOKEVIRTUAL, "java/lang/Object", "getClass", "()Ljava/lang/Class;", false));
        code.add(new InsnNode(Opcodes.POP));
        code.add(new InsnNode(Opcodes.NOP));
        return code;
    }

    /** Lambdas that exist implement an interface's method by the name that it had. */
    private Optional<InsnList> formerName(MethodNode method) {
        return FunctionalInterfaces.formerName(type, method.name + method.desc).map(former -> {
            InsnList code = new InsnList();
            code.add(Insns.load(Type.getArgumentTypes(Places.withReceiver(type.name, method.desc)), 0));
            code.add(new MethodInsnNode(Opcodes.INVOKEINTERFACE, type.name, former, method.desc, true));
            code.add(Insns.returnOf(method.desc));
            return code;
        });
    }

    static InsnList abstractMethodError() {
        String error = "java/lang/AbstractMethodError";
        InsnList code = new InsnList();
        code.add(new TypeInsnNode(Opcodes.NEW, error));
        code.add(new InsnNode(Opcodes.DUP));
        code.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, error, "<init>", "()V", false));
        code.add(new InsnNode(Opcodes.ATHROW));
        return code;
    }
}
