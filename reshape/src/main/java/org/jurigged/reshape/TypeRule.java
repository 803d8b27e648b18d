package org.jurigged.reshape;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.objectweb.asm.Opcodes;

/** The head of a type: superclass, interfaces, modifiers, permitted subclasses. */
final class TypeRule {
    private static final int SHOWN =
            Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL | Opcodes.ACC_ABSTRACT;

    private TypeRule() {}

    static void apply(Comparison comparison) {
        Schema loaded = comparison.loaded();
        Schema latest = comparison.latest();
        Names names = comparison.names();
        if (!Objects.equals(loaded.superName(), latest.superName())) {
            comparison.refuseType(
                    Code.J102, names.change("superclass", List.of(loaded.superName()), List.of(latest.superName())));
        }
        // What a class implements is looked at when all classes are known; see AdoptionRule.
        if (loaded.is(Opcodes.ACC_INTERFACE) && !loaded.interfaces().equals(latest.interfaces())) {
            comparison.refuseType(Code.J103, names.change("interfaces", loaded.interfaces(), latest.interfaces()));
        }
        if (!loaded.is(Opcodes.ACC_ENUM)) {
            refuseModifiers(comparison);
            refusePermitted(comparison);
        }
    }

    /**
     * The JVM goes by the flags it loaded: it doesn't create instances of an abstract class (JVMS 6.5 new). What got
     * stricter is held by the compiler alone; a class that is public now is refused to other packages where they use it.
     */
    private static void refuseModifiers(Comparison comparison) {
        int was = comparison.loaded().access();
        int is = comparison.latest().access();
        if ((was & ~is & Opcodes.ACC_ABSTRACT) != 0) {
            int before = comparison.names().modifiersBefore(comparison.loaded());
            int after = comparison.names().modifiersAfter(comparison.latest());
            comparison.refuseType(
                    Code.J104, Text.change("modifiers", Text.modifiers(before, SHOWN), Text.modifiers(after, SHOWN)));
        }
    }

    /** A sealed class that was loaded refuses every subclass it doesn't list (JVMS 5.3.5); others refuse none. */
    private static void refusePermitted(Comparison comparison) {
        if (comparison.loaded().attributes() == null) {
            return;
        }
        List<String> was = comparison.loaded().attributes().permittedSubclasses();
        List<String> is = comparison.latest().attributes().permittedSubclasses();
        boolean opened = is.isEmpty() || !new HashSet<>(was).containsAll(is);
        if (!was.isEmpty() && opened) {
            comparison.refuseType(Code.J105, comparison.names().change("permitted subclasses", was, is));
        }
    }
}
