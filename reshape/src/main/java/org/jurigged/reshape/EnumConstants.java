package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * The constants of an enum as its class file has them: the static initialiser creates them by ordinal, before anything
 * else, and with their name in front (JLS 8.9.3; javac and ECJ do the same).
 */
final class EnumConstants {
    private final ClassNode host;
    private final MethodNode initialiser;

    EnumConstants(ClassNode host) {
        this.host = host;
        this.initialiser = host.methods.stream()
                .filter(m -> m.name.equals("<clinit>"))
                .findFirst()
                .orElse(null);
    }

    /** Whether a class is an enum, and not the body of an enum constant. */
    static boolean isEnum(Schema schema) {
        return schema.is(Opcodes.ACC_ENUM) && "java.lang.Enum".equals(schema.superName());
    }

    /** Returns the names by ordinal. */
    List<String> names() {
        List<String> names = new ArrayList<>(classes().keySet());
        for (FieldNode field : host.fields) {
            if (isConstant(field) && !names.contains(field.name)) {
                names.add(field.name);
            }
        }
        return names;
    }

    /** Returns the internal name of each constant's class, by the constant's name. */
    Map<String, String> classes() {
        Map<String, String> classes = new LinkedHashMap<>();
        if (initialiser != null) {
            for (AbstractInsnNode insn : initialiser.instructions) {
                if (insn instanceof TypeInsnNode creation
                        && insn.getOpcode() == Opcodes.NEW
                        && insn.getNext().getNext() instanceof LdcInsnNode name) {
                    classes.putIfAbsent(String.valueOf(name.cst), creation.desc);
                }
            }
        }
        classes.keySet().removeIf(name -> host.fields.stream().noneMatch(f -> isConstant(f) && f.name.equals(name)));
        return classes;
    }

    /** Cuts out what creates a constant and assigns it; {@code null} if it can't be told from its neighbours. */
    Slice creation(String constant) {
        AbstractInsnNode start = initialiser.instructions.getFirst();
        for (AbstractInsnNode insn : initialiser.instructions.toArray()) {
            if (insn.getOpcode() == Opcodes.PUTSTATIC && isConstant((FieldInsnNode) insn)) {
                if (((FieldInsnNode) insn).name.equals(constant)) {
                    LabelNode from = new LabelNode();
                    LabelNode to = new LabelNode();
                    initialiser.instructions.insertBefore(start, from);
                    initialiser.instructions.insert(insn, to);
                    return Slice.of(initialiser, from, to);
                }
                start = insn.getNext();
            }
        }
        return null;
    }

    /** Returns the first line of what creates a constant; 1 if the class file has no lines. */
    int line(String constant) {
        int line = 1;
        boolean open = true;
        for (AbstractInsnNode insn : initialiser.instructions) {
            if (insn instanceof LineNumberNode number && open) {
                line = number.line;
                open = false;
            } else if (insn.getOpcode() == Opcodes.PUTSTATIC && isConstant((FieldInsnNode) insn)) {
                if (((FieldInsnNode) insn).name.equals(constant)) {
                    return line;
                }
                open = true;
            }
        }
        return line;
    }

    /** Returns the field of the array that {@code values()} clones; {@code null} if it isn't as compilers make it. */
    FieldNode values() {
        String array = "[L" + host.name + ";";
        return host.fields.stream()
                .filter(f -> f.desc.equals(array))
                .filter(f -> (f.access & Opcodes.ACC_STATIC) != 0 && (f.access & Opcodes.ACC_SYNTHETIC) != 0)
                .findFirst()
                .orElse(null);
    }

    private static boolean isConstant(FieldNode field) {
        return (field.access & Opcodes.ACC_ENUM) != 0;
    }

    private boolean isConstant(FieldInsnNode store) {
        return store.owner.equals(host.name)
                && host.fields.stream().anyMatch(f -> isConstant(f) && f.name.equals(store.name));
    }
}
