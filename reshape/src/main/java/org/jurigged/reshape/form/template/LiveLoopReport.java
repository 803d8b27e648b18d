package org.jurigged.reshape.form.template;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What a run came to, in words that each have their length in front. Goes into {@code java.lang}.
 *
 * <p>Asks the program's own objects for their texts, in the thread that the run was in.
 */
public final class LiveLoopReport {
    private static final int LONGEST = 10_000;
    private static final int FRAMES = 200;
    private static final int CAUSES = 5;

    private final StringBuilder words = new StringBuilder();

    LiveLoopReport add(String word) {
        words.append(word.length()).append(':').append(word);
        return this;
    }

    String text() {
        return words.toString();
    }

    LiveLoopReport value(Object value, boolean isVoid) {
        return add(isVoid ? "void" : "value").add(isVoid ? "" : cut(described(value)));
    }

    /** Adds an exception and its causes: each one's text, the number of its frames, and the frames. */
    LiveLoopReport thrown(Throwable thrown, String own) {
        add("thrown");
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable next = thrown;
        while (next != null && seen.size() < CAUSES && seen.add(next)) {
            add(cut(described(next)));
            frames(next, own);
            next = cause(next);
        }
        return this;
    }

    private static Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (Throwable e) {
            return null;
        }
    }

    /** The method's own call is the last frame that matters: those below it were there before. */
    private void frames(Throwable thrown, String own) {
        StackTraceElement[] all;
        try {
            all = thrown.getStackTrace();
        } catch (Throwable e) {
            all = new StackTraceElement[0];
        }
        int end = 0;
        while (end < all.length && end < FRAMES && !all[end].getClassName().equals(own)) {
            end++;
        }
        add(Integer.toString(end));
        for (int i = 0; i < end; i++) {
            add(all[i].getClassName());
            add(all[i].getMethodName());
            add(all[i].getFileName() == null ? "" : all[i].getFileName());
            add(Integer.toString(all[i].getLineNumber()));
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static String described(Object value) {
        try {
            String text;
            if (value instanceof String) {
                text = "\"" + value + "\"";
            } else if (value instanceof Character) {
                text = "'" + value + "'";
            } else if (value != null && value.getClass().isArray()) {
                text = Arrays.deepToString(new Object[] {value});
                text = text.substring(1, text.length() - 1);
            } else {
                text = String.valueOf(value);
            }
            return text == null ? value.getClass().getName() : text;
        } catch (Throwable e) {
            return value.getClass().getName() + " (its toString() threw "
                    + e.getClass().getName() + ")";
        }
    }
}
