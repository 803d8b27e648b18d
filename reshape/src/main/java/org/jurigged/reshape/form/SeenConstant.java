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
     * @param store the field's companion until this edit
     * @param latest today's initialiser; null if there is none
     */
    static Optional<MethodNode> of(TypeInfo before, Member field, byte[] store, MethodNode latest) {
        MethodNode former = FieldStore.initialiser(store);
        if (isKept(former)) {
            return Optional.of(former);
        }
        Member was = before == null ? null : before.field(field.name() + ':' + field.type());
        boolean wasConstant = was != null && was.is(Opcodes.ACC_FINAL) && isConstant(former, field);
        boolean isConstant = field.is(Opcodes.ACC_FINAL) && latest != null && isConstant(latest, field);
        if (!wasConstant || isConstant) {
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

    private static boolean isConstant(MethodNode initialiser, Member field) {
        boolean mayBe = field.type().length() == 1 || field.type().equals("Ljava/lang/String;");
        AbstractInsnNode first = next(initialiser.instructions.getFirst());
        AbstractInsnNode end = first == null ? null : next(first.getNext());
        return mayBe && isPush(first) && end != null && isReturn(end);
    }

    private static boolean isPush(AbstractInsnNode insn) {
        return insn != null && insn.getOpcode() >= Opcodes.ICONST_M1 && insn.getOpcode() <= Opcodes.LDC;
    }

    private static boolean isReturn(AbstractInsnNode insn) {
        return insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.ARETURN;
    }

    private static AbstractInsnNode next(AbstractInsnNode from) {
        AbstractInsnNode insn = from;
        while (insn != null && insn.getOpcode() < 0) {
            insn = insn.getNext();
        }
        return insn;
    }
}
