package org.jurigged.controller.launch;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jurigged.controller.JuriggedException;

/** Finds the {@code java} that runs a program. */
public final class JavaExecutable {
    private static final String NAME = File.separatorChar == '\\' ? "java.exe" : "java";

    private JavaExecutable() {}

    /** Returns the executable of a JDK's home, or of ours, or the executable itself when that was given. */
    public static Path of(Optional<Path> jvm) throws JuriggedException {
        Path given = jvm.orElse(Path.of(System.getProperty("java.home"))).toAbsolutePath();
        Path inHome = given.resolve("bin").resolve(NAME);
        if (Files.isExecutable(inHome)) {
            return inHome;
        }
        if (Files.isRegularFile(given) && Files.isExecutable(given)) {
            return given;
        }
        throw new JuriggedException(
                "There is no Java at " + given + ": give --jvm the home of a JDK or its java executable.");
    }
}
