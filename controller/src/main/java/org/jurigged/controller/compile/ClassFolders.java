package org.jurigged.controller.compile;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lists the class files in the class directories of a class path. */
final class ClassFolders {
    private static final String CLASS = ".class";

    private ClassFolders() {}

    /** List all class files by the class's internal name; one that several directories have is that of the first. */
    static Map<String, Path> classFiles(Collection<Path> directories) {
        Map<String, Path> files = new LinkedHashMap<>();
        directories.forEach(directory -> addFiles(directory, files));
        return files;
    }

    private static void addFiles(Path directory, Map<String, Path> files) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String path = directory.relativize(file).toString().replace('\\', '/');
                    if (path.endsWith(CLASS) && !path.startsWith("META-INF/")) {
                        files.putIfAbsent(path.substring(0, path.length() - CLASS.length()), file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE; // gone meanwhile, or not for us: javac will not see it either
                }
            });
        } catch (IOException e) {
            // as above, for a directory that ended under us
        }
    }
}
