package org.jurigged.bench.replay;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jurigged.controller.project.Jdk;
import org.jurigged.controller.project.Jdks;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code replay}. */
@Command(
        name = "replay",
        description = "Replays the commits of a git repository as live edits, and compares the tests with a fresh JVM.")
public final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--repo", required = true, paramLabel = "DIR", description = "A git repository of a Maven project.")
    private Path repository;

    @Option(names = "--module", paramLabel = "DIR", description = "The module, from the repository's top.")
    private String module = "";

    @Option(names = "--commits", description = "How many commits (default: ${DEFAULT-VALUE}).")
    private int commits = 60;

    @Option(names = "--from", paramLabel = "REV", description = "The newest commit (default: ${DEFAULT-VALUE}).")
    private String from = "HEAD";

    @Option(
            names = "--every",
            paramLabel = "N",
            description = "Of the commits that change main sources, take each N-th (default: ${DEFAULT-VALUE}).")
    private int every = 1;

    @Option(
            names = "--jdk",
            paramLabel = "N",
            description = "Run on a JDK N of this machine (default: the bench's own).")
    private int jdk = Runtime.version().feature();

    @Option(
            names = "--seconds",
            description = "How much processor time a commit's tests may take, in each JVM (default: ${DEFAULT-VALUE}).")
    private int seconds = 10;

    @Option(names = "--tests", description = "How many test classes to run, the nearest (default: ${DEFAULT-VALUE}).")
    private int tests = 40;

    @Option(names = "--out", paramLabel = "FILE", description = "Write everything to this file as well.")
    private Path out;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description =
                    "Keep what comes of each commit in this file; those that are in it are counted, not replayed.")
    private Path results;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "Where to work; commits with something wrong stay there (default: a temporary folder).")
    private Path work;

    @Option(names = "--keep", description = "Leave the files of all commits in the --work folder.")
    private boolean keep;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = work == null ? Files.createTempDirectory("jurigged-replay") : work.toAbsolutePath();
        try {
            return run(folder);
        } finally {
            if (work == null) {
                Trees.delete(folder);
            }
        }
    }

    private int run(Path folder) throws IOException, InterruptedException {
        ReplayOptions options;
        try {
            options = new ReplayOptions(
                    repository.toAbsolutePath(), module, from, commits, every, jdk(), seconds, tests, folder, keep);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        StringWriter copy = new StringWriter();
        PrintWriter both = new PrintWriter(new Both(spec.commandLine().getOut(), copy), true);
        both.println("Replaying " + repository.getFileName() + (module.isEmpty() ? "" : "/" + module) + ", " + commits
                + " commits up to " + from + " on JDK " + options.jdk().version());
        Results earlier = results == null ? Results.none() : Results.in(results);
        Totals totals = new Replay(Workshop.open(options), earlier, both).run();
        both.print("\n" + totals.text());
        both.flush();
        if (out != null) {
            Files.writeString(out, copy.toString(), StandardCharsets.UTF_8);
        }
        return totals.hasWrong() ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private Jdk jdk() {
        Optional<Jdk> own = Jdks.find().stream()
                .filter(found -> found.feature() == jdk && found.hasCompiler())
                .min(Comparator.comparing(found -> !found.home().equals(Path.of(System.getProperty("java.home")))));
        return own.orElseThrow(() -> new ParameterException(
                spec.commandLine(),
                "There is no JDK " + jdk
                        + " with a compiler on this machine: install one, or name another with --jdk."));
    }

    /** Writes to two places. */
    private static final class Both extends Writer {
        private final Writer one;
        private final Writer two;

        Both(Writer one, Writer two) {
            this.one = one;
            this.two = two;
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            one.write(text, offset, length);
            two.write(text, offset, length);
        }

        @Override
        public void flush() throws IOException {
            one.flush();
            two.flush();
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
