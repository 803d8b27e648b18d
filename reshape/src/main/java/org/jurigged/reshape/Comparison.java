package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;

/**
 * Everything the rules need to tell why a class can't be brought into the JVM.
 *
 * @param loaded the schema the JVM loaded
 * @param latest the schema of the latest class, adapted as far as that goes
 * @param names how to show definitions
 * @param refusals where the rules put what they find
 */
record Comparison(Schema loaded, Schema latest, Names names, List<Refusal> refusals) {
    /** Finds what in a subject no reshaping brings into the JVM; nothing if all can be. */
    static List<Refusal> impossible(Subject subject) {
        Schema loaded = subject.loaded();
        if (subject.isHidden()) {
            return List.of(new Refusal(Code.J161, loaded.name(), "hidden classes can't be redefined"));
        }
        boolean isEnum = loaded.is(Opcodes.ACC_ENUM);
        if (!isEnum && SchemaEquality.holds(loaded, subject.schema())) {
            return List.of();
        }
        Comparison comparison = new Comparison(
                loaded, subject.schema(), new Names(subject.live(), subject.latest()), new ArrayList<>());
        if (!KindRule.refuses(comparison)) {
            if (EnumConstants.isEnum(loaded)) {
                EnumRule.apply(comparison, subject, subject.change().facts().renamedFields());
            }
            TypeRule.apply(comparison);
            CapturedRule.apply(comparison, subject);
        }
        return List.copyOf(comparison.refusals);
    }

    void refuse(Code code, String definition, String reason) {
        refusals.add(new Refusal(code, definition, reason));
    }

    void refuseType(Code code, String reason) {
        refuse(code, names.type(loaded.name()), reason);
    }
}
