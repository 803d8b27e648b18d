package org.jurigged.controller.pairs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of all pairs: a folder for each category, a file for each pair. */
final class PairFolder {
    /** Runs all pairs in whose name this regular expression is found. */
    private static final Optional<Pattern> WANTED =
            Optional.ofNullable(System.getProperty("jurigged.pairs")).map(Pattern::compile);

    /** Where none are named, other releases than the build's get all that only they take and, of the others, one in so many. */
    private static final int ONE_IN = 5;

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
                    .filter(file ->
                            WANTED.isEmpty() || WANTED.get().matcher(name(file)).find())
                    .map(this::read)
                    .filter(pair -> pair.since() <= feature)
                    .filter(pair -> WANTED.isPresent() || isDue(pair, feature))
                    .toList();
        }
    }

    private static boolean isDue(Pair pair, int feature) {
        int own = Runtime.version().feature();
        return feature == own || pair.since() > own || Math.floorMod(pair.name().hashCode(), ONE_IN) == 0;
    }

    /** Whether these are all pairs that a release takes. */
    static boolean areAll(int feature) {
        return WANTED.isEmpty() && feature == Runtime.version().feature();
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
