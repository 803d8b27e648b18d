package org.jurigged.reshape;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two versions of a source file and what is expected of the edit from one to the other.
 *
 * <p>In a resource file a pair is {@code === name}, directives of one line each, the old version after a line
 * {@code ---} and the new one after the next. The directives: {@code refuse CODE definition: reason}, {@code run Type
 * field} and {@code run Type <static> line} for the elements to run, {@code result text} of {@code T.go()} afterwards,
 * {@code adapted} if the bytes can't stay as javac made them, {@code since JDK}, {@code until JDK}, {@code release N} and
 * {@code release-after N} for the compiler.
 */
record Pair(String name, List<String> directives, String before, String after) {
    static List<Pair> read(String resource) throws IOException {
        try (InputStream in = Pair.class.getResourceAsStream(resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Pair> pairs = new ArrayList<>();
            for (String section : Arrays.asList(text.split("(?m)^=== ")).subList(1, text.split("(?m)^=== ").length)) {
                String[] parts = section.split("(?m)^---\n");
                List<String> head = parts[0].lines().filter(l -> !l.isBlank()).toList();
                pairs.add(new Pair(head.get(0), head.subList(1, head.size()), parts[1], parts[2]));
            }
            return pairs;
        }
    }

    List<String> values(String directive) {
        return directives.stream()
                .filter(d -> d.startsWith(directive + " "))
                .map(d -> d.substring(directive.length() + 1))
                .toList();
    }

    boolean has(String directive) {
        return directives.contains(directive);
    }

    String value(String directive, String otherwise) {
        return values(directive).isEmpty() ? otherwise : values(directive).get(0);
    }

    boolean isFor(int jdk) {
        return Integer.parseInt(value("since", "0")) <= jdk && jdk <= Integer.parseInt(value("until", "999"));
    }

    @Override
    public String toString() {
        return name;
    }
}
