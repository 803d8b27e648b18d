package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.jurigged.controller.project.Jdk;
import org.jurigged.controller.project.Jdks;

/** A JDK of this machine, and what tests do with its tools. */
public final class TestJdk {
    private static final Map<Integer, Optional<Jdk>> FOUND = new ConcurrentHashMap<>();

    private TestJdk() {}

    /**
     * Returns a JDK of a release; where there is none, the test is skipped, and where {@code -Djurigged.jdk} names another
     * release.
     */
    public static Jdk of(int feature) {
        assumeTrue(Integer.getInteger("jurigged.jdk", feature) == feature, "only another JDK is wanted");
        Optional<Jdk> found = FOUND.computeIfAbsent(
                feature,
                wanted -> Jdks.find().stream()
                        .filter(jdk -> jdk.feature() == wanted && jdk.hasCompiler())
                        .findFirst());
        assumeTrue(found.isPresent(), "there is no JDK " + feature + " on this machine");
        return found.get();
    }

    /** Compiles sources with the JDK's own javac. */
    public static void compile(Jdk jdk, List<Path> sources, List<Path> classPath, Path output, Charset encoding)
            throws IOException, InterruptedException {
        Files.createDirectories(output);
        List<String> arguments =
                new ArrayList<>(List.of("-g", "-nowarn", "-encoding", encoding.name(), "-d", output.toString()));
        // Said in any case: what isn't said is the class path of the JVM that javac runs in.
        List<Path> entries = classPath.isEmpty() ? List.of(output) : classPath;
        arguments.addAll(
                List.of("-cp", entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))));
        sources.forEach(source -> arguments.add(source.toString()));
        if (jdk.feature() == Runtime.version().feature()) {
            var log = new ByteArrayOutputStream();
            int exitCode = ToolProvider.getSystemJavaCompiler().run(null, log, log, arguments.toArray(String[]::new));
            assertThat(exitCode).as("%s", log).isZero();
        } else {
            assertThat(OtherJavac.compile(jdk, arguments)).isEmpty();
        }
    }

    /** Returns the command of a process of jurigged's own, on our JDK and with what counts of {@code jvm.options}. */
    public static List<String> jurigged(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Packs class files into a jar. */
    static Path jar(Jdk jdk, Path classes, Path jar) throws IOException, InterruptedException {
        run(List.of(tool(jdk, "jar"), "--create", "--file", jar.toString(), "-C", classes.toString(), "."), classes);
        return jar;
    }

    private static String tool(Jdk jdk, String name) {
        return jdk.java()
                .resolveSibling(jdk.java().getFileName().toString().replace("java", name))
                .toString();
    }

    /** Runs a command that has to succeed. */
    static void run(List<String> command, Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
    }
}
