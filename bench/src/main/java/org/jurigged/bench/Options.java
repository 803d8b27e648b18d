package org.jurigged.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the bench's command line says. */
@Command(name = "bench/run", description = "Measures what jurigged costs, and prints a table.")
final class Options implements Callable<Integer> {
    @Parameters(
            paramLabel = "BENCH",
            description =
                    "What to measure: save-to-live, structural, agent, start, pause, move, memory, lasting, kill, debug, steady (default: all); or"
                            + " random, which compares random edits of random programs with fresh JVMs; or loops, which edits"
                            + " random programs of loops while they run; or shared, which sends random packets of several"
                            + " debuggers to one JVM; or test, which measures jurigged test.")
    private List<String> benches = List.of();

    @Option(names = "--quick", description = "Measure a few times only, to see that everything works.")
    private boolean quick;

    @Option(
            names = "--quiet",
            paramLabel = "MINUTES",
            description = "Wait at most so long, before each bench, for the machine to have little else to do.")
    private int quietMinutes;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "For what is random (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the table to this file as well.")
    private Path out;

    @Option(names = "--keep", description = "Leave the generated projects where they are.")
    private boolean keep;

    @Option(
            names = "--sequences",
            paramLabel = "NUMBER",
            description =
                    "random, loops: how many programs to edit, from the seed on; shared: how often to send 10,000 packets"
                            + " (default: ${DEFAULT-VALUE}).")
    private int sequences = 2_000;

    @Option(
            names = "--edits",
            paramLabel = "NUMBER",
            description = "random: how many saves each (default: ${DEFAULT-VALUE}).")
    private int edits = 10;

    @Option(
            names = "--jdk",
            paramLabel = "RELEASE",
            description =
                    "random, loops, shared: the Java release to run the programs on (default: each of 17 and 25 that is here).")
    private Integer jdk;

    @Option(
            names = "--attach-every",
            paramLabel = "SAVES",
            description =
                    "random: start the programs without us, and have another session attach after so many saves each"
                            + " (default: one session for all).")
    private int attachEvery;

    @Option(names = "--project", paramLabel = "DIR", description = "test: a project whose tests have been built.")
    private Path project;

    @Option(
            names = "--source",
            paramLabel = "FILE",
            description = "test: the source to edit, below the project's directory.")
    private String source;

    private final Session session;

    /** What is done with the options. */
    interface Session {
        int run(Options options) throws Exception;
    }

    Options(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        return session.run(this);
    }

    List<String> benches() {
        return benches;
    }

    boolean quick() {
        return quick;
    }

    Duration quiet() {
        return Duration.ofMinutes(quietMinutes);
    }

    Path project() {
        return project;
    }

    String source() {
        return source;
    }

    long seed() {
        return seed;
    }

    int sequences() {
        return sequences;
    }

    int edits() {
        return edits;
    }

    int attachEvery() {
        return attachEvery;
    }

    Optional<Integer> jdk() {
        return Optional.ofNullable(jdk);
    }

    Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    boolean keep() {
        return keep;
    }
}
