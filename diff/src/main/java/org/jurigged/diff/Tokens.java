package org.jurigged.diff;

/**
 * The tokens of one source text (JLS 3.5): comments and white space are gone, places are kept.
 *
 * <p>A token is a word (identifier, keyword, number), a literal with its quotes, {@code ++}, {@code --}, or any other
 * character on its own. That is all a comparison needs: no two valid programs with another meaning have the same
 * tokens. Broken text is never an error; a literal that is not closed ends at the end of its line.
 */
final class Tokens {
    private final String text;
    private final int[] starts;
    private final int[] ends;
    private final int[] lines;
    private final int count;
    private final int lastLine;

    private Tokens(Lexer lexer) {
        text = lexer.text;
        starts = lexer.starts;
        ends = lexer.ends;
        lines = lexer.lines;
        count = lexer.count;
        lastLine = lexer.line;
    }

    static Tokens of(String text) {
        return new Tokens(new Lexer(text).run());
    }

    int count() {
        return count;
    }

    /** The first character of a token; NUL when there is no such token. */
    char first(int token) {
        return token >= 0 && token < count ? text.charAt(starts[token]) : 0;
    }

    boolean is(int token, String expected) {
        return token >= 0
                && token < count
                && ends[token] - starts[token] == expected.length()
                && text.startsWith(expected, starts[token]);
    }

    boolean isWord(int token) {
        return Lexer.isWordPart(first(token));
    }

    boolean isString(int token) {
        return first(token) == '"';
    }

    String text(int token) {
        return text.substring(starts[token], ends[token]);
    }

    /** The offset in the text at which a token starts. */
    int start(int token) {
        return starts[token];
    }

    /** The offset in the text behind a token; 0 in front of the first one. */
    int end(int token) {
        return token < 0 ? 0 : ends[token];
    }

    /** The line a token starts on, from 1. */
    int line(int token) {
        return lines[token];
    }

    /** The line a token ends on, from 1: a text block has several. */
    int endLine(int token) {
        int line = lines[token];
        for (int at = starts[token]; isString(token) && at < ends[token]; at++) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r' && at + 1 < ends[token] && text.charAt(at + 1) != '\n') {
                line++;
            }
        }
        return line;
    }

    /** The last line of the text, from 1. */
    int lastLine() {
        return lastLine;
    }

    /** The token that closes the bracket at {@code open}, or the last token when none does. */
    int closing(int open) {
        char opens = first(open);
        char closes = opens == '{' ? '}' : opens == '(' ? ')' : ']';
        int depth = 0;
        for (int token = open; token < count; token++) {
            char c = first(token);
            if (c == opens) {
                depth++;
            } else if (c == closes && --depth == 0) {
                return token;
            }
        }
        return count - 1;
    }

    /** The token behind the semicolon that ends what stands at {@code from}; -1 when none does. */
    int statementEnd(int from) {
        for (int at = from; at < count; at++) {
            char c = first(at);
            if (c == ';') {
                return at + 1;
            } else if (c == '(' || c == '{') {
                at = closing(at);
            } else if (c == '}' || c == ')') {
                return -1;
            }
        }
        return -1;
    }

    /**
     * Whether a type declaration has its keyword here. {@code String.class} has not; {@code record} is a keyword only
     * in front of a name and its components (JLS 3.9).
     */
    boolean isTypeKeyword(int token) {
        if (!isWord(token) || first(token - 1) == '.' || !isWord(token + 1)) {
            return false;
        }
        if (is(token, "record")) {
            char next = first(token + 2);
            return next == '(' || next == '<';
        }
        return is(token, "class") || is(token, "interface") || is(token, "enum");
    }

    /** The code of the tokens {@code from} to {@code to}, inclusive, in the one form that equal code has. */
    String code(int from, int to) {
        StringBuilder code = new StringBuilder();
        for (int token = from; token <= to; token++) {
            separate(code, first(token));
            appendTo(code, token);
        }
        return code.toString();
    }

    /** Append a blank where two tokens would otherwise become one. */
    static void separate(StringBuilder code, char next) {
        if (code.isEmpty()) {
            return;
        }
        char last = code.charAt(code.length() - 1);
        boolean words = Lexer.isWordPart(last) && Lexer.isWordPart(next);
        boolean signs = last == next && (next == '+' || next == '-');
        if (words || signs) {
            code.append(' ');
        }
    }

    private void appendTo(StringBuilder code, int token) {
        int body = text.startsWith("\"\"\"", starts[token]) ? text.indexOf('\n', starts[token]) + 1 : 0;
        int closing = ends[token] - 3;
        if (body == 0 || body > closing) {
            code.append(text, starts[token], ends[token]);
            return;
        }
        // JLS 3.10.6: the indentation of a text block is white space, not content.
        code.append("\"\"\"\n")
                .append(text.substring(body, closing).stripIndent())
                .append("\"\"\"");
    }
}
