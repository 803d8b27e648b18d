package org.jurigged.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jurigged.controller.project.Jdk;

/** {@code jurigged -i}. */
class AfterMainTest {
    private static final String PROGRAM = """
            public class Counter {
                static int runs;

                static String name() {
                    return "one";
                }

                public static void main(String[] args) {
                    runs = 5;
                    System.out.println("main has " + args.length);
                    if (args.length == 1) {
                        throw new IllegalStateException("bad");
                    } else if (args.length == 2) {
                        System.exit(9);
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    static Stream<Jdk> jdks() {
        return Session.jdks().stream();
    }

    private Path source() throws Exception {
        return Files.writeString(folder.resolve("Counter.java"), PROGRAM);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aPromptHasTheStateThatMainLeftAndSavesGoOn(Jdk jdk) throws Exception {
        Path source = source();
        try (Session session = Session.start(jdk, folder, "-i", "Counter.java")) {
            session.says("main has 0");
            session.type("Counter.runs + Counter.name()").says("$1 ==> \"5one\"");
            Files.writeString(source, PROGRAM.replace("one", "two"));
            session.told("Live");
            session.type("Counter.name()").says("$2 ==> \"two\"");
            session.type("Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals(\"main\"))")
                    .says("$3 ==> false");
            List<ProcessHandle> jvms = session.process().descendants().toList();
            assertThat(jvms).isNotEmpty();
            assertThat(session.type("/exit 7").end()).isEqualTo(7);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> jvms.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void anExceptionIsToldAndThePromptComesAllTheSame(Jdk jdk) throws Exception {
        source();
        try (Session session = Session.start(jdk, folder, "-i", "Counter.java", "x")) {
            session.says("main has 1");
            assertThat(session.told("Exception in thread")).contains("IllegalStateException: bad");
            session.type("Counter.runs").says("$1 ==> 5");
            assertThat(session.end()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aProgramThatExitsHasNoPrompt(Jdk jdk) throws Exception {
        source();
        try (Session session = Session.start(jdk, folder, "-i", "Counter.java", "x", "y")) {
            session.says("main has 2");
            assertThat(session.end()).isEqualTo(9);
        }
    }

    @Test
    void bothCantHaveTheKeys() throws Exception {
        source();
        try (Session session = Session.start(Session.jdks().get(0), folder, "-i", "--on-demand", "Counter.java")) {
            assertThat(session.told("jurigged: -i can't be had")).contains("--on-demand");
            assertThat(session.end()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void onATerminalCtrlCIsForTheSnippetOnceMainHasEnded(Jdk jdk) throws Exception {
        source();
        try (Screen screen = Screen.of(folder, jdk.java(), "--color=never", "-i", "Counter.java")) {
            screen.await("main has 0");
            screen.await("jurigged>");
            screen.type("while (true) { }", "Enter");
            screen.await("while (true) { }");
            screen.typeUntil("C-c", "stopped");
            screen.type("Counter.runs", "Enter");
            screen.await("$1 ==> 5");
            screen.assertFits();
            screen.type("/exit", "Enter");
            screen.awaitEnd();
        }
    }
}
