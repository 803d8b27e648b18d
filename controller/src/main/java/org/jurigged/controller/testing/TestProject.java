package org.jurigged.controller.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.project.ClassPathResolver;
import org.jurigged.controller.project.ClassPathScope;
import org.jurigged.controller.project.JUnitJars;
import org.jurigged.controller.project.Project;
import org.jurigged.controller.project.ProjectModule;
import org.jurigged.junit.TestMain;

/** Finds out how to run the tests of the module in a directory. */
final class TestProject {
    private static final List<String> CLASSES = List.of("TestMain", "Orders", "Telling");

    private TestProject() {}

    /** Returns how; fails with a sentence where there is nothing to run. */
    static TestProgram of(Path directory, Path java, List<String> jvmOptions, Consumer<Event> listener)
            throws JuriggedException {
        Project project = Project.discover(directory);
        ProjectModule module = project.modules().get(0);
        Path tests = module.testOutputDirectory();
        if (!Files.isDirectory(tests)) {
            throw new JuriggedException("There are no compiled tests in " + tests
                    + ": build the project once, or start jurigged test in the directory of a module that has tests.");
        }
        List<Path> classPath = new ArrayList<>(new ClassPathResolver()
                .resolve(project, ClassPathScope.TEST, note -> listener.accept(new Event.Note(note)))
                .entries(module));
        if (!classPath.contains(tests)) {
            classPath.add(0, tests);
        }
        classPath.addAll(new JUnitJars().missingFrom(classPath));
        try {
            Path own = ownerOnly();
            // First: the project may have @Live, with another version of them.
            classPath.add(0, copied(own.resolve("classes")));
            return new TestProgram(java, jvmOptions, classPath, List.of(tests), own.resolve("secret"));
        } catch (IOException e) {
            throw new JuriggedException(
                    "The files for the JVM of the tests can't be written: " + e.getMessage() + ".", e);
        }
    }

    private static Path ownerOnly() throws IOException {
        Path made = Files.createTempDirectory("jurigged-test-");
        if (Files.getFileStore(made).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
        }
        return made;
    }

    /** Writes what runs the tests where the JVM of the tests reads it. */
    private static Path copied(Path directory) throws IOException {
        String packageName = TestMain.class.getPackageName().replace('.', '/');
        Path target = Files.createDirectories(directory.resolve(packageName));
        for (String name : CLASSES) {
            try (InputStream in = TestMain.class.getResourceAsStream(name + ".class")) {
                Files.copy(in, target.resolve(name + ".class"));
            }
        }
        return directory;
    }
}
