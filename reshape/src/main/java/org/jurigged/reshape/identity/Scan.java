package org.jurigged.reshape.identity;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Finds where in the code of a nest lambdas and anonymous classes are made. */
final class Scan {
    private final Nest nest;
    private final Sites sites;
    private final Set<Lambda> read = new HashSet<>();

    Scan(Nest nest) {
        this.nest = nest;
        this.sites = new Sites(nest);
    }

    void read(NestClass type) {
        for (MethodNode method : type.node().methods) {
            if (!Lambda.isLambda(method) && !method.name.equals(DeserializeLambda.METHOD)) {
                Place place = type.placeOf(method.name, method.desc);
                place.add(method);
                read(method, place, null);
            }
        }
        // What nothing makes was removed earlier; what stands in it is gone with it.
        type.lambdas().stream().filter(l -> !l.stands()).forEach(l -> read(l.method(), null, l));
    }

    private void read(MethodNode method, Place place, Lambda outer) {
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof InvokeDynamicInsnNode indy) {
                read(indy, method, place, outer);
            } else if (insn.getOpcode() == Opcodes.NEW) {
                NestClass made = nest.get(((TypeInsnNode) insn).desc);
                if (made != null && made.kind() == NestClass.Kind.ANONYMOUS && !made.stands()) {
                    stand(made, place, outer, sites.of(method, (TypeInsnNode) insn));
                }
            } else if (insn.getOpcode() == Opcodes.GETFIELD) {
                nest.addRead(((FieldInsnNode) insn).owner, ((FieldInsnNode) insn).name);
            }
        }
    }

    private void read(InvokeDynamicInsnNode indy, MethodNode method, Place place, Lambda outer) {
        for (Object argument : indy.bsmArgs) {
            Lambda lambda = argument instanceof Handle handle ? nest.lambda(handle) : null;
            if (lambda != null && !lambda.stands()) {
                stand(lambda, place, outer, sites.of(method, indy, lambda));
                if (read.add(lambda)) {
                    read(lambda.method(), place, lambda);
                }
            }
        }
    }

    private static void stand(Item item, Place place, Lambda outer, Site site) {
        if (place != null) {
            item.stand(place, outer, site);
        }
    }
}
