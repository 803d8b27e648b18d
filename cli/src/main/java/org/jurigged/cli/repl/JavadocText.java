package org.jurigged.cli.repl;

import java.util.ArrayList;
import java.util.List;

/** A documentation comment as plain text. */
final class JavadocText {
    private JavadocText() {}

    static List<String> lines(String comment) {
        String plain = comment.replaceAll("\\{@(?:code|link|linkplain|literal|value)\\s+([^}]*)}", "$1")
                .replaceAll("(?i)<(?:p|br|li|/ul|/ol|/pre|/h\\d)[^>]*>", "\n")
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
        List<String> lines = new ArrayList<>();
        boolean blank = true;
        for (String line : plain.split("\n")) {
            String text = line.strip();
            if (!text.isEmpty() || !blank) {
                lines.add(text.isEmpty() ? "" : "  " + text);
            }
            blank = text.isEmpty();
        }
        return lines;
    }
}
