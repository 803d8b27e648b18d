package org.jurigged.bench.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jurigged.controller.Event;
import org.jurigged.reshape.Unseen;

/**
 * What a session told of an edit.
 *
 * @param refusals why it was refused; none if it was not
 * @param failure what did not work; empty if everything did
 * @param exceptions what is not live although the rest is
 */
record EditOutcome(List<Event.Refused> refusals, Optional<String> failure, List<String> exceptions) {
    /** What is told of values that stay as old code made them, and of members that the project's own code looks at. */
    private static final Set<String> NOT_LIVE =
            Set.of(Unseen.Code.J207.name(), Unseen.Code.J208.name(), Unseen.Code.J209.name());

    EditOutcome {
        refusals = List.copyOf(refusals);
        exceptions = List.copyOf(exceptions);
    }

    static EditOutcome of(List<Event> events) {
        List<Event.Refused> refusals = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        List<String> exceptions = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Event.Refused refused) {
                refusals.add(refused);
            } else if (event instanceof Event.CompileFailed failed) {
                failed.problems()
                        .forEach(
                                p -> failures.add("doesn't compile: " + p.file() + ":" + p.line() + " " + p.message()));
            } else if (event instanceof Event.Trouble trouble) {
                failures.add(trouble.text() + trace(trouble.cause()));
            } else if (event instanceof Event.TargetGone) {
                failures.add("the JVM ended");
            } else if (event instanceof Event.Unseen unseen && NOT_LIVE.contains(unseen.code())) {
                exceptions.add(unseen.code() + " " + unseen.definition() + ": " + unseen.reason());
            } else if (event instanceof Event.RunFailed failed) {
                exceptions.add(failed.definition() + ": " + failed.problem());
            }
        }
        return new EditOutcome(
                refusals, failures.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", failures)), exceptions);
    }

    /** Whether the session applied the edit. */
    boolean isLive() {
        return refusals.isEmpty() && failure.isEmpty();
    }

    /** Judges the edit by what was told of it, and by the tests that differ. */
    Verdict verdict(List<Difference> differences) {
        if (failure.isPresent()) {
            return new Verdict.Failed(failure.get());
        } else if (!refusals.isEmpty()) {
            return new Verdict.Refused(refusals);
        } else if (differences.isEmpty()) {
            return new Verdict.Right();
        }
        return exceptions.isEmpty() ? new Verdict.Wrong(differences) : new Verdict.Told(exceptions, differences);
    }

    /** Returns an exception with its causes and where they come from. */
    static String trace(Throwable cause) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = cause; t != null; t = t.getCause()) {
            text.append("\n").append(t);
            for (int i = 0; i < Math.min(6, t.getStackTrace().length); i++) {
                text.append("\n    at ").append(t.getStackTrace()[i]);
            }
        }
        return text.toString();
    }
}
