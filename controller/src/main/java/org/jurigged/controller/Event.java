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
     * @param fate what will happen to these frames: {@code new code from its next call}, {@code new code at the next turn of
     *     its loop}, or why not
     */
    record StillOld(String method, int line, List<String> threads, String fate) implements Event {
        public StillOld {
            threads = List.copyOf(threads);
        }
    }

    /**
     * A call under way goes on in new code, in its loop and with its variables.
     *
     * @param method display name of the method
     * @param oldLine line in the old source where a turn of the loop begins; 0 when the class file had none
     * @param newLine the line in the new source where it went on
     * @param thread name of the thread
     */
    record Moved(String method, int oldLine, int newLine, String thread) implements Event {}

    /**
     * A call under way was taken off, with all that it had called, and its method begins again with its arguments. What it
     * had done is done again.
     *
     * @param method display name of the method
     * @param line line at which it was, in the code that it ran; -1 when not known
     * @param thread name of the thread
     */
    record Restarted(String method, int line, String thread) implements Event {}

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

    /**
     * A saved resource is where the program reads it.
     *
     * @param file the file in the project
     * @param copy the file that the program reads; the same where it isn't copied
     * @param deleted whether both are gone
     */
    record Resource(Path file, Path copy, boolean deleted) implements Event {}

    /**
     * Code that keeps something derived from other code was told of a save: docs/conform.md.
     *
     * @param conformer a class of the program, or the name of a built-in conformer
     * @param what what it did, as far as it says; may be empty
     */
    record Conformed(String conformer, String what) implements Event {}

    /**
     * Code that was told of a save threw, or could not be told.
     *
     * @param problem what and why, in one line
     * @param stack the stack trace of what was thrown; empty if nothing was
     */
    record ConformFailed(String conformer, String problem, String stack) implements Event {
        public ConformFailed {
            Objects.requireNonNull(stack, "stack");
        }
    }

    /**
     * A test ran and did not fail.
     *
     * @param millis from the first sign of the save that it ran for to its result
     */
    record TestDone(String test, boolean skipped, double millis) implements Event {}

    /**
     * A test failed.
     *
     * @param problem what was thrown, in its own words
     * @param millis as for {@link TestDone}
     */
    record TestFailed(String test, String problem, String stack, double millis) implements Event {}

    /**
     * Tests have run: all, or those that a save may have changed the result of.
     *
     * @param classes the test classes that ran, of {@code allClasses}
     * @param failing how many tests failed when they ran last, be it earlier
     * @param millis from the first sign of the save to the last result
     */
    record TestsRun(int passed, int failed, int skipped, int classes, int allClasses, int failing, double millis)
            implements Event {}

    /** The JVM of the tests is started anew; {@code reason} says what of a save it can't take. */
    record TestsRestarted(String reason) implements Event {}

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

    /** A debugger can attach to a live JVM, as to the program itself, on this loopback port. */
    record DebugPort(String target, int port) implements Event {}

    /**
     * A looped method has run, and its thread waits.
     *
     * @param run from 1
     * @param result the text of what it returned; empty for a void method, and if it threw
     * @param returns whether it returned something
     * @param thrown what it threw, and the causes of that, the outermost first; empty if it returned
     * @param stdout the end of what the run wrote to {@code System.out}
     * @param stderr the end of what it wrote to {@code System.err}
     */
    record LoopRun(
            String method,
            String thread,
            int run,
            String result,
            boolean returns,
            List<Thrown> thrown,
            String stdout,
            String stderr,
            double millis)
            implements Event {
        public LoopRun {
            thrown = List.copyOf(thrown);
        }
    }

    /** An exception: its own text, and where it was made, the innermost frame first. */
    record Thrown(String text, List<Place> frames) {
        public Thrown {
            frames = List.copyOf(frames);
        }
    }

    /**
     * A place in code.
     *
     * @param line -1 when not known
     * @param file the source, null where it is none of the project's
     * @param source the text of the line, or an empty string
     */
    record Place(String method, int line, Path file, String source) {}

    /** A looped method that waits can't be run again with its old arguments; its thread waits to go on. */
    record LoopStuck(String method, String thread, String reason) implements Event {}

    /** A looped method that has waited runs again. */
    record LoopAgain(String method, String thread) implements Event {}

    /** A looped method goes on with the outcome of its last run: it {@code returned} or {@code threw}. */
    record LoopEnded(String method, String thread, String outcome) implements Event {}

    /**
     * An exception that nothing catches was thrown, and its thread waits there.
     *
     * @param text the exception's own text
     * @param frames the calls that it would end, the innermost first
     * @param chosen which of them a save enters again, from 0; -1 if none can be
     */
    record Caught(String thread, String text, List<CaughtFrame> frames, int chosen) implements Event {
        public Caught {
            frames = List.copyOf(frames);
        }
    }

    /**
     * A call that an exception would end.
     *
     * @param own whether it is the program's own code
     * @param obstacle why it can't be entered again; empty if it can
     * @param locals the local variables with their values; only those of the chosen frame are asked for
     */
    record CaughtFrame(Place place, boolean own, String obstacle, List<String> locals) {
        public CaughtFrame {
            locals = List.copyOf(locals);
        }
    }

    /** A method was entered again instead of throwing, on its new code. */
    record Entered(String method, String thread) implements Event {}

    /** An exception that was held goes its way. */
    record GivenBack(String text, String thread) implements Event {}

    /** A fact the user should know that is no failure: a fallback, a limit. */
    record Note(String text) implements Event {}

    /** Something that did not work; one sentence that names what and what to do. */
    record Trouble(String text, Throwable cause) implements Event {
        public Trouble {
            Objects.requireNonNull(text, "text");
        }
    }
}
