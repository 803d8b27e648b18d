package org.jurigged.reshape.form;

import java.util.Optional;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.jurigged.reshape.store.FieldStore;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The value of an added field that was a constant variable (JLS 4.12.4) and is none any more.
 *
 * <p>While it was one, javac put the value wherever the field is read: the objects that exist had it, although none was ever
 * asked for it and their stores are empty. So they keep it, whatever the field's initialiser becomes.
 */
final class SeenConstant {
    private SeenConstant() {}

    /**
     * Returns the initialiser of objects that exist, if it isn't today's.
     *
     * @param before the class until this edit
     * @param now the class from now on
     * @param store the field's companion until this edit
     */
    static Optional<MethodNode> of(TypeInfo before, TypeInfo now, Member field, byte[] store) {
        MethodNode former = FieldStore.initialiser(store);
        if (isKept(former)) {
            return Optional.of(former);
        }
        if (before == null || !before.isConstant(field) || now.isConstant(field)) {
            return Optional.empty();
        }
        former.instructions.insert(new InsnNode(Opcodes.NOP));
        return Optional.of(former);
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
