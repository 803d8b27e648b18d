package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Anonymous and local classes are numbered through their outermost class: one that comes or goes makes others look as
 * if they had changed.
 */
final class Renumbered {
    private static final Pattern NUMBERED = Pattern.compile(".*\\$\\d+\\p{javaJavaIdentifierPart}*");
    private static final Set<Code> CAUSES = EnumSet.of(Code.J107, Code.J108, Code.J113, Code.J114, Code.J115);

    private Renumbered() {}

    /** All refusals but those of numbered classes for which one of their outermost class is the cause. */
    static List<Refusal> leaveOut(Map<Subject, List<Refusal>> refusals) {
        List<String> causes = refusals.entrySet().stream()
                .filter(e -> e.getValue().stream().anyMatch(r -> CAUSES.contains(r.code())))
                .map(e -> e.getKey().change().className() + "$")
                .toList();
        List<Refusal> left = new ArrayList<>();
        refusals.forEach((subject, found) -> {
            String name = subject.change().className();
            boolean follows =
                    NUMBERED.matcher(name).matches() && causes.stream().anyMatch(name::startsWith);
            if (!follows) {
                left.addAll(found);
            }
        });
        return left;
    }
}
