package org.jurigged.reshape;

import java.util.Arrays;
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

/** Rewrites what a class may do with itself but a nestmate may not. */
final class HostAccess {
    private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";

    private final ClassNode host;
    private final MethodNode code;
    private final InheritedMembers inherited;

    private HostAccess(ClassNode host, ClassNode companion, MethodNode code) {
        this.host = host;
        this.code = code;
        this.inherited = new InheritedMembers(host, companion);
    }

    /** Rewrites a method of a companion whose code comes from its host. */
    static void apply(ClassNode host, ClassNode companion, MethodNode code) {
        HostAccess access = new HostAccess(host, companion, code);
        for (AbstractInsnNode insn : code.instructions.toArray()) {
            if (insn instanceof MethodInsnNode call) {
                access.rewrite(call);
            } else if (insn instanceof FieldInsnNode field) {
                access.inherited.bind(field).ifPresent(bound -> code.instructions.set(field, bound));
            } else if (insn instanceof InvokeDynamicInsnNode indy) {
                indy.bsmArgs = Arrays.stream(indy.bsmArgs).map(access::rewrite).toArray();
            }
        }
    }

    private void rewrite(MethodInsnNode call) {
        if (call.getOpcode() == Opcodes.INVOKESPECIAL && call.owner.equals(host.name) && !call.name.equals("<init>")) {
            call.setOpcode(call.itf ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL);
        } else if (call.owner.equals("java/lang/invoke/MethodHandles") && call.name.equals("lookup")) {
            lookInHost(call);
        } else {
            inherited.bind(call).ifPresent(bound -> code.instructions.set(call, bound));
        }
    }

    /** Before Java 11 a private method is called as a special one, which only its own class may (JVMS 4.9.2). */
    private Object rewrite(Object argument) {
        if (argument instanceof Handle handle
                && handle.getTag() == Opcodes.H_INVOKESPECIAL
                && handle.getOwner().equals(host.name)) {
            int tag = handle.isInterface() ? Opcodes.H_INVOKEINTERFACE : Opcodes.H_INVOKEVIRTUAL;
            return new Handle(tag, handle.getOwner(), handle.getName(), handle.getDesc(), handle.isInterface());
        }
        return argument;
    }

    /** A lookup object tells the class that asked for it. */
    private void lookInHost(MethodInsnNode call) {
        InsnList inHost = new InsnList();
        inHost.add(new LdcInsnNode(Type.getObjectType(host.name)));
        inHost.add(new InsnNode(Opcodes.SWAP));
        inHost.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                "java/lang/invoke/MethodHandles",
                "privateLookupIn",
                "(Ljava/lang/Class;L" + LOOKUP + ";)L" + LOOKUP + ";",
                false));
        code.instructions.insert(call, inHost);
        code.maxStack++;
    }
}
