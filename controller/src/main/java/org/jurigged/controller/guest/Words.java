package org.jurigged.controller.guest;

import java.util.ArrayList;
import java.util.List;

/** Several texts as one, each on a line of its own; a text may have line ends and be null. */
public final class Words {
    private static final String NULL = "\\0";

    private Words() {}

    /** Returns them as one text. */
    public static String of(List<String> words) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            all.append(i == 0 ? "" : "\n").append(escaped(words.get(i)));
        }
        return all.toString();
    }

    private static String escaped(String word) {
        if (word == null) {
            return NULL;
        }
        return word.indexOf('\\') < 0 && word.indexOf('\n') < 0
                ? word
                : word.replace("\\", "\\\\").replace("\n", "\\n");
    }

    /** Returns the texts again. */
    public static List<String> from(String text) {
        List<String> words = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            words.add(unescaped(line));
        }
        return words;
    }

    private static String unescaped(String line) {
        if (line.equals(NULL)) {
            return null;
        }
        if (line.indexOf('\\') < 0) {
            return line;
        }
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                i++;
                c = line.charAt(i) == 'n' ? '\n' : line.charAt(i);
            }
            word.append(c);
        }
        return word.toString();
    }
}
