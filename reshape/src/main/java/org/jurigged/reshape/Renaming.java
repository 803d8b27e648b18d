package org.jurigged.reshape;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** New names for synthetic methods, to be applied to the classes that declare them and to those that call them. */
final class Renaming {
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> owners = new HashSet<>();

    /** Gives a method of a class, by internal name, another name; nothing happens if it has it already. */
    void put(String owner, MethodNode method, String newName) {
        if (!method.name.equals(newName)) {
            names.put(key(owner, method.name, method.desc), newName);
            owners.add(owner);
        }
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /**
     * Renames declarations and uses in a class.
     *
     * @return whether there were any
     */
    boolean apply(ClassNode node) {
        boolean changed = false;
        for (MethodNode method : node.methods) {
            for (AbstractInsnNode insn : method.instructions) {
                changed |= apply(insn);
            }
        }
        if (owners.contains(node.name)) {
            DeserializeLambda.rename(node, (name, descriptor) -> name(node.name, name, descriptor));
            for (MethodNode method : node.methods) {
                method.name = name(node.name, method.name, method.desc);
            }
            changed = true;
        }
        return changed;
    }

    private boolean apply(AbstractInsnNode insn) {
        if (insn instanceof MethodInsnNode call) {
            String renamed = name(call.owner, call.name, call.desc);
            boolean changed = !renamed.equals(call.name);
            call.name = renamed;
            return changed;
        }
        if (insn instanceof InvokeDynamicInsnNode indy) {
            Object[] before = indy.bsmArgs;
            indy.bsmArgs = List.of(before).stream().map(this::apply).toArray();
            return !List.of(before).equals(List.of(indy.bsmArgs));
        }
        if (insn instanceof LdcInsnNode constant) {
            Object before = constant.cst;
            constant.cst = apply(before);
            return !before.equals(constant.cst);
        }
        return false;
    }

    private Object apply(Object constant) {
        if (constant instanceof Handle handle) {
            return new Handle(
                    handle.getTag(),
                    handle.getOwner(),
                    name(handle.getOwner(), handle.getName(), handle.getDesc()),
                    handle.getDesc(),
                    handle.isInterface());
        }
        if (constant instanceof ConstantDynamic dynamic) {
            Object[] arguments = new Object[dynamic.getBootstrapMethodArgumentCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = apply(dynamic.getBootstrapMethodArgument(i));
            }
            return new ConstantDynamic(
                    dynamic.getName(), dynamic.getDescriptor(), dynamic.getBootstrapMethod(), arguments);
        }
        return constant;
    }

    private String name(String owner, String name, String descriptor) {
        return names.getOrDefault(key(owner, name, descriptor), name);
    }

    private static String key(String owner, String name, String descriptor) {
        return owner + '.' + name + descriptor;
    }
}
