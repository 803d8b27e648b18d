package org.jurigged.reshape;

import java.util.List;
import java.util.Objects;
import org.objectweb.asm.Opcodes;

/** The head of a type: superclass, interfaces, modifiers, permitted subclasses. */
final class TypeRule implements Comparison.Rule {
    private static final int VISIBILITY = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_PRIVATE;
    private static final int SHOWN = VISIBILITY | Opcodes.ACC_FINAL | Opcodes.ACC_ABSTRACT;

    @Override
    public void apply(Comparison comparison) {
        Schema loaded = comparison.loaded();
        Schema latest = comparison.latest();
        Names names = comparison.names();
        if (!Objects.equals(loaded.superName(), latest.superName())) {
            comparison.refuseType(
                    Code.J102, names.change("superclass", List.of(loaded.superName()), List.of(latest.superName())));
        }
        if (!loaded.interfaces().equals(latest.interfaces())) {
            comparison.refuseType(Code.J103, names.change("interfaces", loaded.interfaces(), latest.interfaces()));
        }
        refuseModifiers(comparison);
        if (!comparison.open().takePermitted(c -> true).isEmpty()) {
            comparison.refuseType(
                    Code.J105,
                    names.change(
                            "permitted subclasses",
                            loaded.attributes().permittedSubclasses(),
                            latest.attributes().permittedSubclasses()));
        }
    }

    /** A class's default constructor has its visibility (JLS 8.8.9), also where the class file doesn't have it. */
    private static void refuseModifiers(Comparison comparison) {
        int was = comparison.names().modifiersBefore(comparison.loaded());
        int is = comparison.names().modifiersAfter(comparison.latest());
        boolean constructor = !comparison
                .open()
                .takeMethodsChanged(m -> m.after().key().equals("<init>()V")
                        && m.before().access() == (was & VISIBILITY)
                        && m.after().access() == (is & VISIBILITY))
                .isEmpty();
        if (comparison.open().takeFlags() != 0 || constructor) {
            comparison.refuseType(
                    Code.J104, Text.change("modifiers", Text.modifiers(was, SHOWN), Text.modifiers(is, SHOWN)));
        }
    }
}
