package org.jurigged.bench.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jurigged.bench.replay.target.Runner;

/**
 * What the replays of all commits share.
 *
 * @param runner a folder with the classes of {@link Runner}, and no others
 */
record Workshop(
        ReplayOptions options,
        Git git,
        ProjectJavac javac,
        MainClasses mainClasses,
        TestClassPath classPath,
        Edit.Opener opener,
        Path runner) {
    private static final List<String> RUNNER_CLASSES = List.of("Runner", "TestRun", "TestRun$1", "Result");

    /** Prepares to replay with our own sessions, in projects whose jars Maven knows. */
    static Workshop open(ReplayOptions options) throws IOException {
        return open(options, new JUnitPlatform(options.work().resolve("junit"), new Libraries()), LiveEdit::new);
    }

    static Workshop open(ReplayOptions options, TestClassPath classPath, Edit.Opener opener) throws IOException {
        Path work = Files.createDirectories(options.work());
        ProjectJavac javac = new ProjectJavac(options.jdk());
        return new Workshop(
                options,
                new Git(options.repository()),
                javac,
                new MainClasses(work.resolve("classes"), javac),
                classPath,
                opener,
                copyRunner(work.resolve("runner")));
    }

    private static Path copyRunner(Path folder) throws IOException {
        Path target = folder.resolve(Runner.class.getPackageName().replace('.', '/'));
        Files.createDirectories(target);
        for (String name : RUNNER_CLASSES) {
            try (InputStream bytes = Runner.class.getResourceAsStream(name + ".class")) {
                if (bytes != null) {
                    Files.write(target.resolve(name + ".class"), bytes.readAllBytes());
                }
            }
        }
        return folder;
    }
}
