package org.jurigged.controller.project;

/**
 * Cuts Java source into words and punctuation, which is all that finding a package and its types takes.
 *
 * <p>White space, comments, literals and text blocks (JLS 3.6, 3.7, 3.10) are passed over; a number comes as a word.
 * Unicode escapes (JLS 3.3) are not translated: nobody writes a package or a type that way. Not thread-safe.
 */
final class JavaLexer {
    private final CharSequence source;
    private int position;
    private int start;

    JavaLexer(CharSequence source) {
        this.source = source;
    }

    /** Moves to the next token; false at the end of the source. */
    boolean advance() {
        while (position < source.length()) {
            char c = source.charAt(position);
            if (Character.isWhitespace(c) || c == '\uFEFF' || c == 0x1A) {
                position++;
            } else if (startsWith("//")) {
                skipTo("\n");
            } else if (startsWith("/*")) {
                position += 2;
                skipTo("*/");
            } else if (startsWith("\"\"\"")) {
                skipLiteral("\"\"\"");
            } else if (c == '"' || c == '\'') {
                skipLiteral(String.valueOf(c));
            } else {
                token(c);
                return true;
            }
        }
        return false;
    }

    /** Moves past the next token to the one after it; false if there is none. */
    boolean skipAndAdvance() {
        boolean skipped = advance();
        return skipped && advance();
    }

    /** Whether the current token is this word or punctuation mark. */
    boolean at(String token) {
        return token.length() == position - start && token.contentEquals(source.subSequence(start, position));
    }

    boolean atWord() {
        return Character.isJavaIdentifierStart(source.charAt(start));
    }

    String token() {
        return source.subSequence(start, position).toString();
    }

    private void token(char first) {
        start = position++;
        if (Character.isJavaIdentifierPart(first)) {
            while (position < source.length() && Character.isJavaIdentifierPart(source.charAt(position))) {
                position++;
            }
        }
    }

    private void skipLiteral(String delimiter) {
        boolean oneLine = delimiter.length() == 1;
        for (position += delimiter.length(); position < source.length(); position++) {
            char c = source.charAt(position);
            if (c == '\\') {
                position++;
            } else if (startsWith(delimiter)) {
                position += delimiter.length();
                return;
            } else if (oneLine && c == '\n') {
                return; // a literal left open ends with its line, so that the rest of the file can still be read
            }
        }
    }

    private void skipTo(String end) {
        while (position < source.length() && !startsWith(end)) {
            position++;
        }
        position = Math.min(source.length(), position + end.length());
    }

    private boolean startsWith(String text) {
        if (source.length() - position < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (source.charAt(position + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
