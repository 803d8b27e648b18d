package org.jurigged.reshape;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Two versions of a source file and what is expected of the edit from one to the other.
 *
 * <p>In a resource file a pair is {@code === name}, directives of one line each, the old version after a line
 * {@code ---} and the new one after the next. A file of a second package follows a line {@code //// sub}. Directives:
 *
 * <ul>
 *   <li>{@code refuse CODE definition: reason}; without one, the edit is expected to be applied
 *   <li>{@code reshaped}: the JVM doesn't take it as it is; {@code redefinable}: it would take what is refused
 *   <li>{@code moves}: a field's values move to another place, where they stay when the edit is undone
 *   <li>{@code run Type field} and {@code run Type <static> line}: an element to run
 *   <li>{@code throws text}: what comes out of a run
 *   <li>{@code result text}: what {@code T.go()} returns afterwards
 *   <li>{@code adapted}: the class file can't stay as javac made it; {@code adapted by some compilers}: it may be so
 *   <li>{@code since N}, {@code until N}: for JDKs of these versions
 *   <li>{@code release N}, {@code release-after N}: what to compile for, 17 if nothing is said
 * </ul>
 */
record Pair(String name, List<String> directives, String before, String after) {
    private static final Pattern PAIR = Pattern.compile("(?m)^=== ");
    private static final Pattern PART = Pattern.compile("(?m)^---\n");

    static List<Pair> read(String resource) throws IOException {
        try (InputStream in = Pair.class.getResourceAsStream(resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return PAIR.splitAsStream(text).skip(1).map(Pair::parse).toList();
        }
    }

    private static Pair parse(String section) {
        List<String> parts = PART.splitAsStream(section).toList();
        List<String> head = parts.get(0).lines().filter(l -> !l.isBlank()).toList();
        return new Pair(head.get(0), head.subList(1, head.size()), parts.get(1), parts.get(2));
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
