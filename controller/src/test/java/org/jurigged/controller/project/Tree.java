package org.jurigged.controller.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory tree that a test writes. */
record Tree(Path root) {
    /** Writes a file, with the directories that lead to it. */
    Path file(String path, String content) throws IOException {
        Path file = root.resolve(path).normalize();
        if (!file.startsWith(root)) {
            throw new IllegalArgumentException(path + " leads out of the test's directory");
        }
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** Writes a source of a class where its package puts it below {@code sourceRoot}. */
    Path source(String sourceRoot, String className) throws IOException {
        int dot = className.lastIndexOf('.');
        String header = dot < 0 ? "" : "package " + className.substring(0, dot) + ";\n";
        String type = className.substring(dot + 1);
        String prefix = sourceRoot.isEmpty() ? "" : sourceRoot + "/";
        return file(prefix + className.replace('.', '/') + ".java", header + "class " + type + " {}\n");
    }

    Path directory(String path) throws IOException {
        return Files.createDirectories(root.resolve(path));
    }

    /** Writes a script that the shell can run. */
    Path script(String path, String content) throws IOException {
        Path script = file(path, content);
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("can't make " + script + " executable");
        }
        return script;
    }

    MavenRepository repository() {
        return new MavenRepository(root.resolve("repository"));
    }

    Path path(String path) {
        return root.resolve(path);
    }
}
