package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

    private static final String TILL = """
            package shop;

            public class Till {
                public static String ring() {
                    return Shop.text();
                }

                public static void jam() {
                    throw new IllegalStateException("jammed");
                }
            }
            """;

    @Parameter
    int feature;

    private LiveProgram program;
    private Jdb jdb;

    @AfterEach
    void close() throws Exception {
        if (jdb != null) {
            jdb.close();
            jdb = null;
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
        program = shop().source(TILL)
                .byAgent("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + port)
                .beforeAttach(process -> attachJdb(port))
                .start();
        program.heard.await(
                0,
                event -> event instanceof Event.Note note
                        && note.text().contains("another debugger holds its debug port"),
                "word of the way");
        assertThat(program.call("shop.Till.ring")).isEqualTo("corner 2 kept 2");
        String method = Talk.class.getName() + ".thrown";
        jdb.say("stop in " + method).await("Set breakpoint " + method);
        tenEdits();
        program.edit("shop.Shop", "SMALL, LARGE, HUGE", "SMALL, LARGE").settled();
        theDebuggersBreakpointIsStillThere();
        theDebuggerStopsAndStepsIntoNewCode();
        aSaveWaitsWhileTheDebuggerHoldsAllThreads();
    }

    /** In a class that no edit concerned. */
    private void theDebuggersBreakpointIsStillThere() {
        CompletableFuture<String> called = CompletableFuture.supplyAsync(() -> program.call("shop.Till.jam"));
        jdb.await("Breakpoint hit: .*Talk.thrown\\(\\)");
        jdb.say("next").await("Step completed: .*Talk.thrown\\(\\)");
        jdb.say("cont");
        assertThat(called).succeedsWithin(Duration.ofMinutes(1)).asString().contains("jammed");
    }

    /** In classes that edits concerned, breakpoints have to be set again. */
    private void theDebuggerStopsAndStepsIntoNewCode() {
        jdb.say("stop in shop.Till.ring").await("Set breakpoint shop.Till.ring");
        CompletableFuture<String> called = CompletableFuture.supplyAsync(() -> program.call("shop.Till.ring"));
        jdb.await("Breakpoint hit: .*shop.Till.ring\\(\\), line=5 ");
        jdb.say("step")
                .await("Step completed: .*shop.Shop.text\\(\\), line=" + program.line("shop.Shop", "return name"));
        jdb.say("stop in shop.Shop.sum").await("Set breakpoint shop.Shop.sum");
        jdb.say("cont")
                .await("Breakpoint hit: .*shop.Shop.sum\\(\\), line=" + program.line("shop.Shop", "pieces * price"));
        assertThat(jdb.say("print pieces * 100").await("pieces \\* 100 = ")).contains("= 300");
        jdb.say("clear shop.Shop.sum").await("Removed");
        jdb.say("clear shop.Till.ring").await("Removed");
        jdb.say("cont");
        assertThat(called).succeedsWithin(Duration.ofMinutes(1)).isEqualTo("super 32 held 2");
    }

    private void aSaveWaitsWhileTheDebuggerHoldsAllThreads() throws IOException {
        jdb.say("suspend").await("All threads suspended");
        program.edit("shop.Shop", "\"held\"", "\"waited\"");
        program.heard.await(
                0,
                event -> event instanceof Event.Note note && note.text().contains("does not answer"),
                "word of the silence");
        jdb.say("resume");
        program.live();
        assertThat(program.call("shop.Shop.text")).isEqualTo("super 32 waited 2");
    }

    private static int freePort() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return server.getLocalPort();
        }
    }

    /** Has a debugger that isn't ours take the port, and waits until it has. */
    private void attachJdb(int port) {
        try {
            jdb = new Jdb(TestJdk.of(feature), port);
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
