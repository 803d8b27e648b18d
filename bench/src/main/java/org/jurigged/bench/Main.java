package org.jurigged.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jurigged.bench.replay.ReplayCommand;
import picocli.CommandLine;

/** The bench's command. */
public final class Main {
    private static final List<Bench> BENCHES = List.of(
            new SaveToLive(),
            new Structural(),
            new ByAgent(),
            new Start(),
            new Prompt(),
            new Pause(),
            new Move(),
            new Memory(),
            new Lasting(),
            new Kill(),
            new Debugging(),
            new Steady(),
            new RandomEdits(),
            new LoopPrograms(),
            new Interleavings(),
            new Tests());

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Options options;
    private boolean failed;

    private Main(Options options) {
        this.options = options;
    }

    /** Runs the benches that are named, or all; the system property {@code jurigged.root} names the source tree. */
    public static void main(String[] args) {
        CommandLine command = new CommandLine(new Options(options -> new Main(options).run()));
        System.exit(command.addSubcommand(new ReplayCommand()).execute(args));
    }

    private int run() throws IOException, InterruptedException {
        List<String> names = BENCHES.stream().map(Bench::name).toList();
        for (String name : options.benches()) {
            if (!names.contains(name)) {
                out.println("There is no bench " + name + "; there are " + String.join(", ", names) + ".");
                return CommandLine.ExitCode.USAGE;
            }
        }
        Path root = Path.of(System.getProperty("jurigged.root")).toAbsolutePath();
        Installation installation = new Installation(root, root.resolve("bench/target/classes"));
        Report report = new Report(row -> out.println("  " + row.what() + ": " + row.measured()));
        if (!installation.prepare()) {
            out.println("jurigged's JVM has no class-data archive, which makes it slower to start.");
        }
        try (Lab lab = new Lab(installation, options)) {
            for (Bench bench : BENCHES) {
                boolean all = options.benches().isEmpty() && bench.isMeasurement();
                if (all || options.benches().contains(bench.name())) {
                    run(bench, lab, report);
                }
            }
        }
        print(report);
        return failed ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private void run(Bench bench, Lab lab, Report report) throws IOException, InterruptedException {
        if (!options.quiet().isZero() && !Machine.awaitQuiet(options.quiet())) {
            out.println("The machine does not come to rest; measured all the same.");
        }
        out.println(bench.name() + " (load " + Machine.loadText() + ")");
        try {
            bench.run(lab, report);
        } catch (IOException e) {
            // The other benches' numbers are worth having all the same.
            report.add(new Report.Row(bench.name(), "failed", e.getMessage(), "", "no"));
            failed = true;
        }
    }

    private void print(Report report) throws IOException {
        String text = "\n" + Machine.describe() + (options.quick() ? ", quick run" : "") + "\n\n" + report.table();
        out.print(text);
        if (options.out().isPresent()) {
            Files.writeString(options.out().get(), text.stripLeading());
        }
    }
}
