package org.jurigged.reshape.identity;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Describes the code around the instruction that makes an object: what stands before it, and what takes the object. */
final class Sites {
    private static final int WINDOW = 8;
    private static final int TAKER_WEIGHT = 3;

    private final Nest nest;

    Sites(Nest nest) {
        this.nest = nest;
    }

    Site of(MethodNode method, InvokeDynamicInsnNode indy, Lambda lambda) {
        int captures = Type.getArgumentTypes(indy.desc).length - (lambda.isStatic() ? 0 : 1);
        String type = nest.names().descriptor(Type.getReturnType(indy.desc).getDescriptor());
        String implemented =
                indy.bsmArgs[0] instanceof Type erased ? nest.names().descriptor(erased.getDescriptor()) : "";
        return site(method, indy, indy, type + indy.name + implemented, Math.max(captures, 0));
    }

    Site of(MethodNode method, TypeInsnNode creation) {
        AbstractInsnNode made = creation;
        AbstractInsnNode insn = creation;
        for (; insn != null && made == creation; insn = insn.getNext()) {
            if (insn instanceof MethodInsnNode call && call.name.equals("<init>") && call.owner.equals(creation.desc)) {
                made = call;
            }
        }
        return site(method, creation, made, enumConstant(creation), 0);
    }

    /** The name of the enum constant that a class is the body of; empty if it is none. */
    private String enumConstant(TypeInsnNode creation) {
        boolean isBody = (nest.get(creation.desc).node().access & Opcodes.ACC_ENUM) != 0;
        AbstractInsnNode name = isBody ? real(real(creation.getNext()).getNext()) : null;
        return name instanceof LdcInsnNode constant ? constant.cst.toString() : "";
    }

    private static AbstractInsnNode real(AbstractInsnNode from) {
        AbstractInsnNode insn = from;
        while (insn != null && insn.getOpcode() < 0) {
            insn = insn.getNext();
        }
        return insn;
    }

    private Site site(MethodNode method, AbstractInsnNode first, AbstractInsnNode last, String shape, int captures) {
        Bag.Builder context = new Bag.Builder();
        long key = addBefore(first, context);
        key = addAfter(method, last, context, key);
        return new Site(shape, captures, context.build(), key);
    }

    /** Adds the instructions of the same statement that come first; the constants among them make the key. */
    private long addBefore(AbstractInsnNode first, Bag.Builder context) {
        long key = 0;
        int left = WINDOW;
        AbstractInsnNode insn = first.getPrevious();
        while (insn != null && left > 0 && !endsStatement(insn)) {
            if (insn.getOpcode() >= 0) {
                int token = nest.tokens().of(insn);
                context.add(token, Tokens.isTelling(insn) ? 2 : 1);
                if (insn.getType() == AbstractInsnNode.LDC_INSN || insn.getType() == AbstractInsnNode.INT_INSN) {
                    key = Tokens.hash(key, token);
                }
                left--;
            }
            insn = insn.getPrevious();
        }
        return key;
    }

    private static boolean endsStatement(AbstractInsnNode insn) {
        int opcode = insn.getOpcode();
        boolean stores = opcode >= Opcodes.ISTORE && opcode <= Opcodes.POP2;
        boolean puts = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
        boolean callsVoid =
                insn instanceof MethodInsnNode call && call.desc.endsWith(")V") && !call.name.equals("<init>");
        return stores || puts || callsVoid || insn.getType() == AbstractInsnNode.JUMP_INSN || isReturn(opcode);
    }

    private static boolean isReturn(int opcode) {
        return opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
    }

    /** Adds the instructions up to the one that takes the object, as far as that is plain to see. */
    private long addAfter(MethodNode method, AbstractInsnNode last, Bag.Builder context, long before) {
        int left = WINDOW;
        for (AbstractInsnNode insn = last.getNext(); insn != null && left > 0; insn = insn.getNext()) {
            if (insn.getOpcode() < 0) {
                continue;
            }
            int token = nest.tokens().of(insn);
            if (takes(insn)) {
                context.add(token, TAKER_WEIGHT);
                int name = variable(method, insn).hashCode();
                if (name != 0) {
                    context.add(name, TAKER_WEIGHT);
                }
                return Tokens.hash(Tokens.hash(before, token), name);
            }
            context.add(token, Tokens.isTelling(insn) ? 2 : 1);
            left--;
        }
        return before;
    }

    private boolean takes(AbstractInsnNode insn) {
        if (insn instanceof MethodInsnNode call) {
            NestClass owner = nest.get(call.owner);
            return owner == null || owner.kind() != NestClass.Kind.ANONYMOUS || !call.name.equals("<init>");
        }
        int opcode = insn.getOpcode();
        return (opcode >= Opcodes.ISTORE && opcode <= Opcodes.SASTORE)
                || opcode == Opcodes.PUTFIELD
                || opcode == Opcodes.PUTSTATIC
                || isReturn(opcode);
    }

    /** The name of the variable that is stored to, if it begins to exist there; else empty. */
    private static String variable(MethodNode method, AbstractInsnNode store) {
        if (store instanceof VarInsnNode variable && method.localVariables != null) {
            for (LocalVariableNode local : method.localVariables) {
                if (local.index == variable.var && isNext(store, local.start)) {
                    return local.name;
                }
            }
        }
        return "";
    }

    private static boolean isNext(AbstractInsnNode insn, LabelNode label) {
        AbstractInsnNode next = insn.getNext();
        while (next != null && next.getOpcode() < 0 && next != label) {
            next = next.getNext();
        }
        return next == label;
    }
}
