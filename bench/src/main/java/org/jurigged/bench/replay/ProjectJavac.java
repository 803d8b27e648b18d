package org.jurigged.bench.replay;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.jurigged.controller.project.BuildSettings;
import org.jurigged.controller.project.Jdk;

/** The javac of a JDK, told what a project's build tells it: in this process where the JDK is ours, as it is warm then. */
final class ProjectJavac {
    /** The oldest level that JDKs from 17 on all compile for; older sources are compiled for it. */
    private static final int OLDEST_LEVEL = 8;

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Jdk jdk;

    ProjectJavac(Jdk jdk) {
        this.jdk = jdk;
    }

    /**
     * What to compile.
     *
     * @param sourcePath where sources are that these need and that are compiled along; empty if these are all
     */
    record Job(Collection<Path> sources, Optional<Path> sourcePath, List<Path> classPath, Path output) {}

    /** Compiles; returns the errors if there are any. */
    Optional<String> compile(Job job, BuildSettings build) throws IOException, InterruptedException {
        Files.createDirectories(job.output());
        List<String> arguments = new ArrayList<>(List.of("-g", "-nowarn", "-Xlint:none", "-proc:none"));
        arguments.addAll(level(build));
        arguments.addAll(List.of("-encoding", build.encoding().name()));
        arguments.addAll(List.of("-implicit:" + (job.sourcePath().isPresent() ? "class" : "none")));
        if (build.parameters()) {
            arguments.add("-parameters");
        }
        arguments.addAll(exports(build.compilerArgs()));
        // An empty source path: javac would look for sources on the class path else.
        arguments.addAll(
                List.of("-sourcepath", job.sourcePath().map(Path::toString).orElse("")));
        arguments.addAll(
                List.of("-cp", path(job.classPath()), "-d", job.output().toString()));
        job.sources().forEach(source -> arguments.add(source.toString()));
        return isOurs() ? here(arguments) : elsewhere(arguments, job.output());
    }

    private List<String> level(BuildSettings build) {
        int level = Math.max(OLDEST_LEVEL, build.release());
        if (level == jdk.feature()) {
            return List.of();
        }
        String text = String.valueOf(level);
        return build.useReleaseFlag() ? List.of("--release", text) : List.of("-source", text, "-target", text);
    }

    /** Returns what opens up modules, in its forms with one argument and with two. */
    private static List<String> exports(List<String> arguments) {
        List<String> exports = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).startsWith("--add-")) {
                exports.add(arguments.get(i));
                if (arguments.get(i).indexOf('=') < 0 && i + 1 < arguments.size()) {
                    exports.add(arguments.get(++i));
                }
            }
        }
        return exports;
    }

    static String path(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private boolean isOurs() throws IOException {
        return Files.isSameFile(jdk.home(), Path.of(System.getProperty("java.home")));
    }

    private static Optional<String> here(List<String> arguments) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler().run(null, log, log, arguments.toArray(String[]::new));
        return status == 0 ? Optional.empty() : Optional.of(log.toString(StandardCharsets.UTF_8));
    }

    private Optional<String> elsewhere(List<String> arguments, Path output) throws IOException, InterruptedException {
        Path file = output.resolveSibling(output.getFileName() + ".javac");
        Files.write(file, arguments.stream().map(ProjectJavac::quoted).toList());
        Path javac = jdk.home().resolve("bin").resolve("javac");
        Processes.Ended ended = Processes.run(List.of(javac.toString(), "@" + file), Map.of(), LIMIT);
        return ended.status() == 0 ? Optional.empty() : Optional.of(ended.output());
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
