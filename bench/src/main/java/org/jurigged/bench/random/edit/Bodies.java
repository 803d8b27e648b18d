package org.jurigged.bench.random.edit;

import java.util.List;
import org.jurigged.bench.random.model.Flag;
import org.jurigged.bench.random.model.Member;
import org.jurigged.bench.random.model.Member.Block;
import org.jurigged.bench.random.model.Member.Constructor;
import org.jurigged.bench.random.model.Member.Method;
import org.jurigged.bench.random.model.Step;

/** The members that have bodies of statements. */
final class Bodies {
    private Bodies() {}

    static boolean has(Member member) {
        return member instanceof Method method && !method.is(Flag.ABSTRACT)
                || member instanceof Constructor
                || member instanceof Block;
    }

    static List<Step> steps(Member member) {
        if (member instanceof Method method) {
            return method.steps();
        }
        if (member instanceof Constructor constructor) {
            return constructor.steps();
        }
        return member instanceof Block block ? block.steps() : List.of();
    }

    static Member with(Member member, List<Step> steps) {
        if (member instanceof Method m) {
            return new Method(m.id(), m.family(), m.name(), m.rank(), m.result(), m.params(), m.flags(), steps);
        }
        if (member instanceof Constructor c) {
            return new Constructor(c.id(), c.flags(), c.params(), c.delegates(), steps);
        }
        return member instanceof Block block ? new Block(block.id(), block.isStatic(), steps) : member;
    }
}
