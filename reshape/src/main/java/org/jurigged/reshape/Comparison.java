package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything the rules need to explain why a class can't be redefined.
 *
 * @param loaded the schema the JVM loaded
 * @param latest the schema of the latest class, adapted as far as that goes
 * @param open the differences not explained yet
 * @param names how to show definitions
 * @param lambdas which method a lambda's body belongs to
 * @param refusals where the rules put what they find
 */
record Comparison(
        Schema loaded, Schema latest, Differences open, Names names, LambdaOwners lambdas, List<Refusal> refusals) {
    private static final List<Rule> RULES = List.of(
            new RecordRule(),
            new EnumRule(),
            new NestRule(),
            new CaptureRule(),
            new LambdaRule(),
            new TypeRule(),
            new FieldRule(),
            new MethodRule());

    private static final List<Rule> IMPOSSIBLE = List.of(new EnumRule(), new TypeRule());

    /** Finds why a subject can't be redefined; nothing if it can. */
    static List<Refusal> refusals(Subject subject) {
        Schema loaded = subject.loaded();
        if (subject.isHidden()) {
            return List.of(new Refusal(Code.J161, loaded.name(), "hidden classes can't be redefined"));
        }
        if (SchemaEquality.holds(loaded, subject.schema())) {
            return List.of();
        }
        Comparison comparison = new Comparison(
                loaded,
                subject.schema(),
                new Differences(loaded, subject.schema()),
                new Names(subject.schema(), subject.live(), subject.latest()),
                new LambdaOwners(subject.live(), subject.latest()),
                new ArrayList<>());
        if (!KindRule.refuses(comparison)) {
            RULES.forEach(rule -> rule.apply(comparison));
        }
        if (comparison.refusals.isEmpty()) {
            throw new IllegalStateException("no rule explains why the schema of " + loaded.name() + " changed from "
                    + loaded + " to " + subject.schema());
        }
        return List.copyOf(comparison.refusals);
    }

    /** Finds what in a subject no reshaping brings into the JVM; nothing if all can be. */
    static List<Refusal> impossible(Subject subject) {
        Schema loaded = subject.loaded();
        if (subject.isHidden()) {
            return List.of(new Refusal(Code.J161, loaded.name(), "hidden classes can't be redefined"));
        }
        if (SchemaEquality.holds(loaded, subject.schema())) {
            return List.of();
        }
        Comparison comparison = new Comparison(
                loaded,
                subject.schema(),
                new Differences(loaded, subject.schema()),
                new Names(subject.schema(), subject.live(), subject.latest()),
                new LambdaOwners(subject.live(), subject.latest()),
                new ArrayList<>());
        if (!KindRule.refuses(comparison)) {
            IMPOSSIBLE.forEach(rule -> rule.apply(comparison));
        }
        return List.copyOf(comparison.refusals);
    }

    void refuse(Code code, String definition, String reason) {
        refusals.add(new Refusal(code, definition, reason));
    }

    void refuseType(Code code, String reason) {
        refuse(code, names.type(loaded.name()), reason);
    }

    /** One kind of edit that a JVM refuses. */
    interface Rule {
        /** Refuses the edits of this kind, and takes what follows from them out of the open differences. */
        void apply(Comparison comparison);
    }
}
