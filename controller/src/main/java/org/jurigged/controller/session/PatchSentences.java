package org.jurigged.controller.session;

import java.util.List;
import org.jurigged.controller.Event;

/** Says in one sentence why a patch is not live. */
final class PatchSentences {
    private PatchSentences() {}

    static String of(String definition, List<Event> problems) {
        Event first = problems.get(0);
        String more = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "";
        if (first instanceof Event.CompileFailed failed) {
            Event.Problem problem = failed.problems().get(0);
            String where = problem.file() == null ? "" : problem.file().getFileName() + ":" + problem.line() + ": ";
            int others = failed.problems().size() - 1;
            return "The patch of " + definition + " doesn't compile: " + where + problem.message()
                    + (problem.sourceLine().isBlank()
                            ? ""
                            : ", in '" + problem.sourceLine().strip() + "'")
                    + (others > 0 ? " (and " + others + " more)" : "") + "; nothing was applied.";
        }
        if (first instanceof Event.Refused refused) {
            return "The JVM can't take the patch of " + definition + ": " + refused.code() + " " + refused.definition()
                    + ": " + refused.reason() + more + "; nothing was applied. " + refused.remedy();
        }
        return first instanceof Event.Trouble trouble ? trouble.text() : first.toString();
    }
}
