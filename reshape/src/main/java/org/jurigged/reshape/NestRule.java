package org.jurigged.reshape;

import java.util.List;
import java.util.Objects;
import org.objectweb.asm.Opcodes;

/** Types nested in the class, which its NestMembers attribute lists from Java 11 on (JVMS 4.7.29). */
final class NestRule implements Comparison.Rule {
    @Override
    public void apply(Comparison comparison) {
        refuseOtherNest(comparison);
        Differences open = comparison.open();
        Names names = comparison.names();
        refuseHelpers(comparison, open.takeNestAdded(names::isHelper), "added");
        refuseHelpers(comparison, open.takeNestRemoved(names::isHelper), "removed");
        refuseBlockClasses(comparison, open.takeNestAdded(names::isAnonymousOrLocal), Code.J113, "added");
        refuseBlockClasses(comparison, open.takeNestRemoved(names::isAnonymousOrLocal), Code.J114, "removed");
        refuseMembers(comparison, open.takeNestAdded(n -> true), Code.J111, "nested type added");
        refuseMembers(comparison, open.takeNestRemoved(n -> true), Code.J112, "nested type removed");
    }

    /** A class compiled for another side of Java 11 has no nest, or has got one, and other access methods. */
    private static void refuseOtherNest(Comparison comparison) {
        Differences open = comparison.open();
        Names names = comparison.names();
        boolean known =
                comparison.loaded().attributes() != null && comparison.latest().attributes() != null;
        boolean otherHost = known
                && !Objects.equals(
                        comparison.loaded().attributes().nestHost(),
                        comparison.latest().attributes().nestHost());
        boolean joined = !open.takeNestAdded(names::isInBoth).isEmpty();
        boolean left = !open.takeNestRemoved(names::isInBoth).isEmpty();
        if (otherHost || joined || left) {
            comparison.refuseType(
                    Code.J117, "compiled for another Java release than the loaded class, with other rules for nests");
            open.takeNestAdded(n -> true);
            open.takeNestRemoved(n -> true);
            open.takeMethodsAdded(m -> m.is(Opcodes.ACC_SYNTHETIC));
            open.takeMethodsRemoved(m -> m.is(Opcodes.ACC_SYNTHETIC));
        }
    }

    private static void refuseHelpers(Comparison comparison, List<String> helpers, String what) {
        if (!helpers.isEmpty()) {
            comparison.refuseType(
                    Code.J115,
                    "the compiler's helper class " + comparison.names().simple(helpers) + " was " + what
                            + ", as for a switch over an enum");
        }
    }

    private static void refuseBlockClasses(Comparison comparison, List<String> classes, Code code, String what) {
        if (classes.isEmpty()) {
            return;
        }
        Names names = comparison.names();
        List<String> anonymous = classes.stream().filter(names::isAnonymous).toList();
        List<String> local = classes.stream().filter(c -> !names.isAnonymous(c)).toList();
        if (!anonymous.isEmpty()) {
            comparison.refuseType(code, Text.count(anonymous.size(), "an anonymous class") + " " + what);
        }
        if (!local.isEmpty()) {
            comparison.refuseType(code, "local class " + names.local(local) + " was " + what);
        }
        takeConsequences(comparison, classes);
    }

    private static void refuseMembers(Comparison comparison, List<String> members, Code code, String reason) {
        members.forEach(m -> comparison.refuse(code, comparison.names().type(m), reason));
        takeConsequences(comparison, members);
    }

    /** A sealed type permits those nested in it; an enum's flags tell whether constants have bodies. */
    private static void takeConsequences(Comparison comparison, List<String> classes) {
        if (!comparison.open().takePermitted(classes::contains).isEmpty()
                || comparison.loaded().is(Opcodes.ACC_ENUM)) {
            comparison.open().takeEnumBodyFlags();
        }
    }
}
