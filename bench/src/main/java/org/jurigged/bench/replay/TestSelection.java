package org.jurigged.bench.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Chooses the tests that have to do with some changed sources, the nearest first: those named after one of them, those
 * that name one, those that name a source that names one; after these any others.
 */
final class TestSelection {
    private static final Pattern WORD = Pattern.compile("\\w+");
    /** What Maven's Surefire takes for tests unless told otherwise. */
    private static final Pattern TEST = Pattern.compile("Test.*|.*(Test|Tests|TestCase)");

    private final Side side;
    private final int most;
    private final Set<String> changed;
    private final Set<String> dependents = new HashSet<>();

    /**
     * @param changed changed sources
     * @param most how many test classes to choose
     */
    TestSelection(Side side, Collection<Path> changed, int most) throws IOException {
        this.side = side;
        this.most = most;
        this.changed = changed.stream().map(TestSelection::name).collect(Collectors.toSet());
        for (Path file : side.sourceFiles()) {
            if (words(file).stream().anyMatch(this.changed::contains)) {
                dependents.add(name(file));
            }
        }
    }

    /** Returns the test sources, the nearest first. */
    List<Path> files() throws IOException {
        Map<Path, Integer> distances = new HashMap<>();
        for (Path file : side.testFiles()) {
            if (TEST.matcher(name(file)).matches()) {
                distances.put(file, distance(file));
            }
        }
        return distances.keySet().stream()
                .sorted(Comparator.<Path>comparingInt(distances::get).thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .toList();
    }

    private int distance(Path file) throws IOException {
        String name = name(file);
        if (changed.stream().anyMatch(type -> name.equals(type + "Test") || name.equals("Test" + type))) {
            return 0;
        }
        Set<String> words = words(file);
        if (changed.stream().anyMatch(type -> words.contains(type) || name.contains(type))) {
            return 1;
        }
        return dependents.stream().anyMatch(words::contains) ? 2 : 3;
    }

    /** Returns the binary name of the class of a test source. */
    String className(Path file) {
        String inside = side.tests().relativize(file).toString();
        return inside.substring(0, inside.length() - ".java".length()).replace('/', '.');
    }

    private static Set<String> words(Path file) throws IOException {
        Set<String> words = new TreeSet<>();
        // Bytes as they are: names in ASCII are enough to choose by.
        Matcher word = WORD.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".java".length());
    }
}
