package org.jurigged.controller.watch;

/**
 * Tells whether a Java source, fed in pieces, ends where a Java file can end, so that a half-written file is known.
 *
 * <p>Complete means: brackets balance outside comments and literals (JLS 3.7, 3.10.4-3.10.6), at least one pair of
 * braces was closed, and the last token is a closing brace or a semicolon. Any strict prefix of a type declaration
 * fails that. It is a guess that only decides how long is waited: a file that uses Unicode escapes (JLS 3.3) for its
 * brackets, or UTF-16, merely takes longer. All characters that matter are ASCII, so bytes do.
 */
final class JavaEnd {
    private enum In {
        CODE,
        SLASH,
        LINE_COMMENT,
        COMMENT,
        COMMENT_STAR,
        STRING,
        STRING_ESCAPE,
        CHARACTER,
        CHARACTER_ESCAPE,
        TEXT_BLOCK,
        TEXT_BLOCK_ESCAPE
    }

    private In in = In.CODE;
    private int depth;
    private int quotes;
    private boolean closedBrace;
    private boolean broken;
    private int last;

    /** Takes the next {@code length} bytes of the file. */
    void accept(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            in = next(bytes[i]);
        }
    }

    /** Tells whether what was fed so far may be a whole file. */
    boolean isComplete() {
        boolean outside = in == In.CODE || in == In.LINE_COMMENT;
        return outside && !broken && depth == 0 && closedBrace && (last == '}' || last == ';');
    }

    private In next(int c) {
        return switch (in) {
            case CODE -> code(c);
            case SLASH -> slash(c);
            case LINE_COMMENT -> c == '\n' || c == '\r' ? In.CODE : In.LINE_COMMENT;
            case COMMENT -> c == '*' ? In.COMMENT_STAR : In.COMMENT;
            case COMMENT_STAR -> c == '/' ? In.CODE : c == '*' ? In.COMMENT_STAR : In.COMMENT;
            case STRING -> string(c);
            case STRING_ESCAPE -> In.STRING;
            case CHARACTER -> c == '\\' ? In.CHARACTER_ESCAPE : c == '\'' || c == '\n' ? In.CODE : In.CHARACTER;
            case CHARACTER_ESCAPE -> In.CHARACTER;
            case TEXT_BLOCK -> textBlock(c);
            case TEXT_BLOCK_ESCAPE -> In.TEXT_BLOCK;
        };
    }

    private In code(int c) {
        if (quotes == 2 && c == '"') {
            quotes = 0;
            return In.TEXT_BLOCK;
        }
        quotes = 0;
        return switch (c) {
            case '/' -> In.SLASH;
            case ' ', '\t', '\n', '\r', '\f', 0x1a -> In.CODE;
            default -> token(c);
        };
    }

    private In token(int c) {
        last = c;
        if (c == '"') {
            quotes = 1;
            return In.STRING;
        }
        if (c == '\'') {
            return In.CHARACTER;
        }
        bracket(c);
        return In.CODE;
    }

    private void bracket(int c) {
        if (c == '{' || c == '(' || c == '[') {
            depth++;
        } else if (c == '}' || c == ')' || c == ']') {
            depth--;
            closedBrace |= c == '}';
            broken |= depth < 0;
        }
    }

    private In slash(int c) {
        if (c == '/') {
            return In.LINE_COMMENT;
        }
        if (c == '*') {
            return In.COMMENT;
        }
        last = '/';
        return code(c);
    }

    /** A second quote right after the first closes an empty string, or is on the way to a text block. */
    private In string(int c) {
        if (c == '"') {
            quotes = quotes == 1 ? 2 : 0;
            return In.CODE;
        }
        quotes = 0;
        return c == '\\' ? In.STRING_ESCAPE : c == '\n' ? In.CODE : In.STRING;
    }

    private In textBlock(int c) {
        if (c == '\\') {
            quotes = 0;
            return In.TEXT_BLOCK_ESCAPE;
        }
        quotes = c == '"' ? quotes + 1 : 0;
        if (quotes == 3) {
            quotes = 0;
            return In.CODE;
        }
        return In.TEXT_BLOCK;
    }
}
