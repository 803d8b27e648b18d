package org.jurigged.controller.recode;

/** How a piece of source is brought into the form of the file it goes to: line ends and indentation. */
final class Layout {
    private static final String NO_BREAK = "\n";

    private Layout() {}

    /** Returns the line end that a text has around an offset; a line feed where it has none. */
    static String lineEnd(String text, int near) {
        int at = text.indexOf('\n', Math.min(near, text.length()));
        at = at < 0 ? text.lastIndexOf('\n') : at;
        if (at < 0) {
            return text.indexOf('\r') < 0 ? NO_BREAK : "\r";
        }
        return at > 0 && text.charAt(at - 1) == '\r' ? "\r\n" : NO_BREAK;
    }

    /** Returns the white space that the line of an offset begins with. */
    static String indentation(String text, int offset) {
        int line = lineStart(text, offset);
        int end = line;
        while (end < offset && isBlank(text.charAt(end))) {
            end++;
        }
        return text.substring(line, end);
    }

    static int lineStart(String text, int offset) {
        int at = offset;
        while (at > 0 && text.charAt(at - 1) != '\n' && text.charAt(at - 1) != '\r') {
            at--;
        }
        return at;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f';
    }

    /**
     * Gives a piece another indentation and other line ends. What its lines have in common goes; what they have beyond that
     * stays, so text blocks keep their content (JLS 3.10.6).
     */
    static String fit(String piece, String indentation, String lineEnd) {
        String[] lines = piece.strip().split("\\R", -1);
        int common = Integer.MAX_VALUE;
        for (int i = 1; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                common = Math.min(
                        common, lines[i].length() - lines[i].stripLeading().length());
            }
        }
        StringBuilder fitted = new StringBuilder(lines[0]);
        for (int i = 1; i < lines.length; i++) {
            fitted.append(lineEnd);
            if (!lines[i].isBlank()) {
                fitted.append(indentation).append(lines[i].substring(common));
            }
        }
        return fitted.toString();
    }
}
