package org.jurigged.controller.session;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;

/** Runs the user's own shell commands around an application: {@code --gate}, {@code --before} and {@code --after}. */
final class Commands {
    private static final String FILES = "JURIGGED_FILES";

    private final SessionOptions options;
    private final Consumer<Event> listener;

    Commands(SessionOptions options, Consumer<Event> listener) {
        this.options = options;
        this.listener = listener;
    }

    /** Runs what comes before; returns whether the gate lets the files through. */
    boolean before(Collection<Path> files) throws JuriggedException {
        if (options.gate().isPresent()) {
            Result gate = run(options.gate().get(), files);
            if (gate.exitCode() != 0) {
                listener.accept(new Event.Waiting(
                        List.copyOf(files),
                        "the gate '" + options.gate().get() + "' exited " + gate.exitCode() + ":\n"
                                + gate.output().stripTrailing()));
                return false;
            }
        }
        if (options.before().isPresent()) {
            tell(options.before().get(), run(options.before().get(), files));
        }
        return true;
    }

    /** Runs what comes after. */
    void after(Collection<Path> files) throws JuriggedException {
        if (options.after().isPresent()) {
            tell(options.after().get(), run(options.after().get(), files));
        }
    }

    private void tell(String command, Result result) {
        if (!result.output().isBlank()) {
            listener.accept(new Event.Note(result.output().stripTrailing()));
        }
        if (result.exitCode() != 0) {
            listener.accept(new Event.Trouble("The command '" + command + "' exited " + result.exitCode() + ".", null));
        }
    }

    private record Result(int exitCode, String output) {}

    private Result run(String command, Collection<Path> files) throws JuriggedException {
        List<String> shell =
                File.separatorChar == '\\' ? List.of("cmd.exe", "/c", command) : List.of("/bin/sh", "-c", command);
        ProcessBuilder builder = new ProcessBuilder(shell)
                .directory(options.directory().toFile())
                .redirectErrorStream(true);
        builder.environment()
                .put(FILES, files.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new JuriggedException(
                    "The command '" + command + "' could not be started: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("The command '" + command + "' was interrupted.", e);
        }
    }
}
