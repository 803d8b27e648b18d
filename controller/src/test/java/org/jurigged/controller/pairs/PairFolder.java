package org.jurigged.controller.pairs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of all pairs: a folder for each category, a file for each pair. */
final class PairFolder {
    /** Runs only pairs in whose name this regular expression is found. */
    private static final Pattern WANTED = Pattern.compile(System.getProperty("jurigged.pairs", ""));

    private static final String ENDING = ".txt";

    private final Path copy;

    private PairFolder(Path copy) {
        this.copy = copy;
    }

    /** Finds it as the build has copied it to the test classes. */
    static PairFolder find() throws URISyntaxException {
        URL place = PairFolder.class.getResource("/pairs");
        if (place == null) {
            throw new IllegalStateException("The test classes have no folder pairs: build them with their resources.");
        }
        return new PairFolder(Path.of(place.toURI()));
    }

    /** Where its files are edited. */
    Path sources() {
        return module().resolve("src/test/resources/pairs");
    }

    /** Where reports go. */
    Path reports() throws IOException {
        return Files.createDirectories(module().resolve("target/pairs"));
    }

    private Path module() {
        return copy.getParent().getParent().getParent();
    }

    /** Reads the pairs that are wanted and that a Java release takes, by name. */
    List<Pair> pairs(int feature) throws IOException {
        try (Stream<Path> files = Files.walk(copy, 2)) {
            return files.filter(file -> file.getNameCount() == copy.getNameCount() + 2
                            && file.toString().endsWith(ENDING))
                    .sorted()
                    .filter(file -> WANTED.matcher(name(file)).find())
                    .map(this::read)
                    .filter(pair -> pair.since() <= feature)
                    .toList();
        }
    }

    private String name(Path file) {
        String relative = copy.relativize(file).toString().replace('\\', '/');
        return relative.substring(0, relative.length() - ENDING.length());
    }

    private Pair read(Path file) {
        try {
            return PairFile.parse(name(file), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of a pair, to be opened from a report. */
    Path file(Pair pair) {
        return sources().resolve(pair.name() + ENDING);
    }
}
