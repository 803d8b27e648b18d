package org.jurigged.diff;

import java.util.Arrays;

/**
 * Cuts a source text into {@link Tokens} in one pass (JLS 3); used up by one run.
 *
 * <p>Unicode escapes are left as they are written: in a word they belong to it, in a literal they can't close it.
 */
final class Lexer {
    final String text;
    int[] starts;
    int[] ends;
    int[] lines;
    int count;
    int line = 1;

    Lexer(String text) {
        this.text = text;
        int guess = text.length() / 8 + 16;
        starts = new int[guess];
        ends = new int[guess];
        lines = new int[guess];
    }

    static boolean isWordPart(char c) {
        // A backslash outside a literal starts a Unicode escape, which only a word can hold here.
        return c >= 'a' && c <= 'z' || c > ' ' && (Character.isJavaIdentifierPart(c) || other(c));
    }

    private static boolean other(char c) {
        return c == '\\' || Character.isSurrogate(c);
    }

    Lexer run() {
        int at = text.startsWith("\uFEFF") ? 1 : 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c <= ' ') {
                at = blank(at, c);
            } else if (c == '/' && (peek(at + 1) == '/' || peek(at + 1) == '*')) {
                at = comment(at);
            } else {
                int startLine = line;
                int end = end(at, c);
                add(at, end, startLine);
                at = end;
            }
        }
        return this;
    }

    private char peek(int at) {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private int blank(int at, char c) {
        if (c == '\n' || c == '\r' && peek(at + 1) != '\n') {
            line++;
        }
        return at + 1;
    }

    private int comment(int at) {
        if (peek(at + 1) == '/') {
            return endOfLine(at);
        }
        int close = text.indexOf("*/", at + 2);
        int end = close < 0 ? text.length() : close + 2;
        for (int i = at; i < end; i++) {
            blank(i, text.charAt(i));
        }
        return end;
    }

    private int end(int at, char c) {
        if (isWordPart(c)) {
            int end = at + 1;
            while (isWordPart(peek(end))) {
                end++;
            }
            return end;
        }
        return switch (c) {
            case '"' -> text.startsWith("\"\"\"", at) ? textBlock(at) : literal(at, c);
            case '\'' -> literal(at, c);
            case '+', '-' -> peek(at + 1) == c ? at + 2 : at + 1;
            default -> at + 1;
        };
    }

    private int literal(int at, char quote) {
        int end = at + 1;
        while (end < text.length() && peek(end) != '\n' && peek(end) != '\r') {
            if (peek(end) == quote) {
                return end + 1;
            }
            end += peek(end) == '\\' ? 2 : 1;
        }
        return Math.min(end, text.length());
    }

    private int textBlock(int at) {
        int end = at + 3;
        while (end < text.length() && !text.startsWith("\"\"\"", end)) {
            if (peek(end) == '\\') {
                end++;
            }
            blank(end, peek(end));
            end++;
        }
        return Math.min(end + 3, text.length());
    }

    private int endOfLine(int at) {
        int end = at;
        while (end < text.length() && peek(end) != '\n' && peek(end) != '\r') {
            end++;
        }
        return end;
    }

    private void add(int start, int end, int startLine) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            lines = Arrays.copyOf(lines, count * 2);
        }
        starts[count] = start;
        ends[count] = end;
        lines[count++] = startLine;
    }
}
