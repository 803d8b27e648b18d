package org.jurigged.controller.recode;

import java.util.OptionalInt;

/** Finds where the body of a method or constructor begins in its source. */
final class MethodHeader {
    private final String text;
    private final int end;

    MethodHeader(String text, int end) {
        this.text = text;
        this.end = end;
    }

    /** Returns the offset of the body's brace behind a place; empty if the method has no body. */
    OptionalInt bodyAfter(int start) {
        int depth = 0;
        int at = start;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '{' && depth == 0) {
                return OptionalInt.of(at);
            }
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
            at = behind(at);
        }
        return OptionalInt.empty();
    }

    /** Returns the offset behind what stands at a place: a comment, a literal in an annotation, or a character. */
    private int behind(int at) {
        if (text.startsWith("//", at)) {
            int line = text.indexOf('\n', at);
            return line < 0 ? end : line;
        }
        if (text.startsWith("/*", at)) {
            int close = text.indexOf("*/", at + 2);
            return close < 0 ? end : close + 2;
        }
        if (text.startsWith("\"\"\"", at)) {
            int close = at + 3;
            while (close < end && !text.startsWith("\"\"\"", close)) {
                close += text.charAt(close) == '\\' ? 2 : 1;
            }
            return close + 3;
        }
        char quote = text.charAt(at);
        if (quote != '"' && quote != '\'') {
            return at + 1;
        }
        int close = at + 1;
        while (close < end && text.charAt(close) != quote) {
            close += text.charAt(close) == '\\' ? 2 : 1;
        }
        return close + 1;
    }
}
