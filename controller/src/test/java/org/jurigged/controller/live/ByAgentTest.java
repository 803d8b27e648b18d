package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.target.Attacher;
import org.jurigged.controller.target.Jvms;
import org.jurigged.controller.target.Target;

/** A JVM whose debug port is taken, or that has none, is made live by an agent. */
@OnEachJdk
final class ByAgentTest {
    private static final String SHOP = """
            package shop;

            import java.util.function.Supplier;

            public class Shop {
                enum Size { SMALL, LARGE }
                static String name = "corner";
                static final Shop SHOP = new Shop();
                static final Supplier<String> KEPT = () -> "kept";
                final int price = 1;

                int sum(int pieces) {
                    return pieces * price;
                }

                public static String text() {
                    return name + " " + SHOP.sum(2) + " " + KEPT.get() + " " + Size.values().length;
                }
            }
            """;

    @Parameter
    int feature;

    private LiveProgram program;
    private Process debugger;

    @AfterEach
    void close() throws Exception {
        if (debugger != null) {
            debugger.destroyForcibly().waitFor();
            debugger = null;
        }
        if (program != null) {
            program.close();
            program = null;
        }
    }

    private LivePrograms shop() throws IOException {
        return LivePrograms.on(feature).source(SHOP);
    }

    private void edit(String old, String replacement, String text) {
        program.edit("shop.Shop", old, replacement).live();
        assertThat(program.call("shop.Shop.text")).isEqualTo(text);
    }

    /** Bodies, static initialisers, lambdas, methods, fields, types, constructors; an enum's constants can't change. */
    private void tenEdits() {
        assertThat(program.call("shop.Shop.text")).isEqualTo("corner 2 kept 2");
        edit("pieces * price", "pieces * price * 10", "corner 20 kept 2");
        edit("\"corner\"", "\"super\"", "super 20 kept 2");
        edit("\"kept\"", "\"held\"", "super 20 held 2");
        edit("int sum(", "int tax() {\n return 1;\n }\n\n int sum(", "super 20 held 2");
        edit("price * 10", "price * 10 + tax()", "super 21 held 2");
        edit("final int price = 1;", "final int price = 1;\n int discount = 3;", "super 21 held 2");
        edit("+ tax()", "+ tax() - discount", "super 18 held 2");
        edit(
                "int tax() {\n return 1",
                "static class Rate {\n static int rate = 7;\n }\n\n int tax() {\n return Rate.rate",
                "super 24 held 2");
        edit(
                "static final Shop SHOP",
                "Shop() {}\n\n Shop(int discount) {\n this.discount = discount;\n }\n static final Shop SHOP",
                "super 24 held 2");
        edit("SHOP.sum(2)", "new Shop(5).sum(3)", "super 32 held 2");
        Event.Refused refused =
                program.edit("shop.Shop", "SMALL, LARGE", "SMALL, LARGE, HUGE").refused();
        assertThat(refused.code()).isEqualTo("J111");
        assertThat(program.call("shop.Shop.text")).isEqualTo("super 32 held 2");
    }

    @Test
    void tenEditsGoLiveBesideAnotherDebugger() throws Exception {
        int port = freePort();
        program = shop().byAgent(
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + port)
                .beforeAttach(process -> jdb(port))
                .start();
        assertThat(program.heard.since(0))
                .filteredOn(Event.Note.class::isInstance)
                .anySatisfy(note ->
                        assertThat(((Event.Note) note).text()).contains("another debugger holds its debug port"));
        tenEdits();
        program.edit("shop.Shop", "SMALL, LARGE, HUGE", "SMALL, LARGE").settled();
        aSaveWaitsWhileTheDebuggerHoldsAllThreads();
    }

    private void aSaveWaitsWhileTheDebuggerHoldsAllThreads() throws IOException {
        say("suspend");
        program.edit("shop.Shop", "\"held\"", "\"waited\"");
        program.heard.await(
                0,
                event -> event instanceof Event.Note note && note.text().contains("does not answer"),
                "word of the silence");
        say("resume");
        program.live();
        assertThat(program.call("shop.Shop.text")).isEqualTo("super 32 waited 2");
    }

    private void say(String command) throws IOException {
        BufferedWriter out = debugger.outputWriter(StandardCharsets.UTF_8);
        out.write(command + "\n");
        out.flush();
    }

    private static int freePort() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return server.getLocalPort();
        }
    }

    /** Has a debugger that isn't ours take the port, and waits until it has. */
    private void jdb(int port) {
        try {
            debugger = new ProcessBuilder(
                            JdkTool.path(TestJdk.of(feature), "jdb"),
                            "-connect",
                            "com.sun.jdi.SocketAttach:hostname=127.0.0.1,port=" + port)
                    .redirectErrorStream(true)
                    .start();
            BufferedReader said = debugger.inputReader(StandardCharsets.UTF_8);
            StringBuilder text = new StringBuilder();
            while (text.indexOf("> ") < 0) {
                int next = said.read();
                assertThat(next).as(text.toString()).isNotNegative();
                text.append((char) next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void tenEditsGoLiveWithoutADebugPortAndTheAgentGoesWithItsSession() throws Exception {
        program = shop().byAgent().start();
        tenEdits();
        program.session.close();
        assertThat(program.call("shop.Shop.text")).isEqualTo("super 32 held 2");
        assertRidOfTheAgent();
    }

    private void assertRidOfTheAgent() {
        String pid = Long.toString(program.launched.process().pid());
        // Three JVMs start for each look.
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            JdkTool.run(program.jdk, "jcmd", pid, "GC.run");
            assertThat(JdkTool.run(program.jdk, "jstack", pid))
                    .contains("\"talk\"")
                    .doesNotContain("\"jurigged");
            assertThat(JdkTool.run(program.jdk, "jcmd", pid, "VM.classloaders", "show-classes"))
                    .contains("org.jurigged.agent.Entry")
                    .doesNotContain("org.jurigged.agent.Wire");
        });
    }

    @Test
    void aProgramIsAttachedToAgain() throws Exception {
        program = shop().byAgent().start();
        edit("\"corner\"", "\"first\"", "first 2 kept 2");
        edit("int sum(", "int tax() {\n return 1;\n }\n\n int sum(", "first 2 kept 2");
        edit("pieces * price", "pieces * price + tax()", "first 3 kept 2");
        program.session.close();
        for (int again = 1; again <= 2; again++) {
            Target target = Attacher.attach(
                    Optional.of(Long.toString(program.launched.process().pid())));
            target.start();
            Heard heard = new Heard();
            try (LiveSession session = LiveSession.open(new Settings().in(program.directory), List.of(), heard)) {
                session.add(target);
                heard.await(0, Event.TargetJoined.class);
                String text = program.sources.replaced(
                        "shop.Shop", again == 1 ? "\"kept\"" : "\"kept1\"", "\"kept" + again + "\"");
                // What the first session added is changed by the second one, and gets a field from the third.
                program.sources.write(
                        again == 1
                                ? text.replace("return 1;", "return 5;")
                                : text.replace("return 5;", "return 5 + more;")
                                        .replace("final int price = 1;", "final int price = 1;\n int more;"));
                heard.await(0, Event.Live.class);
                assertThat(heard.since(0)).noneMatch(Event.Trouble.class::isInstance);
            }
            assertThat(program.call("shop.Shop.text")).isEqualTo("first 7 kept" + again + " 2");
        }
        assertRidOfTheAgent();
    }

    @ParameterizedTest
    @CsvSource({
        "-XX:+DisableAttachMechanism, it was started with -XX:+DisableAttachMechanism",
        "-XX:-EnableDynamicAgentLoading, takes no agents"
    })
    void aJvmThatLetsNobodyInIsRefusedAndTheRefusalSaysHow(String option, String reason) throws Exception {
        List<Process> started = new ArrayList<>();
        LivePrograms made = shop().jvmOption(option).byAgent().beforeAttach(process -> {
            started.add(process);
            assertThat(Jvms.list())
                    .filteredOn(jvm -> jvm.pid() == process.pid())
                    .singleElement()
                    .satisfies(jvm -> assertThat(jvm.live()).startsWith("no: ").contains(reason, "jurigged run"));
        });
        assertThatExceptionOfType(JuriggedException.class)
                .isThrownBy(made::start)
                .withMessageContaining("can't be made live: ")
                .withMessageContaining(reason)
                .withMessageContaining("'jurigged run'");
        started.forEach(process -> process.destroyForcibly().onExit().join());
        LiveProgram.deleteAll(made.directory);
    }
}
