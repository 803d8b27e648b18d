package org.jurigged.reshape.identity;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The methods and constructors that javac adds before Java 11, through which nested types reach private members: which
 * one it is says what it does, and nothing else.
 */
final class AccessMethods {
    private static final Pattern NAME = Pattern.compile("access\\$\\d{1,9}");

    private AccessMethods() {}

    static boolean isAccess(MethodNode method) {
        int flags = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
        return (method.access & flags) == flags && NAME.matcher(method.name).matches();
    }

    /**
     * Finds the names that the access methods of a class have before, by their latest names and descriptors.
     *
     * @param names the names that the latest version's classes have before
     */
    static Map<String, String> names(NestClass before, NestClass latest, Remapper names) {
        Map<String, String> known = new HashMap<>();
        Remapper same = new Remapper(Opcodes.ASM9) {};
        before.node().methods.stream()
                .filter(AccessMethods::isAccess)
                .forEach(m -> known.putIfAbsent(text(m, same), m.name));
        Map<String, String> found = new HashMap<>();
        for (MethodNode method : latest.node().methods) {
            String name = isAccess(method) ? known.remove(text(method, names)) : null;
            if (name != null) {
                found.put(method.name + method.desc, name);
            }
        }
        return found;
    }

    /**
     * Finds the descriptors that a class's access constructors have before, by their latest ones under the names that
     * classes have before: their last parameter is of some class that has no other use and of which nothing is passed.
     */
    static Map<String, String> constructors(NestClass before, NestClass latest, Remapper names) {
        Map<String, String> known = new HashMap<>();
        before.node().methods.stream()
                .filter(AccessMethods::isAccessConstructor)
                .forEach(m -> known.put(withoutLast(m.desc), m.desc));
        Map<String, String> found = new HashMap<>();
        for (MethodNode method : latest.node().methods) {
            if (isAccessConstructor(method)) {
                String descriptor = names.mapMethodDesc(method.desc);
                String was = known.get(withoutLast(descriptor));
                if (was != null && !was.equals(descriptor)) {
                    found.put(descriptor, was);
                }
            }
        }
        return found;
    }

    private static boolean isAccessConstructor(MethodNode method) {
        return method.name.equals("<init>")
                && (method.access & Opcodes.ACC_SYNTHETIC) != 0
                && method.desc.endsWith(";)V")
                && !Type.getArgumentTypes(method.desc)[Type.getArgumentTypes(method.desc).length - 1]
                        .getDescriptor()
                        .startsWith("[");
    }

    private static String withoutLast(String descriptor) {
        Type[] parameters = Type.getArgumentTypes(descriptor);
        return descriptor.substring(0, descriptor.lastIndexOf(parameters[parameters.length - 1].getDescriptor()));
    }

    /** Descriptor and code: what such a method does has no branches. */
    private static String text(MethodNode method, Remapper names) {
        StringBuilder text = new StringBuilder(names.mapMethodDesc(method.desc));
        for (AbstractInsnNode insn : method.instructions) {
            if (insn.getOpcode() >= 0) {
                text.append('\n').append(insn.getOpcode()).append(' ').append(operand(insn, names));
            }
        }
        return text.toString();
    }

    private static String operand(AbstractInsnNode insn, Remapper names) {
        if (insn instanceof MethodInsnNode call) {
            return names.mapType(call.owner) + '.' + call.name + names.mapMethodDesc(call.desc);
        } else if (insn instanceof FieldInsnNode field) {
            return names.mapType(field.owner) + '.' + field.name + names.mapDesc(field.desc);
        } else if (insn instanceof TypeInsnNode type) {
            return names.mapType(type.desc);
        } else if (insn instanceof VarInsnNode variable) {
            return String.valueOf(variable.var);
        } else if (insn instanceof IntInsnNode constant) {
            return String.valueOf(constant.operand);
        } else if (insn instanceof LdcInsnNode constant) {
            return constant.cst.getClass() + " " + constant.cst;
        }
        return "";
    }
}
