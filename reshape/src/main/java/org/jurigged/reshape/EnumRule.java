package org.jurigged.reshape;

import java.util.List;
import org.jurigged.reshape.Schema.Member;
import org.objectweb.asm.Opcodes;

/** Enum constants; the classes of their bodies and the enum's flags follow from them (JLS 8.9.1). */
final class EnumRule implements Comparison.Rule {
    @Override
    public void apply(Comparison comparison) {
        if (!comparison.loaded().is(Opcodes.ACC_ENUM)) {
            return;
        }
        List<Member> added = comparison.open().takeFieldsAdded(EnumRule::isConstant);
        List<Member> removed = comparison.open().takeFieldsRemoved(EnumRule::isConstant);
        added.forEach(c -> comparison.refuse(Code.J107, comparison.names().field(c.name()), "enum constant added"));
        removed.forEach(c -> comparison.refuse(Code.J108, comparison.names().field(c.name()), "enum constant removed"));
        if (isReordered(comparison.loaded().fields(), comparison.latest().fields())) {
            comparison.refuseType(Code.J109, "constants reordered to " + constants(comparison.latest()));
        }
        if (!added.isEmpty() || !removed.isEmpty()) {
            comparison.open().takeNestAdded(comparison.names()::isAnonymous);
            comparison.open().takeNestRemoved(comparison.names()::isAnonymous);
            comparison.open().takePermitted(comparison.names()::isAnonymous);
            comparison.open().takeEnumBodyFlags();
        }
    }

    /** Whether the constants that both versions have come in another order. */
    static boolean isReordered(List<Member> before, List<Member> after) {
        List<String> was = constants(before);
        List<String> is = constants(after);
        List<String> wasCommon = was.stream().filter(is::contains).toList();
        List<String> isCommon = is.stream().filter(was::contains).toList();
        return !wasCommon.equals(isCommon);
    }

    private static String constants(Schema schema) {
        return String.join(", ", constants(schema.fields()));
    }

    private static List<String> constants(List<Member> fields) {
        return fields.stream().filter(EnumRule::isConstant).map(Member::name).toList();
    }

    private static boolean isConstant(Member field) {
        return field.is(Opcodes.ACC_ENUM);
    }
}
