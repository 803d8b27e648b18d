package org.jurigged.reshape;

import java.lang.reflect.Modifier;
import org.jurigged.reshape.Schema.Member;
import org.objectweb.asm.Type;

/** Declared fields. */
final class FieldRule implements Comparison.Rule {
    @Override
    public void apply(Comparison comparison) {
        Names names = comparison.names();
        comparison
                .open()
                .takeFieldsAdded(f -> true)
                .forEach(f -> comparison.refuse(Code.J121, names.field(f.name()), "field added"));
        comparison
                .open()
                .takeFieldsRemoved(f -> true)
                .forEach(f -> comparison.refuse(Code.J122, names.field(f.name()), "field removed"));
        comparison.open().takeFieldsChanged(f -> true).forEach(f -> refuse(comparison, f.before(), f.after()));
    }

    private static void refuse(Comparison comparison, Member before, Member after) {
        Names names = comparison.names();
        if (!before.descriptor().equals(after.descriptor())) {
            String was = names.of(Type.getType(before.descriptor()));
            String is = names.of(Type.getType(after.descriptor()));
            comparison.refuse(Code.J123, names.field(after.name()), Text.change("field type", was, is));
        } else {
            String was = Text.modifiers(before.access(), Modifier.fieldModifiers());
            String is = Text.modifiers(after.access(), Modifier.fieldModifiers());
            comparison.refuse(Code.J124, names.field(after.name()), Text.change("field modifiers", was, is));
        }
    }
}
