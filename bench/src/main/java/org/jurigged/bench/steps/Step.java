package org.jurigged.bench.steps;

import java.util.List;
import java.util.Optional;

/**
 * A part of the way from save to live: the calls of one method.
 *
 * @param label what the report calls it, without spaces
 * @param owner the method's class
 */
public record Step(String label, String owner, String method) {
    private static final String CONTROLLER = "org.jurigged.controller.";

    /** The steps, about in their order; some are parts of others, and some run beside each other. */
    public static final List<Step> ALL = List.of(
            step("event-arrives", "watch.SystemEvents", "drain"),
            step("handed-on", "session.LiveSession$Listening", "onSave"),
            step("apply", "session.Saves", "saved"),
            step("compile", "compile.Compiler", "compile"),
            step("compile:javac", "compile.LocalJavac", "run"),
            step("compile:assess", "compile.Assessment", "of"),
            step("beside:diff", "session.FileEdits", "of"),
            step("wait:diff+standing-frames", "session.StandingFrames", "result"),
            step("plan", "session.Plan", "of"),
            step("swap", "session.Transaction", "apply"),
            step("swap:class-files", "classes.ClassFileTransaction", "commit"),
            step("swap:redefine", "target.Redefinition", "apply"),
            step("after:fix-later", "session.Workspace", "fixLater"),
            step("after:catch-up", "session.Applier", "catchUp"),
            step("after:accept", "compile.Compiler", "accept"),
            step("after:old-frames", "session.OldFrames", "find"),
            step("after:edits", "session.EditReport", "edits"));

    private static Step step(String label, String owner, String method) {
        return new Step(label, CONTROLLER + owner, method);
    }

    /** Finds the step that a method is. */
    static Optional<Step> of(String owner, String method) {
        return ALL.stream()
                .filter(step -> step.owner.equals(owner) && step.method.equals(method))
                .findFirst();
    }
}
