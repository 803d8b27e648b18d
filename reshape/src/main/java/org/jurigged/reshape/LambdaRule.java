package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jurigged.reshape.Differences.Changed;
import org.jurigged.reshape.Schema.Member;
import org.objectweb.asm.tree.MethodNode;

/** Lambdas, told by the method they stand in; those of a method that came or went itself are no news. */
final class LambdaRule implements Comparison.Rule {
    @Override
    public void apply(Comparison comparison) {
        Differences open = comparison.open();
        List<Member> added = open.takeMethodsAdded(LambdaName::isLambda);
        List<Member> removed = open.takeMethodsRemoved(LambdaName::isLambda);
        Map<String, Changes> byMethod = new LinkedHashMap<>();
        Function<String, Changes> changes = m -> byMethod.computeIfAbsent(m, k -> new Changes());
        for (Member lambda : removed) {
            MethodNode owner = comparison.lambdas().before(lambda.key());
            if (!isGone(comparison.latest(), owner)) {
                changes.apply(shown(comparison.names(), owner, lambda)).removed.add(lambda);
            }
        }
        for (Member lambda : added) {
            MethodNode owner = comparison.lambdas().after(lambda.key());
            if (!isGone(comparison.loaded(), owner)) {
                changes.apply(shown(comparison.names(), owner, lambda)).added.add(lambda);
            }
        }
        for (Changed lambda : open.takeMethodsChanged(m -> LambdaName.isLambda(m.after()))) {
            MethodNode owner = comparison.lambdas().after(lambda.after().key());
            changes.apply(shown(comparison.names(), owner, lambda.after())).rebound++;
        }
        byMethod.forEach((method, change) -> change.refuse(comparison, method));
        boolean deserializer = takeDeserializer(open);
        if (deserializer && added.isEmpty() && removed.isEmpty()) {
            comparison.refuseType(Code.J143, "lambdas of the class became serializable or are no longer so");
        }
    }

    private static boolean takeDeserializer(Differences open) {
        Predicate<Member> deserializer = m -> m.name().equals(LambdaName.DESERIALIZE);
        boolean added = !open.takeMethodsAdded(deserializer).isEmpty();
        boolean removed = !open.takeMethodsRemoved(deserializer).isEmpty();
        return added || removed;
    }

    /** Whether the other version of the class doesn't have a lambda's method. */
    private static boolean isGone(Schema other, MethodNode owner) {
        return owner != null
                && !owner.name.equals("<clinit>")
                && other.methods().stream().noneMatch(m -> m.key().equals(owner.name + owner.desc));
    }

    private static String shown(Names names, MethodNode owner, Member lambda) {
        return owner == null ? LambdaName.of(lambda.name()).shownMethod(names) : names.method(owner.name, owner.desc);
    }

    /** What happened to the lambdas of one method. */
    private static final class Changes {
        private final List<Member> added = new ArrayList<>();
        private final List<Member> removed = new ArrayList<>();
        /** Those that use {@code this} and didn't, or the other way round. */
        private int rebound;

        void refuse(Comparison comparison, String method) {
            int changed = Math.min(added.size(), removed.size()) + rebound;
            if (changed > 0) {
                comparison.refuse(
                        Code.J143,
                        method,
                        changed == 1
                                ? "a lambda changed in its parameters or in what it captures"
                                : changed + " lambdas changed in their parameters or in what they capture");
            }
            int more = added.size() - removed.size();
            if (more > 0) {
                comparison.refuse(Code.J141, method, Text.count(more, "a lambda") + " added");
            } else if (more < 0) {
                comparison.refuse(Code.J142, method, Text.count(-more, "a lambda") + " removed");
            }
        }
    }
}
