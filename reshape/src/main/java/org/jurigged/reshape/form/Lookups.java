package org.jurigged.reshape.form;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Lookup objects, which tell the class that asked for one: code in a companion asks for its host's. */
final class Lookups {
    private static final String HANDLES = "java/lang/invoke/MethodHandles";
    private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";

    private Lookups() {}

    static boolean asks(MethodInsnNode call) {
        return call.owner.equals(HANDLES) && call.name.equals("lookup");
    }

    /** Makes the lookup object on the stack one of another class. */
    static InsnList in(String host) {
        InsnList inHost = new InsnList();
        inHost.add(new LdcInsnNode(Type.getObjectType(host)));
        inHost.add(new InsnNode(Opcodes.SWAP));
        inHost.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                HANDLES,
                "privateLookupIn",
                "(Ljava/lang/Class;L" + LOOKUP + ";)L" + LOOKUP + ";",
                false));
        return inHost;
    }
}
