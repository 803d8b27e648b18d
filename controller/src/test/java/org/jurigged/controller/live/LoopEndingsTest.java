package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.Event;
import org.jurigged.controller.launch.Launched;
import org.jurigged.controller.launch.Program;
import org.jurigged.controller.loop.LoopCommand;
import org.jurigged.controller.loop.LoopOptions;
import org.jurigged.controller.loop.LoopSpec;
import org.jurigged.controller.loop.Loops;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.SessionOptions;

/** Looped methods of programs that end, and of controllers that do. */
@OnEachJdk
final class LoopEndingsTest {
    private static final String MAIN = """
            package ends;

            import java.nio.file.Files;
            import java.nio.file.Path;

            public class Main {
                static void leave(Path file) throws Exception {
                    Files.writeString(file, "left");
                    System.exit(7);
                }

                static String compute(int number) {
                    return "computed " + number;
                }

                public static void main(String[] args) throws Exception {
                    Path file = Path.of(args[0]);
                    if (args.length > 1) {
                        Files.writeString(file, compute(3));
                    } else {
                        leave(file);
                    }
                }
            }
            """;

    @Parameter
    int feature;

    private LivePrograms made;
    private Process program;
    private Process controller;

    @AfterEach
    void end() throws Exception {
        if (controller != null) {
            controller.destroyForcibly().waitFor();
        }
        if (program != null) {
            program.destroyForcibly().waitFor();
        }
        if (made != null) {
            LiveProgram.deleteAll(made.directory);
        }
    }

    private Path compile() throws Exception {
        made = LivePrograms.on(feature).source(MAIN).compile();
        return made.directory.resolve("result");
    }

    /** Starts the program as {@code jurigged run} does, with loops. */
    private LiveSession start(Heard heard, Loops loops, List<String> arguments) throws Exception {
        Launched launched = Launched.start(new Program(
                made.jdk.java(),
                "main",
                List.of(),
                List.of(made.classes()),
                List.of("ends.Main"),
                arguments,
                Optional.empty()));
        program = launched.process();
        loops.await(launched.target().orElseThrow());
        launched.target().orElseThrow().start();
        LiveSession session = LiveSession.open(SessionOptions.in(made.directory), List.of(), heard);
        session.loop(loops);
        session.add(launched.target().orElseThrow());
        return session;
    }

    private static Loops loops(String... methods) throws Exception {
        List<LoopOptions.Loop> all = new java.util.ArrayList<>();
        for (String method : methods) {
            all.add(new LoopOptions.Loop(LoopSpec.parse(method), LoopOptions.When.ALWAYS));
        }
        return Loops.of(new LoopOptions(all, false, Optional.empty()));
    }

    @Test
    void aLoopedMethodMayEndTheProgramAndMainMayBeLooped() throws Exception {
        Path result = compile();
        Heard heard = new Heard();
        try (LiveSession session = start(heard, loops("ends.Main.main", "ends.Main.leave"), List.of("" + result))) {
            assertThat(program.onExit()).succeedsWithin(Duration.ofSeconds(60));
            assertThat(program.exitValue()).isEqualTo(7);
            assertThat(result).hasContent("left");
            heard.await(0, Event.TargetGone.class);
            assertThat(session.targets()).isEmpty();
        }
    }

    @Test
    void mainRunsAgainWithItsArguments() throws Exception {
        Path result = compile();
        Heard heard = new Heard();
        Loops loops = loops("ends.Main.main");
        try (LiveSession session = start(heard, loops, List.of("" + result, "compute"))) {
            heard.await(0, Event.LoopRun.class);
            assertThat(result).hasContent("computed 3");
            made.sources.write(MAIN.replace("\"computed \"", "\"recomputed \""));
            heard.await(0, event -> event instanceof Event.LoopRun run && run.run() == 2, "second run");
            assertThat(result).hasContent("recomputed 3");
            assertThat(session.targets()).hasSize(1);
            loops.command(LoopCommand.QUIT);
            assertThat(program.onExit()).succeedsWithin(Duration.ofSeconds(60));
            assertThat(program.exitValue()).isZero();
        }
    }

    @Test
    void aProgramWhoseControllerIsKilledGoesOnWithTheLastResult() throws Exception {
        Path result = compile();
        controller = new ProcessBuilder(TestJdk.jurigged(
                        LoopController.class,
                        made.directory.toString(),
                        made.jdk.java().toString(),
                        made.classes().toString(),
                        result.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle running;
        try (BufferedReader said = controller.inputReader(StandardCharsets.UTF_8)) {
            running = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            assertThat(said.readLine()).isEqualTo("LoopRun");
            assertThat(Files.exists(result)).isFalse();
            controller.destroyForcibly().waitFor();
        }
        assertThat(running.onExit()).succeedsWithin(Duration.ofSeconds(60));
        assertThat(result).hasContent("computed 3");
    }
}
