package org.jurigged.controller.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is needed to run a module's tests.
 *
 * @param classPath with the JUnit launcher and what runs the tests
 * @param testDirectories where the module's compiled tests are
 * @param secret a file that only its owner may read
 */
record TestProgram(Path java, List<String> jvmOptions, List<Path> classPath, List<Path> testDirectories, Path secret) {
    TestProgram {
        jvmOptions = List.copyOf(jvmOptions);
        classPath = List.copyOf(classPath);
        testDirectories = List.copyOf(testDirectories);
    }

    /** Deletes what was made for it. */
    void delete() {
        try (Stream<Path> files = Files.walk(secret.getParent())) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // The system's own cleaning of temporary files comes by.
            return;
        }
    }
}
