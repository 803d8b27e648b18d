package org.jurigged.junit;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the {@code jurigged} command and starts it for the tests of this JVM. */
final class Commands {
    private static final String NAME =
            System.getProperty("os.name").startsWith("Windows") ? "jurigged.cmd" : "jurigged";

    private final Optional<String> given;

    Commands(Optional<String> given) {
        this.given = given;
    }

    /** Starts it; what it wants of this JVM it says on its standard output. */
    Process start() throws IOException {
        Path command = find();
        List<String> words = List.of(
                command.toString(),
                "test",
                "--in",
                Long.toString(ProcessHandle.current().pid()));
        try {
            return new ProcessBuilder(words).start();
        } catch (IOException e) {
            throw new IOException(command + " could not be started (" + e.getMessage() + ")", e);
        }
    }

    private Path find() throws IOException {
        if (given.isPresent()) {
            return Path.of(given.get());
        }
        List<Path> places = new ArrayList<>();
        besideOurs().ifPresent(places::add);
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String folder : path.split(File.pathSeparator)) {
            places.add(Path.of(folder, NAME));
        }
        return places.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "there is no jurigged on the PATH; name its file with -D" + LiveExtension.COMMAND + "=FILE"));
    }

    /** An installation has our jar in {@code lib}, beside {@code bin}. */
    private static Optional<Path> besideOurs() {
        CodeSource source = Commands.class.getProtectionDomain().getCodeSource();
        try {
            Path home = Path.of(source.getLocation().toURI()).getParent().getParent();
            return Optional.of(home.resolve("bin").resolve(NAME));
        } catch (URISyntaxException | RuntimeException e) {
            // Not a file, or one at the root.
            return Optional.empty();
        }
    }
}
