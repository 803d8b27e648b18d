package org.jurigged.controller.compile;

import java.nio.file.Path;
import java.util.Objects;

/**
 * One error in a source, or in how it was to be compiled.
 *
 * @param file the source file; {@code null} when no file is to blame, for instance for a refused option
 * @param line line of the error from 1; 0 when there is no position
 * @param column column of the error from 1, a tab counting as one; 0 when there is no position
 * @param message javac's message, of one line or more
 * @param sourceLine the line of the source, cut to what is near the error where it is very long; empty without a position
 * @param caret where in {@code sourceLine} the error is, from 0
 */
public record Problem(Path file, int line, int column, String message, String sourceLine, int caret) {
    private static final int WIDTH = 200;

    public Problem {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(sourceLine, "sourceLine");
    }

    /** Make a problem without a position; {@code file} may be null. */
    public static Problem of(Path file, String message) {
        return new Problem(file, 0, 0, message, "", 0);
    }

    /** Make a problem at an offset of the source's text, counted in chars from 0. */
    static Problem at(Path file, CharSequence text, int offset, String message) {
        int start = offset;
        while (start > 0 && !isLineEnd(text.charAt(start - 1))) {
            start--;
        }
        int end = offset;
        while (end < text.length() && !isLineEnd(text.charAt(end))) {
            end++;
        }
        int from = end - start <= WIDTH ? start : Math.max(start, offset - WIDTH / 2);
        int to = Math.min(end, from + WIDTH);
        String line = text.subSequence(from, to).toString();
        return new Problem(file, lineOf(text, start), offset - start + 1, message, line, offset - from);
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    /** Count lines as JLS 3.4 ends them: by CR, LF or CR LF. */
    private static int lineOf(CharSequence text, int lineStart) {
        int line = 1;
        for (int i = 0; i < lineStart; i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && (i + 1 >= text.length() || text.charAt(i + 1) != '\n'))) {
                line++;
            }
        }
        return line;
    }

    /**
     * Lay the problem out as javac does: {@code file:line:column: message}, the source line and a caret below it, the
     * rest of the message.
     *
     * @param base folder that file names are shown relative to; {@code null} for none
     */
    public String text(Path base) {
        String[] parts = message.split("\\R", 2);
        StringBuilder out = new StringBuilder();
        if (file != null) {
            out.append(base != null && file.startsWith(base) ? base.relativize(file) : file);
            if (line > 0) {
                out.append(':').append(line).append(':').append(column);
            }
            out.append(": ");
        }
        out.append(parts[0]);
        if (line > 0 && !sourceLine.isBlank()) {
            out.append('\n').append(sourceLine).append('\n').append(indent()).append('^');
        }
        if (parts.length > 1) {
            out.append('\n').append(parts[1]);
        }
        return out.toString();
    }

    private String indent() {
        StringBuilder indent = new StringBuilder();
        for (int i = 0; i < caret; i++) {
            indent.append(sourceLine.charAt(i) == '\t' ? '\t' : ' ');
        }
        return indent.toString();
    }

    @Override
    public String toString() {
        return text(null);
    }
}
