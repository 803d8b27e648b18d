package org.jurigged.controller.launch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.watch.Globs;

/** The sources below a directory, but for what is never watched (build outputs, hidden folders). */
final class SourceFiles {
    /** More than a person writes without a build tool: then the directory is none of sources. */
    private static final int MOST = 500;

    private final Path root;
    private final Globs excludes = Globs.of(List.of());

    SourceFiles(Path root) {
        this.root = root;
    }

    List<Path> all() throws JuriggedException {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean leftOut = !directory.equals(root) && excludes.excludesEntry(root, directory);
                    return leftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(".java") && !name.equals("module-info.java")) {
                        found.add(file);
                    }
                    return found.size() > MOST ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    // What can't be read isn't compiled.
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new JuriggedException("The sources in " + root + " can't be listed: " + e.getMessage() + ".", e);
        }
        if (found.size() > MOST) {
            throw new JuriggedException("There are more than " + MOST + " sources below " + root
                    + " and no build tool: they are not compiled. Give -cp with the classes.");
        }
        return found;
    }
}
