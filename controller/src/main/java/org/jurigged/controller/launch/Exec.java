package org.jurigged.controller.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.CacheDirectory;
import org.jurigged.controller.target.Connections;
import org.jurigged.controller.target.JdiTarget;

/**
 * Runs a command, any command, and hears of every JVM below it.
 *
 * <p>The debug option reaches the JVMs through {@code JAVA_TOOL_OPTIONS}, not as itself but as the name of a file with
 * JVM options: a JVM that is started when the controller is gone would end at once, because no one answers its debug
 * agent. So a watchdog process empties the file when the controller ends, however it ends. The file itself stays: a
 * JVM that can't find it would not start either.
 */
public final class Exec implements AutoCloseable {
    private static final String VARIABLE = "JAVA_TOOL_OPTIONS";

    private final Connections.Listener listener;
    private final Path options;
    private final Process process;
    private final Optional<Process> watchdog;

    private Exec(Connections.Listener listener, Path options, Process process, Optional<Process> watchdog) {
        this.listener = listener;
        this.options = options;
        this.process = process;
        this.watchdog = watchdog;
    }

    /**
     * Starts a command with our stdin, stdout and stderr.
     *
     * @param shared whether debuggers are to attach to the JVMs as well, see {@link JdiTarget#shared()}
     * @param onJvm is given each JVM, which waits until {@link JdiTarget#start()}; must return at once
     */
    public static Exec start(List<String> command, Path directory, boolean shared, Consumer<JdiTarget> onJvm)
            throws JuriggedException {
        Connections.Listener listener = Connections.listen(shared);
        try {
            Path options = writeOptions(listener.jvmOption());
            Optional<Process> watchdog = watchdog(options);
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(directory.toFile()).inheritIO();
            builder.environment()
                    .merge(VARIABLE, "-XX:VMOptionsFile=" + options, (before, ours) -> before + " " + ours);
            Exec exec = new Exec(listener, options, builder.start(), watchdog);
            Thread acceptor = new Thread(() -> exec.accept(onJvm), "jurigged-accept");
            acceptor.setDaemon(true);
            acceptor.start();
            return exec;
        } catch (IOException e) {
            listener.close();
            throw new JuriggedException(
                    "The command '" + command.get(0) + "' could not be started: " + e.getMessage() + ".", e);
        }
    }

    private static Path writeOptions(String option) throws IOException {
        Path directory = CacheDirectory.get().resolve("exec");
        Files.createDirectories(directory);
        // One file for each process id: their number stays small without anyone cleaning up.
        Path file = directory.resolve("jvm-options-" + ProcessHandle.current().pid());
        if (file.toString().chars().anyMatch(Character::isWhitespace)) {
            file = Files.createTempFile("jurigged-jvm-options-", "");
        }
        return Files.writeString(
                file, String.join(System.lineSeparator(), ProgramOptions.with(option)) + System.lineSeparator());
    }

    /** Starts a process that waits for the end of its input, which comes when we end, and then empties the file. */
    private static Optional<Process> watchdog(Path options) throws IOException {
        if (!Files.isExecutable(Path.of("/bin/sh"))) {
            return Optional.empty();
        }
        String script = "trap '' INT HUP TERM; cat >/dev/null; : >\"$1\"";
        return Optional.of(new ProcessBuilder("/bin/sh", "-c", script, "jurigged-watchdog", options.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    private void accept(Consumer<JdiTarget> onJvm) {
        while (true) {
            try {
                onJvm.accept(listener.accept("a JVM", -1, Optional.empty()));
            } catch (IOException e) {
                if (!process.isAlive()) {
                    return;
                }
            }
        }
    }

    /** The command's process. */
    public Process process() {
        return process;
    }

    /** Stops hearing of JVMs: those that start from now on start plain. */
    @Override
    public void close() {
        try {
            Files.writeString(options, "");
        } catch (IOException e) {
            // The watchdog does it in a moment.
        }
        listener.close();
        watchdog.ifPresent(Process::destroyForcibly);
    }
}
