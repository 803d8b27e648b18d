package org.jurigged.reshape.form;

import java.util.Optional;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.jurigged.reshape.store.FieldStore;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The value of an added field that objects have although their stores are empty, and keep, whatever the field's initialiser
 * becomes.
 *
 * <p>While a field is a constant variable (JLS 4.12.4), javac puts the value wherever the field is read. While it has no
 * initialiser and no constructor assigns it, objects that existed and those that are made both have the default value
 * (JLS 4.12.5). Where constructors assign it, nobody knows what those that existed would have, and an initialiser that comes
 * later counts for them.
 */
final class SeenConstant {
    private SeenConstant() {}

    /**
     * Returns the initialiser of objects that exist, if it isn't today's.
     *
     * @param before the class until this edit
     * @param now the class from now on
     * @param store the field's companion until this edit
     * @param today the field's initialiser; null if it has none
     */
    static Optional<MethodNode> of(TypeInfo before, TypeInfo now, Member field, byte[] store, MethodNode today) {
        MethodNode former = FieldStore.initialiser(store);
        if (isDefault(former)) {
            boolean isSame = before == null || before.field(field.name() + ':' + field.type()) != null;
            boolean isKept = isSame && today != null && !now.isConstant(field); // a constant's value all objects have
            return isKept ? Optional.of(former) : Optional.empty();
        }
        if (isKept(former)) {
            return Optional.of(former);
        }
        if (before == null || !before.isConstant(field) || now.isConstant(field)) {
            return Optional.empty();
        }
        former.instructions.insert(new InsnNode(Opcodes.NOP));
        return Optional.of(former);
    }

    /** Mark that the objects that exist have the default value, and keep it. */
    static byte[] keepingDefault(byte[] store) {
        ClassNode node = new ClassNode();
        new ClassReader(store).accept(node, 0);
        for (MethodNode method : node.methods) {
            if (method.name.equals(FieldStore.INITIALISER)) {
                method.instructions.insert(new InsnNode(Opcodes.NOP));
                method.instructions.insert(new InsnNode(Opcodes.NOP));
            }
        }
        ClassWriter writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }

    /** Whether a store is one that {@link #keepingDefault} has marked. */
    static boolean keepsDefault(byte[] store) {
        return isDefault(FieldStore.initialiser(store));
    }

    /** The mark is one more instruction than that of kept code. */
    private static boolean isDefault(MethodNode kept) {
        AbstractInsnNode first = next(kept.instructions.getFirst());
        AbstractInsnNode second = first == null ? null : next(first.getNext());
        return second != null && first.getOpcode() == Opcodes.NOP && second.getOpcode() == Opcodes.NOP;
    }

    /** Code that was kept once is kept for good; it begins with an instruction that javac doesn't use. */
    private static boolean isKept(MethodNode initialiser) {
        AbstractInsnNode first = next(initialiser.instructions.getFirst());
        return first != null && first.getOpcode() == Opcodes.NOP;
    }

    private static AbstractInsnNode next(AbstractInsnNode from) {
        AbstractInsnNode insn = from;
        while (insn != null && insn.getOpcode() < 0) {
            insn = insn.getNext();
        }
        return insn;
    }
}
