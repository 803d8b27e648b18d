package org.jurigged.reshape;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Binds members that a host inherits, which may be protected: a nestmate is no subclass and may not use them.
 *
 * <p>Each use becomes a constant call site that is bound with the rights of the host ({@code privateLookupIn}). Whether
 * a member is protected can't be seen from the host alone, and a public one works that way too.
 */
final class InheritedMembers {
    private static final String HANDLES = "java/lang/invoke/MethodHandles";
    private static final String LOOKUP = HANDLES + "$Lookup";
    private static final String HANDLE = "Ljava/lang/invoke/MethodHandle;";
    private static final String TYPE = "java/lang/invoke/MethodType";
    private static final String SITE = "java/lang/invoke/ConstantCallSite";
    private static final String BOOTSTRAP =
            "(L" + LOOKUP + ";Ljava/lang/String;L" + TYPE + ";)Ljava/lang/invoke/CallSite;";
    private static final Set<String> PLATFORM_SUPERS = Set.of("java/lang/Object", "java/lang/Enum", "java/lang/Record");
    private static final Set<String> PROTECTED_IN_OBJECT = Set.of("clone", "finalize");

    private final ClassNode host;
    private final ClassNode companion;
    private final Set<String> declared = new HashSet<>();

    InheritedMembers(ClassNode host, ClassNode companion) {
        this.host = host;
        this.companion = companion;
        host.methods.forEach(m -> declared.add(m.name + m.desc));
        host.fields.forEach(f -> declared.add(f.name + ':' + f.desc));
    }

    /** What takes the place of a call; empty if the call can stay. */
    Optional<AbstractInsnNode> bind(MethodInsnNode call) {
        boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
        if (call.getOpcode() == Opcodes.INVOKEVIRTUAL && isProtectedInObject(call)) {
            return Optional.of(bound("findVirtual", call.owner, call.name, onHost(call.desc)));
        }
        if (call.name.startsWith("<") || !isInherited(call.owner, call.name + call.desc, isStatic)) {
            return Optional.empty();
        }
        return switch (call.getOpcode()) {
            case Opcodes.INVOKESTATIC -> Optional.of(bound("findStatic", call.owner, call.name, call.desc));
            case Opcodes.INVOKEVIRTUAL -> Optional.of(bound("findVirtual", call.owner, call.name, onHost(call.desc)));
            default -> Optional.empty();
        };
    }

    /** What takes the place of an access to a field; empty if the access can stay. */
    Optional<AbstractInsnNode> bind(FieldInsnNode field) {
        boolean isStatic = field.getOpcode() == Opcodes.GETSTATIC || field.getOpcode() == Opcodes.PUTSTATIC;
        if (!isInherited(field.owner, field.name + ':' + field.desc, isStatic)) {
            return Optional.empty();
        }
        String getter = "()" + field.desc;
        String setter = "(" + field.desc + ")V";
        return Optional.of(
                switch (field.getOpcode()) {
                    case Opcodes.GETSTATIC -> bound("findStaticGetter", field.owner, field.name, getter);
                    case Opcodes.PUTSTATIC -> bound("findStaticSetter", field.owner, field.name, setter);
                    case Opcodes.GETFIELD -> bound("findGetter", field.owner, field.name, onHost(getter));
                    default -> bound("findSetter", field.owner, field.name, onHost(setter));
                });
    }

    /** javac names the host as the owner, or with a static member the superclass if the source does (JLS 13.1). */
    private boolean isInherited(String owner, String key, boolean isStatic) {
        return !PLATFORM_SUPERS.contains(host.superName)
                && ((owner.equals(host.name) && !declared.contains(key)) || (isStatic && owner.equals(host.superName)));
    }

    /** The methods of Object are called as Object's, on the host here: nobody else may call them (JVMS 4.10.1.8). */
    private static boolean isProtectedInObject(MethodInsnNode call) {
        return call.owner.equals("java/lang/Object") && PROTECTED_IN_OBJECT.contains(call.name);
    }

    private String onHost(String descriptor) {
        return "(L" + host.name + ";" + descriptor.substring(1);
    }

    private InvokeDynamicInsnNode bound(String finder, String owner, String name, String descriptor) {
        String bootstrap = finder + "$" + owner.equals(host.name);
        if (companion.methods.stream().noneMatch(m -> m.name.equals(bootstrap))) {
            companion.methods.add(bootstrap(bootstrap, finder, owner));
        }
        Handle handle = new Handle(Opcodes.H_INVOKESTATIC, companion.name, bootstrap, BOOTSTRAP, false);
        return new InvokeDynamicInsnNode(name, descriptor, handle);
    }

    /** {@code return new ConstantCallSite(privateLookupIn(Host.class, lookup).finder(Owner.class, name, type))}. */
    private MethodNode bootstrap(String name, String finder, String owner) {
        MethodNode method = new MethodNode(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, name, BOOTSTRAP, null, null);
        InsnList code = method.instructions;
        code.add(new TypeInsnNode(Opcodes.NEW, SITE));
        code.add(new InsnNode(Opcodes.DUP));
        code.add(new LdcInsnNode(Type.getObjectType(host.name)));
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                HANDLES,
                "privateLookupIn",
                "(Ljava/lang/Class;L" + LOOKUP + ";)L" + LOOKUP + ";",
                false));
        code.add(new LdcInsnNode(Type.getObjectType(owner)));
        code.add(new VarInsnNode(Opcodes.ALOAD, 1));
        code.add(new VarInsnNode(Opcodes.ALOAD, 2));
        String sought = addSoughtType(method, finder);
        code.add(new MethodInsnNode(
                Opcodes.INVOKEVIRTUAL,
                LOOKUP,
                finder,
                "(Ljava/lang/Class;Ljava/lang/String;" + sought + ")" + HANDLE,
                false));
        code.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, SITE, "<init>", "(" + HANDLE + ")V", false));
        code.add(new InsnNode(Opcodes.ARETURN));
        method.maxStack = 8;
        method.maxLocals = 3;
        return method;
    }

    /** Turns the call site's type on the stack into what a finder wants: a method type, or the type of a field. */
    private static String addSoughtType(MethodNode method, String finder) {
        InsnList code = method.instructions;
        switch (finder) {
            case "findStatic" -> {
                return "L" + TYPE + ";";
            }
            case "findVirtual" -> {
                code.add(new InsnNode(Opcodes.ICONST_0));
                code.add(new InsnNode(Opcodes.ICONST_1));
                code.add(new MethodInsnNode(
                        Opcodes.INVOKEVIRTUAL, TYPE, "dropParameterTypes", "(II)L" + TYPE + ";", false));
                return "L" + TYPE + ";";
            }
            case "findStaticGetter", "findGetter" ->
                code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, TYPE, "returnType", "()Ljava/lang/Class;", false));
            default -> {
                code.add(new MethodInsnNode(
                        Opcodes.INVOKEVIRTUAL, TYPE, "lastParameterType", "()Ljava/lang/Class;", false));
            }
        }
        return "Ljava/lang/Class;";
    }
}
