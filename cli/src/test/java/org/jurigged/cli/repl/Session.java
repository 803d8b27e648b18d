package org.jurigged.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jurigged.cli.Main;
import org.jurigged.controller.project.Jdk;
import org.jurigged.controller.project.Jdks;

/** A jurigged of its own process that is spoken to through pipes. */
public final class Session implements AutoCloseable {
    private static final long BOUND_SECONDS = 90;

    private final Process process;
    private final Writer in;
    private final BlockingQueue<String> out = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> err = new LinkedBlockingQueue<>();

    private Session(Process process) {
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        collect(process.inputReader(StandardCharsets.UTF_8), out);
        collect(process.errorReader(StandardCharsets.UTF_8), err);
    }

    /** Returns the JDKs to try: of each release one. */
    public static List<Jdk> jdks() {
        List<Jdk> chosen = new ArrayList<>();
        for (Jdk jdk : Jdks.find()) {
            boolean isNew = chosen.stream().noneMatch(other -> other.feature() == jdk.feature());
            if (isNew && jdk.feature() >= 17 && jdk.hasCompiler()) {
                chosen.add(jdk);
            }
        }
        return chosen;
    }

    /** Returns the command line of a jurigged on a JDK, as the start script makes it. */
    public static List<String> command(Path java, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1"));
        Stream.of("api", "code", "util")
                .forEach(part -> command.add("--add-opens=jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts one in a directory. */
    public static Session start(Jdk jdk, Path directory, String... arguments) throws IOException {
        List<String> options = List.of("-Djurigged.tty.in=false", "-Djurigged.tty.err=false");
        ProcessBuilder builder =
                new ProcessBuilder(command(jdk.java(), options, arguments)).directory(directory.toFile());
        builder.environment().remove("CLASSPATH");
        // That of those on a screen: they find one another there.
        builder.environment().put("XDG_CACHE_HOME", directory.toString());
        return new Session(builder.start());
    }

    private static void collect(BufferedReader reader, BlockingQueue<String> lines) {
        Thread thread = new Thread(() -> reader.lines().forEach(lines::add), "jurigged-test-reader");
        thread.setDaemon(true);
        thread.start();
    }

    /** Types lines. */
    public Session type(String lines) throws IOException {
        in.write(lines + "\n");
        in.flush();
        return this;
    }

    /** Returns what comes next on stdout. */
    public String next() throws InterruptedException {
        String next = out.poll(BOUND_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("stderr has %s", err).isNotNull();
        return next;
    }

    /** Asserts what comes next on stdout. */
    public Session says(String... lines) throws InterruptedException {
        for (String line : lines) {
            assertThat(next()).as("stderr has %s", err).isEqualTo(line);
        }
        return this;
    }

    /** Waits for a line on stderr that begins with a text; returns it. */
    public String told(String start) throws InterruptedException {
        List<String> others = new ArrayList<>();
        String next = err.poll(BOUND_SECONDS, TimeUnit.SECONDS);
        while (next != null && !next.startsWith(start)) {
            others.add(next);
            next = err.poll(BOUND_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(next)
                .as("%s, and not only %s; stdout has %s", start, others, out)
                .isNotNull();
        return next;
    }

    /** Ends its input and waits for its exit code. */
    public int end() throws IOException, InterruptedException {
        in.close();
        assertThat(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
        return process.exitValue();
    }

    /** Returns what stdout has that was not asked for. */
    public List<String> output() {
        return List.copyOf(out);
    }

    /** Returns what stderr has that was not asked for. */
    public List<String> errors() {
        return List.copyOf(err);
    }

    public Process process() {
        return process;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
