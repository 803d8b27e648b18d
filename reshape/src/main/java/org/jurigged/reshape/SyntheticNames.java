package org.jurigged.reshape;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jurigged.reshape.Schema.Member;
import org.objectweb.asm.Opcodes;

/** The names that javac gives to methods it adds. */
final class SyntheticNames {
    /** How the names of methods start that give nested types access to private members before Java 11. */
    static final String ACCESS = "access$";

    private static final String LAMBDA = "lambda$";

    private SyntheticNames() {}

    /** Whether numbered methods of two versions of a class could be others than those of the same name. */
    static boolean mayDiffer(Schema before, Schema latest) {
        Set<String> had = new HashSet<>();
        before.methods().stream().filter(SyntheticNames::isNumbered).forEach(m -> had.add(m.key()));
        List<Member> has =
                latest.methods().stream().filter(SyntheticNames::isNumbered).toList();
        Set<String> sorts = new HashSet<>();
        return had.size() != has.size()
                || has.stream().anyMatch(m -> !had.contains(m.key()))
                || has.stream().anyMatch(m -> !sorts.add(m.descriptor() + m.is(Opcodes.ACC_STATIC)));
    }

    static boolean isNumbered(Member method) {
        return method.is(Opcodes.ACC_SYNTHETIC)
                && (method.name().startsWith(LAMBDA) || method.name().startsWith(ACCESS));
    }
}
