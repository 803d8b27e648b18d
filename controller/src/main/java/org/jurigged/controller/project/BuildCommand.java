package org.jurigged.controller.project;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A build tool to ask: its wrapper in the project, or the tool on the path. */
record BuildCommand(String name, List<String> prefix) {
    /**
     * How a run of the tool ended.
     *
     * @param output what it printed, standard output and error together
     */
    record Outcome(boolean success, String output) {}

    BuildCommand {
        prefix = List.copyOf(prefix);
    }

    /** Finds the wrapper in one of the directories, in their order, else the tool. */
    static Optional<BuildCommand> find(List<Path> directories, String wrapper, String tool) {
        boolean windows = JdkPlaces.isWindows();
        String script = windows ? wrapper + (wrapper.startsWith("mvn") ? ".cmd" : ".bat") : wrapper;
        for (Path directory : directories) {
            Path file = directory.resolve(script);
            if (Files.isRegularFile(file)) {
                // Without its execute permission, as after unpacking an archive, the shell can still run it.
                boolean direct = windows || Files.isExecutable(file);
                List<String> command = direct ? List.of(file.toString()) : List.of("sh", file.toString());
                return Optional.of(new BuildCommand(wrapper, command));
            }
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        List<String> names = windows ? List.of(tool + ".cmd", tool + ".bat", tool + ".exe") : List.of(tool);
        return Stream.of(path.split(File.pathSeparator))
                .filter(element -> !element.isBlank())
                .flatMap(element -> names.stream().map(name -> new File(element, name)))
                .filter(file -> file.isFile() && file.canExecute())
                .findFirst()
                .map(file -> new BuildCommand(tool, List.of(file.toString())));
    }

    /**
     * Runs the tool to its end. Its input is empty; its output goes to a file first, so that no thread has to read it.
     *
     * <p>One that takes longer than {@code limit} is ended with all its children, and so is one whose caller is
     * interrupted: the interrupt stays set, and the outcome is no success.
     */
    Outcome run(Path directory, List<String> arguments, Duration limit) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(arguments);
        Path output = Files.createTempFile("jurigged", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            boolean success = waitFor(process, limit) && process.exitValue() == 0;
            return new Outcome(success, new String(Files.readAllBytes(output), Charset.defaultCharset()));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Ends an attempt whose caller no longer waits for it. */
    static void requireNotInterrupted() throws UnresolvedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new UnresolvedException("the wait for its build tool was interrupted");
        }
    }

    private static boolean waitFor(Process process, Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return false;
    }
}
