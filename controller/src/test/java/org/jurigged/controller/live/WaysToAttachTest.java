package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.Event;
import org.jurigged.controller.target.Jvms;

/** Which way jurigged would go into a JVM, and that it goes that way: by a debug port that is free, else by an agent. */
@OnEachJdk
final class WaysToAttachTest {
    private static final String TYPE = "shop.Shop";
    private static final String SHOP = """
            package shop;

            public class Shop {
                public static int price() {
                    return 1;
                }
            }
            """;
    private static final String HELD = "yes: by an agent, as another debugger holds its debug port";

    @Parameter
    int feature;

    private LivePrograms shop() throws IOException {
        return LivePrograms.on(feature).source(SHOP);
    }

    private static String way(AttachedProgram program) {
        return Jvms.list().stream()
                .filter(jvm -> jvm.pid() == program.pid())
                .findFirst()
                .orElseThrow()
                .live();
    }

    private static String note(AttachedProgram program, String start) {
        program.await(event -> event instanceof Event.Note note && note.text().startsWith(start), start);
        return program.told().stream()
                .filter(event -> event instanceof Event.Note note && note.text().startsWith(start))
                .map(event -> ((Event.Note) event).text())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFreePortIsTheWayAndATakenOneIsNot() throws Exception {
        try (AttachedProgram program = new AttachedProgram(shop())) {
            String address = program.address();
            int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
            assertThat(way(program)).isEqualTo("yes: by its debug port " + port);
            try (Debugger debugger = new Debugger(port)) {
                assertThat(debugger.vm.canRedefineClasses()).isTrue();
                assertThat(way(program)).isEqualTo(HELD);
            }
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(way(program)).startsWith("yes: by its debug port "));
        }
    }

    @Test
    void withoutAPortItIsAnAgentOfWhichTheJvmsWarningIsExplained() throws Exception {
        try (AttachedProgram program = AttachedProgram.plain(shop())) {
            assertThat(program.call("shop.Shop.price")).isEqualTo("1");
            assertThat(way(program)).isEqualTo("yes: by an agent, as it has no debug port");
            program.attach().edit(TYPE, "return 1", "return 2").live();
            assertThat(program.call("shop.Shop.price")).isEqualTo("2");
            assertThat(note(program, "By an agent")).contains("as it has no debug port");
            if (feature >= 21) {
                assertThat(note(program, "The program's JVM has printed a warning"))
                        .contains("-XX:+EnableDynamicAgentLoading");
            }
        }
    }

    @Test
    void whoAllowedAgentsIsToldOfNoWarning() throws Exception {
        try (AttachedProgram program = AttachedProgram.plain(shop().jvmOption("-XX:+EnableDynamicAgentLoading"))) {
            assertThat(program.call("shop.Shop.price")).isEqualTo("1");
            program.attach().edit(TYPE, "return 1", "return 2").live();
            note(program, "By an agent");
            assertThat(program.told())
                    .noneMatch(event ->
                            event instanceof Event.Note note && note.text().contains("warning"));
        }
    }

    @Test
    void savesGoOnFromWhatTheDebuggerThatHoldsThePortRedefined() throws Exception {
        try (AttachedProgram program = new AttachedProgram(shop())) {
            String address = program.address();
            assertThat(program.call("shop.Shop.price")).isEqualTo("1");
            try (Debugger debugger = new Debugger(Integer.parseInt(address.substring(address.indexOf(':') + 1)))) {
                program.attachByPid();
                program.edit(TYPE, "return 1", "return 2").live();
                debugger.vm.redefineClasses(Map.of(debugger.type(TYPE), compiled(program, "return 7")));
                assertThat(program.call("shop.Shop.price")).isEqualTo("7");
                program.edit(TYPE, "return 2", "return 3").live();
                assertThat(program.call("shop.Shop.price")).isEqualTo("3");
                debugger.vm.redefineClasses(Map.of(debugger.type(TYPE), compiled(program, "return 8")));
                program.edit(
                                TYPE,
                                "public static int price() {\n        return 3",
                                "static int more() {\n        return 4;\n    }\n\n"
                                        + "    public static int price() {\n        return more()")
                        .live();
                assertThat(program.call("shop.Shop.price")).isEqualTo("4");
            }
        }
    }

    private byte[] compiled(AttachedProgram program, String body) throws Exception {
        Path made = program.made.directory.resolve("made");
        Files.createDirectories(made);
        Path source = Files.writeString(made.resolve("Shop.java"), SHOP.replace("return 1", body));
        TestJdk.compile(program.made.jdk, List.of(source), List.of(), made, StandardCharsets.UTF_8);
        return Files.readAllBytes(made.resolve("shop/Shop.class"));
    }
}
