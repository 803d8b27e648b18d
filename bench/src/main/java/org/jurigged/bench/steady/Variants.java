package org.jurigged.bench.steady;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jurigged.bench.project.Javac;

/** The classes of a subject, as they are after a fresh start, or as an edit leaves them, in a folder. */
public final class Variants {
    private Variants() {}

    /** Compiles the code as it is when started fresh. */
    public static Path plain(String subject, Path folder) throws IOException {
        return compile(subject, "plain", folder);
    }

    /** Makes the code as it is after an edit of code that lacked what the subject is named for. */
    public static Path edited(String subject, Path folder) throws IOException {
        Path classes = compile(subject, "edited", folder);
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                Files.write(file, EditedForm.of(Files.readAllBytes(file)));
            }
        }
        return classes;
    }

    private static Path compile(String subject, String variant, Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve(subject + "-" + variant));
        Path source = classes.resolve("Work.java");
        String resource = subject + "." + variant + ".java";
        try (InputStream in = Variants.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("There are no sources " + resource + " in the bench.");
            }
            Files.copy(in, source);
        }
        new Javac(List.of()).compile(List.of(source), classes);
        return classes;
    }
}
