package org.jurigged.bench.tests;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.launch.JavaExecutable;
import org.jurigged.controller.project.ClassPathResolver;
import org.jurigged.controller.project.ClassPathScope;
import org.jurigged.controller.project.JUnitJars;
import org.jurigged.controller.project.Project;
import org.jurigged.controller.project.ProjectModule;

/** Times what there is without jurigged, from a save to the end of the test that is named after the source. */
final class FreshTimes {
    private final Path directory;
    private final EditedSource source;
    private final List<String> lines = new ArrayList<>();

    FreshTimes(Path directory, EditedSource source) {
        this.directory = directory;
        this.source = source;
    }

    /** Returns lines {@code name milliseconds}. */
    List<String> measure(int times) throws IOException, InterruptedException, JuriggedException {
        Project project = Project.discover(directory);
        ProjectModule module = project.modules().get(0);
        List<Path> classPath = new ArrayList<>(new ClassPathResolver()
                .resolve(project, ClassPathScope.TEST, note -> {})
                .entries(module));
        classPath.addAll(new JUnitJars().missingFrom(classPath));
        classPath.add(0, module.testOutputDirectory());
        String path = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<List<String>> fresh = List.of(javac(path, module.outputDirectory()), java(path));
        List<List<String>> maven = List.of(List.of("mvn", "-B", "-ntp", "-o", "-q", "test", "-Dtest=" + source.test()));
        boolean hasMaven = Files.exists(directory.resolve("pom.xml"));
        for (int i = 0; i < times; i++) {
            time(TestTimes.FRESH, i, fresh);
            if (hasMaven) {
                time(TestTimes.MAVEN, times + i, maven);
            }
        }
        source.restore();
        run(fresh.get(0));
        return lines;
    }

    private List<String> javac(String classPath, Path output) throws JuriggedException {
        Path java = JavaExecutable.of(Optional.empty());
        return List.of(
                java.resolveSibling("javac").toString(),
                "-nowarn",
                "-g",
                "-proc:none",
                "-encoding",
                "UTF-8",
                "-cp",
                classPath,
                "-d",
                output.toString(),
                source.file().toString());
    }

    private List<String> java(String classPath) throws JuriggedException, IOException {
        String ours = OneClass.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return List.of(
                JavaExecutable.of(Optional.empty()).toString(),
                "-cp",
                classPath + File.pathSeparator + ours,
                OneClass.class.getName(),
                source.test());
    }

    private void time(String name, int revision, List<List<String>> commands) throws IOException, InterruptedException {
        long start = System.nanoTime();
        source.edit(100_000 + revision);
        for (List<String> command : commands) {
            run(command);
        }
        lines.add(name + " " + (System.nanoTime() - start) / 1e6);
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("jurigged-bench-said", "");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        process.getOutputStream().close();
        if (process.waitFor() != 0) {
            throw new IOException("'" + command.get(0) + "' ended with " + process.exitValue() + ", and said:\n"
                    + Files.readString(said));
        }
        Files.delete(said);
    }
}
