package org.jurigged.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jurigged.cli.output.ColorChoice;
import org.jurigged.cli.repl.Completions;
import org.jurigged.cli.repl.Input;
import org.jurigged.cli.repl.PromptLoop;
import org.jurigged.cli.repl.TerminalInput;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.launch.ProgramSpec;
import org.jurigged.controller.repl.Repl;
import org.jurigged.controller.session.SessionOptions;
import org.jurigged.controller.target.Jvms;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code jurigged warm-up}: uses everything that a session uses, so that the JVM can write down which classes that takes.
 *
 * <p>The start script runs it once, to make the class-data archive (JEP 350) that later starts map into memory. It runs a
 * small program live, saves it a few times, ends with it, and opens a prompt.
 */
@Command(name = "warm-up", hidden = true, description = "Run a small program live, for the class-data archive.")
final class WarmUpCommand implements Callable<Integer> {
    /** Ends when the answer is 0, and by itself after 30 seconds. */
    private static final String PROGRAM = """
            import java.util.List;

            public class Rehearsal {
                static final List<Integer> ANSWERS = List.of(1, 0);

                static int answer() {
                    return ANSWERS.get(0);
                }

                public static void main(String[] args) throws InterruptedException {
                    for (int i = 0; i < 3000 && answer() != 0; i++) {
                        Thread.sleep(10);
                    }
                }
            }
            """;

    private static final String ERROR = PROGRAM.replace("ANSWERS.get(0)", "ANSWER.get(0)");
    private static final String LAMBDA =
            PROGRAM.replace("ANSWERS.get(0)", "ANSWERS.stream().mapToInt(each -> each).max().getAsInt()");
    private static final String NEW_CLASS = PROGRAM.replace("ANSWERS.get(0)", "new Helper().help(1)")
            + "class Helper { int help(int number) { return Math.abs(number); } }\n";
    private static final String INITIALISER = NEW_CLASS.replace("List.of(1, 0)", "List.of(1, 2)");
    private static final String END = PROGRAM.replace("ANSWERS.get(0)", "0");

    private static final String TYPED = """
            int twice(int n) {
              return 2 * n;
            }
            twice(21)
            Math.ma\t(1, 2)
            nothing
            /vars
            /exit
            """;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, JuriggedException {
        spec.root().commandLine().getUsageMessage();
        Version.text();
        Jvms.quickList();
        Path directory = Files.createTempDirectory("jurigged-warm-up");
        try {
            int code = run(directory);
            prompt(directory);
            return code;
        } finally {
            delete(directory);
        }
    }

    private int run(Path directory) throws IOException, JuriggedException {
        Path source = Files.writeString(directory.resolve("Rehearsal.java"), PROGRAM);
        WatchOptions watch = new WatchOptions();
        watch.conform = new ConformOptions();
        watch.verbose = true;
        watch.json = directory.resolve("events.json");
        CommonOptions common = new CommonOptions();
        common.color = ColorChoice.always;
        PrintWriter err = spec.commandLine().getErr();
        Deque<String> saves = new ArrayDeque<>(List.of(ERROR, LAMBDA, NEW_CLASS, INITIALISER, END));
        try (Output output = new Output(err, common, watch, directory)) {
            return new LiveRun(
                            program(source),
                            watch.session(directory),
                            Optional.empty(),
                            event -> {
                                output.accept(event);
                                saveNext(event, source, saves);
                            },
                            Optional.empty(),
                            RunCommand.Restart.never,
                            err)
                    .run();
        }
    }

    /** Opens a prompt, with a terminal that has all this typed already. */
    private static void prompt(Path directory) throws IOException, JuriggedException {
        CompletableFuture<Repl> repl = new CompletableFuture<>();
        PromptPlace place = new PromptPlace(directory, PromptOptions.Where.ANY, Optional.empty());
        Path history = directory.resolve("history");
        try (Input input = TerminalInput.rehearse(
                        TYPED, () -> new Completions(repl.join().shell()), history);
                OwnJvm jvm = new OwnJvm(ProgramSpec.NONE, SessionOptions.in(directory), event -> {})) {
            place.in(jvm.begin());
            repl.complete(place.open());
            PromptLoop loop = new PromptLoop(place, input, repl);
            loop.run();
            loop.close();
        }
    }

    private static ProgramSpec program(Path source) {
        return new ProgramSpec(
                Optional.of(source.toString()),
                Optional.empty(),
                Optional.of(source.getParent().toString()),
                Optional.empty(),
                List.of(),
                List.of());
    }

    /** Saves the next version once the session is ready, and once it is done with the version before. */
    private static void saveNext(Event event, Path source, Deque<String> saves) {
        boolean done = event instanceof Event.Watch
                || event instanceof Event.CompileFailed
                || event instanceof Event.Refused
                || event instanceof Event.Live;
        String next = done ? saves.poll() : null;
        if (next != null) {
            try {
                Files.writeString(source, next);
            } catch (IOException e) {
                // The program then ends by itself, and fewer classes are known.
                saves.clear();
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) tree.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
