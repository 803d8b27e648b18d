package org.jurigged.bench.replay.target;

/**
 * What came of a test, or of a class of tests that could not be begun.
 *
 * @param id the JUnit platform's unique id
 * @param outcome {@code passed}, {@code failed}, {@code aborted} or {@code skipped}
 * @param failure the first lines of the failure; empty if there was none
 */
public record Result(String id, String outcome, String failure) {
    /** The outcome of a test that did what it says. */
    public static final String PASSED = "passed";

    /** Returns this as one line, for {@link #of}. */
    public String line() {
        return outcome + "\t" + escaped(id) + "\t" + escaped(failure);
    }

    /** Reads a line. */
    public static Result of(String line) {
        String[] parts = line.split("\t", -1);
        return new Result(unescaped(parts[1]), parts[0], unescaped(parts[2]));
    }

    public boolean passed() {
        return outcome.equals(PASSED);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\t' -> escaped.append("\\t");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                // Half a surrogate pair, which no file can hold, and what other readers take for the end of a line.
                default ->
                    escaped.append(
                            c < ' ' || c > '~'
                                    ? "\\u" + Integer.toString(0x10000 + c, 16).substring(1)
                                    : c);
            }
        }
        return escaped.toString();
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char kind = text.charAt(++i);
            if (kind == 'u') {
                plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                plain.append(kind == 't' ? '\t' : kind == 'n' ? '\n' : kind == 'r' ? '\r' : kind);
            }
        }
        return plain.toString();
    }
}
