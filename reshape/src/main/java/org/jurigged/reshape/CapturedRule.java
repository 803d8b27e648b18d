package org.jurigged.reshape;

import org.jurigged.reshape.Schema.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InnerClassNode;

/**
 * An inner class that comes to use the object around it: later compilers (javac 18 on, for later releases) leave the
 * field with that object out of a class that doesn't, so objects that exist know none.
 *
 * <p>Local and anonymous classes are other classes then, see {@link org.jurigged.reshape.identity.Identities}.
 */
final class CapturedRule {
    private CapturedRule() {}

    static void apply(Comparison comparison, Subject subject) {
        for (Member field : comparison.latest().fields()) {
            if (isOuter(field)
                    && isMember(subject)
                    && comparison.loaded().fields().stream().noneMatch(field::equals)) {
                comparison.refuseType(
                        Code.J122, "it uses its outer object now, which was not kept in the objects that exist");
            }
        }
    }

    private static boolean isOuter(Member field) {
        return field.is(Opcodes.ACC_SYNTHETIC) && field.name().startsWith("this$");
    }

    private static boolean isMember(Subject subject) {
        String name = subject.latest().name;
        for (InnerClassNode inner : subject.latest().innerClasses) {
            if (inner.name.equals(name)) {
                return inner.outerName != null;
            }
        }
        return false;
    }
}
