package org.jurigged.controller;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Everything that happens in a session, in the order in which it happens.
 *
 * <p>Edits are told after they are live, never before. Lines count from 1, times are milliseconds.
 */
public sealed interface Event {
    /** A source file that belongs to a class of the program is watched. */
    record Watch(Path file) implements Event {}

    /** A definition runs its new code. */
    record Update(String definition, int line) implements Event {}

    /** A definition that was not there before. */
    record Add(String definition, int line) implements Event {}

    /** A definition that the source no longer has; {@code line} is its last known one. */
    record Delete(String definition, int line) implements Event {}

    /** A definition that goes on under another name. */
    record Rename(String before, String definition, int line) implements Event {}

    /** A changed static initialiser ran again. */
    record Run(String definition, int line) implements Event {}

    /** A changed static initialiser did not run, or threw; {@code problem} says what and why. */
    record RunFailed(String definition, int line, String problem) implements Event {
        public RunFailed {
            Objects.requireNonNull(problem, "problem");
        }
    }

    /**
     * Frames that go on in code that has been replaced.
     *
     * @param method display name of the method, or of the methods it may be
     * @param line line in the old source where the frame stands; -1 when the class file had none
     * @param threads names of the threads, one for each frame, sorted
     * @param fate what will happen to these frames: {@code new code from its next call}
     */
    record StillOld(String method, int line, List<String> threads, String fate) implements Event {
        public StillOld {
            threads = List.copyOf(threads);
        }
    }

    /** An edit that the JVM can't take; nothing of its save was applied. */
    record Refused(String code, String definition, String reason, String remedy) implements Event {}

    /** Something that is live, and that reflection doesn't show, or objects that exist don't have; told with its edit. */
    record Unseen(String code, String definition, String reason) implements Event {}

    /** The sources don't compile; nothing of the save was applied. */
    record CompileFailed(List<Problem> problems) implements Event {
        public CompileFailed {
            problems = List.copyOf(problems);
        }
    }

    /**
     * One compiler error.
     *
     * @param line from 1; 0 when the compiler names no place
     * @param column from 1; 0 when the compiler names no place
     * @param file null when no file is to blame
     * @param sourceLine the text of that line, cut to what is near the error where it is very long, or an empty string
     * @param caret where in {@code sourceLine} the error is, from 0
     */
    record Problem(Path file, int line, int column, String message, String sourceLine, int caret) {}

    /**
     * A save is live: the next call of everything reported before it runs new code.
     *
     * @param classes how many classes were redefined or defined
     * @param millis from the first sign of the save to the moment it was live
     * @param pausedMillis the longest time that any thread of the program stood still for it
     */
    record Live(String target, int classes, double millis, double pausedMillis) implements Event {}

    /** A source file differs from the class that the program runs, without having been saved in this session. */
    record OutOfSync(Path file, String className) implements Event {}

    /** Saves that wait for the user's word ({@code --on-demand}), or for {@code --gate}. */
    record Waiting(List<Path> files, String reason) implements Event {
        public Waiting {
            files = List.copyOf(files);
        }
    }

    /**
     * How a patch and its source file stand to each other now.
     *
     * @param number counts the session's patches from 1
     * @param status {@code live}, {@code out-of-sync}, {@code saved} or {@code reverted}
     */
    record Patched(int number, String definition, String status, Path file) implements Event {}

    /** A JVM became live. */
    record TargetJoined(String target, long pid, String javaVersion) implements Event {}

    /** A JVM ended, or the connection to it did. */
    record TargetGone(String target, long pid) implements Event {}

    /** A fact the user should know that is no failure: a fallback, a limit. */
    record Note(String text) implements Event {}

    /** Something that did not work; one sentence that names what and what to do. */
    record Trouble(String text, Throwable cause) implements Event {
        public Trouble {
            Objects.requireNonNull(text, "text");
        }
    }
}
