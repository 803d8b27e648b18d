package org.jurigged.controller.target;

import java.util.ArrayList;
import java.util.List;
import org.jurigged.controller.guest.Words;
import org.jurigged.controller.guest.Work;

/** What became of a snippet. */
public sealed interface SnippetOutcome {
    /** It was done; {@code text} is the value as JShell writes it, {@code null} as text for none. */
    record Value(String text) implements SnippetOutcome {}

    /** It threw; the exception first, then its causes. */
    record Thrown(List<Problem> chain) implements SnippetOutcome {
        public Thrown {
            chain = List.copyOf(chain);
        }
    }

    /** It needs what isn't declared yet; {@code id} is of the snippet that does. */
    record Unresolved(int id, StackTraceElement[] frames) implements SnippetOutcome {
        public Unresolved {
            frames = frames.clone();
        }

        @Override
        public StackTraceElement[] frames() {
            return frames.clone();
        }
    }

    /** It could not be begun. */
    record Failed(String reason) implements SnippetOutcome {}

    /** It was made to end. */
    record Stopped() implements SnippetOutcome {}

    /** It was to end and doesn't; it goes on in its thread, and others can run. */
    record Left() implements SnippetOutcome {}

    /**
     * An exception.
     *
     * @param message null for none
     */
    record Problem(String className, String message, StackTraceElement[] frames) {
        public Problem {
            frames = frames.clone();
        }

        @Override
        public StackTraceElement[] frames() {
            return frames.clone();
        }
    }

    /** Reads what {@link Work} says. */
    static SnippetOutcome read(String answer) {
        List<String> words = Words.from(answer);
        return switch (words.get(0)) {
            case Work.DONE -> new Value(words.size() > 1 ? words.get(1) : "");
            case Work.THROWN -> new Thrown(chain(words));
            case Work.UNRESOLVED -> new Unresolved(Integer.parseInt(words.get(1)), frames(words, 2));
            case Work.STOPPED -> new Stopped();
            case Work.LEFT -> new Left();
            default -> new Failed(words.size() > 1 ? words.get(1) : answer);
        };
    }

    private static List<Problem> chain(List<String> words) {
        List<Problem> chain = new ArrayList<>();
        int at = 1;
        while (at < words.size()) {
            StackTraceElement[] frames = frames(words, at + 2);
            chain.add(new Problem(words.get(at), words.get(at + 1), frames));
            at += 3 + frames.length;
        }
        return chain;
    }

    private static StackTraceElement[] frames(List<String> words, int at) {
        StackTraceElement[] frames = new StackTraceElement[Integer.parseInt(words.get(at))];
        for (int i = 0; i < frames.length; i++) {
            List<String> parts = Words.from(words.get(at + 1 + i));
            frames[i] = new StackTraceElement(
                    parts.get(0),
                    parts.get(1),
                    parts.get(2),
                    parts.get(3),
                    parts.get(4),
                    parts.get(5),
                    Integer.parseInt(parts.get(6)));
        }
        return frames;
    }
}
