package org.jurigged.bench.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jurigged.bench.replay.target.Result;
import org.jurigged.bench.replay.target.Runner;
import org.jurigged.controller.project.Jdk;
import org.jurigged.controller.target.HashCodeCalls;

/** A JVM with a {@link Runner}. Not thread-safe; closing kills it. */
final class TargetJvm implements AutoCloseable {
    private static final Duration LOADING = Duration.ofSeconds(60);
    /** What the clock may show, for each second of work: others may have the machine. */
    private static final long PATIENCE = 24;

    private static final String ENDED = "";
    private static final String DEBUG =
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:0";
    /**
     * Tests that recurse as deep as they just can would tell interpreted code from compiled code, which needs less: the
     * methods of a class that was redefined are interpreted again.
     */
    private static final String STACK = "-Xss4m";

    /** Packages that tests like to look into, as builds open them for their tests. */
    private static final List<String> OPENED = List.of(
            "java.lang", "java.lang.reflect", "java.util", "java.util.concurrent", "java.io", "java.net", "java.time");

    private final Process process;
    private final Writer commands;
    private final Path folder;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private int lists;
    private boolean ended;

    private TargetJvm(Process process, Path folder) {
        this.process = process;
        this.commands = process.outputWriter();
        this.folder = folder;
    }

    /**
     * Starts a JVM that waits for commands.
     *
     * @param directory its working directory
     * @param folder where its standard error and the lists for it go
     */
    static TargetJvm start(Jdk jdk, boolean debugged, List<Path> classPath, Path directory, Path folder)
            throws IOException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(
                List.of(jdk.home().resolve("bin").resolve("java").toString()));
        command.addAll(List.of(
                "-ea", "-Xmx1g", STACK, "-XX:+UseSerialGC", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8"));
        OPENED.forEach(name -> command.addAll(List.of("--add-opens", "java.base/" + name + "=ALL-UNNAMED")));
        if (debugged) {
            command.addAll(HashCodeCalls.OPTIONS);
            command.add(DEBUG);
        }
        command.addAll(List.of("-cp", ProjectJavac.path(classPath), Runner.class.getName()));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(folder.resolve("stderr").toFile())
                .start();
        TargetJvm jvm = new TargetJvm(process, folder);
        Thread reader = new Thread(jvm::read, "jurigged-replay-answers");
        reader.setDaemon(true);
        reader.start();
        return jvm;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int answer = line.indexOf(Runner.ANSWER);
                if (answer >= 0) {
                    answers.add(line.substring(answer + Runner.ANSWER.length()));
                }
            }
        } catch (IOException e) {
            // The JVM was killed, or died: both end the stream.
            return;
        } finally {
            answers.add(ENDED);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Loads and initialises classes. */
    void load(Collection<String> names) throws IOException, InterruptedException {
        if (ask(LOADING, "load", list(names).toString()).isEmpty()) {
            throw new IOException("The JVM did not load the project's classes; it said: " + errors());
        }
    }

    /**
     * What came of test classes.
     *
     * @param classes how many of them were run before the time was up
     */
    record Tested(int classes, List<Result> results) {}

    /**
     * Runs test classes.
     *
     * @param seconds of processor time after which no further class is begun
     * @return empty if the JVM did not answer
     */
    Optional<Tested> test(List<String> names, int seconds) throws IOException, InterruptedException {
        return test(names, seconds, seconds);
    }

    /**
     * Runs test classes, all of them: those that come last are not to be missing where the machine is slow.
     *
     * @param seconds how much processor time they may need
     * @return empty if the JVM did not answer
     */
    Optional<Tested> testAll(List<String> names, int seconds) throws IOException, InterruptedException {
        return test(names, seconds, Integer.MAX_VALUE);
    }

    private Optional<Tested> test(List<String> names, int seconds, int begun) throws IOException, InterruptedException {
        Path results = folder.resolve("results-" + lists);
        Optional<String> answer = ask(
                Duration.ofSeconds(PATIENCE * seconds).plus(LOADING),
                "run",
                list(names).toString(),
                results.toString(),
                String.valueOf(begun));
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        List<Result> read = Files.readAllLines(results).stream().map(Result::of).toList();
        return Optional.of(new Tested(Integer.parseInt(answer.get().substring("ran ".length())), read));
    }

    private Path list(Collection<String> names) throws IOException {
        return Files.write(folder.resolve("list-" + lists++), names);
    }

    private Optional<String> ask(Duration most, String... command) throws InterruptedException {
        try {
            commands.write(String.join(Runner.SEPARATOR, command) + "\n");
            commands.flush();
        } catch (IOException e) {
            // It has ended, and nobody reads: that is no answer.
            ended = true;
            return Optional.empty();
        }
        String answer = answers.poll(most.toMillis(), TimeUnit.MILLISECONDS);
        ended |= ENDED.equals(answer);
        return Optional.ofNullable(answer).filter(text -> !text.equals(ENDED));
    }

    /** Returns the end of what it wrote to its standard error. */
    String errors() throws IOException {
        List<String> lines = Files.readString(folder.resolve("stderr"), StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    /** Returns the reason to leave a commit out whose tests got no answer without its being live. */
    LeftOut.Stop noAnswer() throws IOException {
        return new LeftOut.Stop(alive() ? LeftOut.TOO_SLOW : LeftOut.JVM_ENDED, errors());
    }

    boolean alive() {
        return !ended && process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
