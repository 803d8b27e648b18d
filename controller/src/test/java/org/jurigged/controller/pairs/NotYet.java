package org.jurigged.controller.pairs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The list of pairs that are refused although they are to go live: a name a line, with the Java releases it is so on. */
final class NotYet {
    private static final String HEAD = "# Refused today, to go live: -Djurigged.pairs.write=true writes this list.";

    private final Path file;
    private final Map<String, Set<Integer>> releases = new TreeMap<>();

    private NotYet(Path file) {
        this.file = file;
    }

    static NotYet read(Path file) throws IOException {
        NotYet list = new NotYet(file);
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                List<String> words = Arrays.asList(line.trim().split(" +"));
                words.subList(1, words.size()).forEach(release -> list.set(words.get(0), Integer.parseInt(release)));
            }
        }
        return list;
    }

    private void set(String name, int release) {
        releases.computeIfAbsent(name, n -> new TreeSet<>()).add(release);
    }

    boolean lists(String name, int release) {
        return releases.getOrDefault(name, Set.of()).contains(release);
    }

    /** The names that are listed for a release. */
    Set<String> names(int release) {
        Set<String> names = new TreeSet<>(releases.keySet());
        names.removeIf(name -> !lists(name, release));
        return names;
    }

    /** Writes the list anew where a release's pairs were run. */
    void write(int release, Map<String, Outcome> outcomes) throws IOException {
        outcomes.forEach((name, outcome) -> {
            releases.getOrDefault(name, new TreeSet<>()).remove(release);
            if (outcome instanceof Outcome.NotYet) {
                set(name, release);
            }
        });
        List<String> lines = new ArrayList<>(List.of(HEAD));
        releases.forEach((name, where) -> {
            if (!where.isEmpty()) {
                StringBuilder line = new StringBuilder(name);
                where.forEach(one -> line.append(' ').append(one));
                lines.add(line.toString());
            }
        });
        Files.write(file, lines);
    }
}
