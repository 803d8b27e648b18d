package org.jurigged.reshape.identity;

import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Numbers that stand for instructions: equal ones for equal instructions, whatever the numbers are that javac gave to
 * the synthetic members and classes they name, and whatever slots and labels they use.
 */
final class Tokens {
    private static final int LAMBDA = 0x1A3BDA;

    private final Nest nest;

    Tokens(Nest nest) {
        this.nest = nest;
    }

    /** The number of an instruction, with lambdas and anonymous classes standing for themselves. */
    int of(AbstractInsnNode insn) {
        return (int) hash(insn.getOpcode(), operand(insn, false));
    }

    /** The number of an instruction, with the fingerprints of the lambdas and anonymous classes that it makes. */
    long withContent(AbstractInsnNode insn) {
        return hash(insn.getOpcode(), operand(insn, true));
    }

    /** Whether an instruction may make a lambda or an anonymous class. */
    static boolean hasContent(AbstractInsnNode insn) {
        return insn instanceof InvokeDynamicInsnNode
                || insn.getOpcode() == Opcodes.NEW
                || (insn instanceof LdcInsnNode constant && constant.cst instanceof ConstantDynamic);
    }

    static long hash(long one, long other) {
        long mixed = (one + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L + other;
        mixed = (mixed ^ (mixed >>> 29)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 32);
    }

    /** Whether an instruction says more about what code is for than one that only moves values about. */
    static boolean isTelling(AbstractInsnNode insn) {
        return switch (insn.getType()) {
            case AbstractInsnNode.METHOD_INSN,
                    AbstractInsnNode.FIELD_INSN,
                    AbstractInsnNode.TYPE_INSN,
                    AbstractInsnNode.INT_INSN,
                    AbstractInsnNode.LDC_INSN,
                    AbstractInsnNode.INVOKE_DYNAMIC_INSN -> true;
            default -> false;
        };
    }

    private long operand(AbstractInsnNode insn, boolean content) {
        if (insn instanceof MethodInsnNode call) {
            return call(call);
        } else if (insn instanceof FieldInsnNode field) {
            return member(field.owner, field.name, field.desc);
        } else if (insn instanceof TypeInsnNode type) {
            return type(type, content);
        } else if (insn instanceof InvokeDynamicInsnNode indy) {
            return dynamic(indy, content);
        } else if (insn instanceof LdcInsnNode constant) {
            return constant(constant.cst, content);
        } else if (insn instanceof IntInsnNode constant) {
            return constant.operand;
        } else if (insn instanceof IincInsnNode increment) {
            return increment.incr;
        } else if (insn instanceof MultiANewArrayInsnNode array) {
            return hash(nest.names().type(array.desc).hashCode(), array.dims);
        } else if (insn instanceof LookupSwitchInsnNode lookup) {
            return lookup.keys.hashCode();
        } else if (insn instanceof TableSwitchInsnNode table) {
            return hash(table.min, table.max);
        }
        return 0;
    }

    /** An access method (before Java 11) stands for what it does. */
    private long call(MethodInsnNode call) {
        Code access = nest.access(call.owner, call.name + call.desc);
        return access == null ? member(call.owner, call.name, call.desc) : access.fingerprint();
    }

    private long type(TypeInsnNode insn, boolean content) {
        NestClass made = content ? nest.get(insn.desc) : null;
        return made != null && made.kind() == NestClass.Kind.ANONYMOUS
                ? made.fingerprint()
                : nest.names().type(insn.desc).hashCode();
    }

    private long dynamic(InvokeDynamicInsnNode indy, boolean content) {
        long hash =
                hash(indy.name.hashCode(), nest.names().descriptor(indy.desc).hashCode());
        hash = hash(hash, constant(indy.bsm, content));
        for (Object argument : indy.bsmArgs) {
            hash = hash(hash, constant(argument, content));
        }
        return hash;
    }

    private long constant(Object constant, boolean content) {
        if (constant instanceof Handle handle) {
            Lambda lambda = nest.lambda(handle);
            if (lambda == null) {
                return hash(handle.getTag(), member(handle.getOwner(), handle.getName(), handle.getDesc()));
            }
            return content ? lambda.fingerprint() : LAMBDA;
        } else if (constant instanceof Type type) {
            return nest.names().descriptor(type.getDescriptor()).hashCode();
        } else if (constant instanceof ConstantDynamic dynamic) {
            return dynamic(dynamic, content);
        }
        return hash(constant.getClass().getName().hashCode(), constant.hashCode());
    }

    private long dynamic(ConstantDynamic dynamic, boolean content) {
        long hash = hash(
                dynamic.getName().hashCode(),
                nest.names().descriptor(dynamic.getDescriptor()).hashCode());
        hash = hash(hash, constant(dynamic.getBootstrapMethod(), content));
        for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
            hash = hash(hash, constant(dynamic.getBootstrapMethodArgument(i), content));
        }
        return hash;
    }

    private long member(String owner, String name, String descriptor) {
        return hash(
                hash(nest.names().type(owner).hashCode(), name.hashCode()),
                nest.names().descriptor(descriptor).hashCode());
    }
}
