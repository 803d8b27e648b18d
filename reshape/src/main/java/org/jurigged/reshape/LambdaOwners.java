package org.jurigged.reshape;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Which method each lambda of a class stands in, in both versions of the class. */
final class LambdaOwners {
    private final Map<String, MethodNode> before;
    private final Map<String, MethodNode> after;

    LambdaOwners(ClassNode live, ClassNode latest) {
        this.before = users(live);
        this.after = users(latest);
    }

    /** The method in the old version that a lambda's body belongs to; {@code null} if nothing uses the lambda. */
    MethodNode before(String lambda) {
        return owner(before, lambda);
    }

    /** The method in the new version that a lambda's body belongs to; {@code null} if nothing uses the lambda. */
    MethodNode after(String lambda) {
        return owner(after, lambda);
    }

    /** Goes up from a lambda in a lambda to the method of the source. */
    private static MethodNode owner(Map<String, MethodNode> users, String lambda) {
        MethodNode user = users.get(lambda);
        for (int depth = 0; user != null && LambdaName.isLambda(user) && depth < users.size(); depth++) {
            user = users.get(user.name + user.desc);
        }
        return user;
    }

    private static Map<String, MethodNode> users(ClassNode node) {
        Map<String, MethodNode> users = new HashMap<>();
        for (MethodNode method : node.methods) {
            if (!method.name.equals(LambdaName.DESERIALIZE)) {
                for (AbstractInsnNode insn : method.instructions) {
                    if (insn instanceof InvokeDynamicInsnNode indy) {
                        addUses(node, method, indy, users);
                    }
                }
            }
        }
        return users;
    }

    private static void addUses(
            ClassNode node, MethodNode method, InvokeDynamicInsnNode indy, Map<String, MethodNode> users) {
        for (Object argument : indy.bsmArgs) {
            if (argument instanceof Handle handle && handle.getOwner().equals(node.name)) {
                users.putIfAbsent(handle.getName() + handle.getDesc(), method);
            }
        }
    }
}
