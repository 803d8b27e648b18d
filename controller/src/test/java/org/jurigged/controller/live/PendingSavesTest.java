package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Saves that could not go live: they are told of once, keep nothing else from going live, and are tried again. */
final class PendingSavesTest {
    private LivePrograms made;
    private LiveProgram program;

    @BeforeEach
    void make() throws IOException {
        made = LivePrograms.on(Runtime.version().feature());
        for (String type : List.of("A", "B", "C")) {
            made.source("""
                    package pending;

                    public class %s {
                        public static String text() {
                            return "old";
                        }
                    }
                    """.formatted(type));
        }
    }

    private void start() throws Exception {
        program = made.start();
        for (String type : List.of("A", "B", "C")) {
            assertThat(text(type)).isEqualTo("old");
        }
    }

    @AfterEach
    void close() throws IOException {
        if (program != null) {
            program.close();
        }
    }

    private String text(String type) {
        return program.call("pending." + type + ".text");
    }

    private String returning(String type, String expression) {
        return program.sources
                .read("pending." + type)
                .replaceFirst("return .*", "return " + expression.replace("$", "\\$") + ";");
    }

    private LiveProgram save(String type, String expression) {
        return program.save(returning(type, expression));
    }

    /** Returns the errors that were told since the mark, each as the name of its file and what is wrong. */
    private static List<String> errors(List<Event> events) {
        return events.stream()
                .filter(Event.CompileFailed.class::isInstance)
                .flatMap(event -> ((Event.CompileFailed) event).problems().stream())
                .map(problem -> problem.file().getFileName() + ": "
                        + problem.message().lines().findFirst().orElse(""))
                .toList();
    }

    @Test
    void tellEachErrorOnce() throws Exception {
        start();
        assertThat(errors(List.of(save("A", "missing()").failed()))).containsExactly("A.java: cannot find symbol");
        assertThat(errors(List.of(save("B", "1").failed())))
                .containsExactly("B.java: incompatible types: int cannot be converted to java.lang.String");
        assertThat(errors(save("C", "\"new\"").live())).isEmpty();
        assertThat(errors(save("B", "\"new\"").live())).isEmpty();
        assertThat(text("B") + text("C")).isEqualTo("newnew");
    }

    @Test
    void areToldAgainWhenTheyAreSavedAgain() throws Exception {
        start();
        save("A", "missing()").failed();
        assertThat(errors(List.of(save("A", "missing()  ").failed()))).containsExactly("A.java: cannot find symbol");
    }

    @Test
    void doNotHideTheErrorsOfOthers() throws Exception {
        start();
        assertThat(errors(List.of(save("A", "(").failed()))).containsExactly("A.java: illegal start of expression");
        assertThat(errors(List.of(save("B", "missing()").failed()))).containsExactly("B.java: cannot find symbol");
    }

    @Test
    void goLiveWhenTheyCanThoughOthersStillFail() throws Exception {
        start();
        save("A", "New.text(\"x\")").failed();
        save("C", "missing()").failed();
        program.save(newClass("New", "y"));
        List<Event> events = program.settled();
        assertThat(events).contains(new Event.Update("pending.A.text()", 4));
        assertThat(errors(events)).isEmpty();
        assertThat(text("A")).isEqualTo("x");
    }

    @Test
    void goLiveTogetherWhenTheyNeedEachOther() throws Exception {
        start();
        save("A", "New1.text(\"x\")").failed();
        program.save(newClass("New1", "New2.text(y)")).failed();
        List<Event> events =
                program.save(newClass("New2", "New1.class == null ? null : y")).live();
        assertThat(events).contains(new Event.Update("pending.A.text()", 4));
        assertThat(errors(events)).isEmpty();
        assertThat(text("A")).isEqualTo("x");
    }

    private static String newClass(String name, String expression) {
        return """
                package pending;

                public class %s {
                    public static String text(String y) {
                        return %s;
                    }
                }
                """.formatted(name, expression);
    }

    @Test
    void areOneTransactionWithWhatWasSavedWithThem() throws Exception {
        start();
        program.mark();
        program.session.pause();
        program.sources.write(returning("A", "missing()"));
        program.sources.write(returning("B", "\"new\""));
        await().until(() -> program.session.waiting().get().size() == 2);
        program.session.resume();
        program.failed();
        assertThat(program.settled()).noneMatch(Event.Update.class::isInstance);
        assertThat(save("A", "\"new\"").live())
                .contains(new Event.Update("pending.A.text()", 4), new Event.Update("pending.B.text()", 4));
        assertThat(text("A") + text("B")).isEqualTo("newnew");
    }

    @Test
    void keepNothingElseThatWaitedFromGoingLive() throws Exception {
        made.set(settings -> settings.gate = Optional.of("test -f open"));
        start();
        program.heard.await(0, Event.TargetJoined.class);
        int mark = program.heard.mark();
        save("A", "missing()");
        program.heard.await(mark, Event.Waiting.class);
        mark = program.heard.mark();
        save("B", "\"new\"");
        program.heard.await(mark, Event.Waiting.class);
        Files.createFile(program.directory.resolve("open"));
        assertThat(errors(List.of(save("C", "\"new\"").failed()))).containsExactly("A.java: cannot find symbol");
        program.settled();
        assertThat(text("A") + text("B") + text("C")).isEqualTo("oldnewnew");
    }

    /** Saves one source after the other while the session is paused, and resumes it. */
    private void saveWaiting(String... texts) throws Exception {
        program.heard.await(0, Event.TargetJoined.class);
        program.session.pause();
        for (int i = 0; i < texts.length; i++) {
            int waiting = i + 1;
            program.sources.write(texts[i]);
            await().until(() -> program.session.waiting().get().size() == waiting);
        }
        program.mark();
        program.session.resume();
    }

    private static List<Event.Refused> refusals(List<Event> events) {
        return events.stream()
                .filter(Event.Refused.class::isInstance)
                .map(Event.Refused.class::cast)
                .toList();
    }

    @Test
    void areRefusedForWhatTheyNeedAndNotSaidNotToCompile() throws Exception {
        start();
        saveWaiting(
                returning("B", "A.more()"),
                returning("A", "\"new\"")
                        .replace(
                                "class A {",
                                "class A extends Thread {\n    static String more() {\n        return text();\n    }\n"));
        List<Event> events = program.settled();
        assertThat(errors(events)).isEmpty();
        assertThat(refusals(events))
                .singleElement()
                .satisfies(refused -> assertThat(refused.definition()).isEqualTo("pending.A"));
        assertThat(text("A") + text("B")).isEqualTo("oldold");
    }

    @Test
    void areNotSaidNotToCompileWhenAnotherOfThemIsWhatTheyLack() throws Exception {
        start();
        saveWaiting(
                returning("B", "A.more()"),
                returning("A", "\"new\"")
                        .replace("class A {", "class A {\n    static String more() {\n        return text();\n    }\n"),
                returning("C", "\"new\"").replace("class C {", "class C extends Thread {"));
        List<Event> events = program.settled();
        assertThat(errors(events)).isEmpty();
        assertThat(refusals(events))
                .singleElement()
                .satisfies(refused -> assertThat(refused.definition()).isEqualTo("pending.C"));
        assertThat(text("A") + text("B") + text("C")).isEqualTo("newnewold");
    }

    @Test
    void goLiveWithOneAnotherWhenAnotherIsRefused() throws Exception {
        start();
        saveWaiting(
                returning("A", "B.more() + \"!\"")
                        .replace(
                                "class A {", "class A {\n    static String more() {\n        return \"new\";\n    }\n"),
                returning("B", "A.more()")
                        .replace("class B {", "class B {\n    static String more() {\n        return text();\n    }\n"),
                returning("C", "\"new\"").replace("class C {", "class C extends Thread {"));
        List<Event> events = program.settled();
        assertThat(errors(events)).isEmpty();
        assertThat(refusals(events))
                .singleElement()
                .satisfies(refused -> assertThat(refused.definition()).isEqualTo("pending.C"));
        assertThat(text("A") + text("B") + text("C")).isEqualTo("new!newold");
    }
}
