package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.jurigged.controller.Event;
import org.objectweb.asm.ClassReader;

/** Several files that are written one after the other: what is half on the disk when the compiler reads it is no error. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script writes between the watcher and the compiler")
final class SavesUnderWayTest {
    private static final String A = """
            package saving;

            public class A {
                static int base() {
                    return 1;
                }

                public static long text() {
                    return base() + B.plus();
                }
            }
            """;
    private static final String B = """
            package saving;

            public class B {
                static long plus() {
                    return 10 * A.base();
                }
            }
            """;

    private LivePrograms made;

    @BeforeEach
    void make() throws Exception {
        made = LivePrograms.on(Runtime.version().feature()).source(A).source(B);
    }

    /** Has B written by someone else, once, when A's save is with the session already. */
    private void meanwhile(String script) throws Exception {
        Path once = Files.writeString(
                made.directory.resolve("once.sh"),
                "test -f armed || exit 0\nrm armed\n" + script.replace("B.java", "src/saving/B.java") + "\n");
        made.set(settings -> settings.before = Optional.of("sh " + once));
    }

    private List<Event> eventsOfSavingA() throws Exception {
        try (LiveProgram program = made.start()) {
            assertThat(program.call("saving.A.text")).isEqualTo("11");
            // The compiler is warm from here on, and reads B before it is whole again.
            program.settled();
            Files.createFile(made.directory.resolve("armed"));
            program.save(A.replace("int base", "long base")).live();
            List<Event> events = program.settled();
            assertThat(program.call("saving.A.text")).isEqualTo("101");
            return events;
        }
    }

    @Test
    void waitForAFileThatIsEmptyWhenItIsNeeded() throws Exception {
        Files.writeString(made.directory.resolve("new"), B.replace("10 *", "100 *"));
        meanwhile(": > B.java; (sleep 0.3; cat new > B.java) > /dev/null 2>&1 &");
        assertThat(eventsOfSavingA())
                .noneMatch(event -> event instanceof Event.CompileFailed || event instanceof Event.Delete)
                .contains(new Event.Update("saving.B.plus()", 4));
    }

    /** As files that an editor saves one after the other, of which the first needs the second. */
    @Test
    void waitForASaveThatIsWithTheSessionAlready() throws Exception {
        Files.writeString(
                made.directory.resolve("new"),
                B.replace(
                        "static long plus() {",
                        "static long more() {\n        return 90;\n    }\n\n    static long plus() {"));
        meanwhile("cat new > B.java; sleep 1");
        try (LiveProgram program = made.start()) {
            program.settled();
            Files.createFile(made.directory.resolve("armed"));
            program.save(A.replace("B.plus()", "B.plus() + B.more()")).live();
            List<Event> events = program.settled();
            assertThat(program.call("saving.A.text")).isEqualTo("101");
            assertThat(events).noneMatch(Event.CompileFailed.class::isInstance);
        }
    }

    /** A program that is started anew loads what is built then: it can't be written behind its back. */
    @Test
    void keepABuildFromEndingBeforeWhatItReadIsWhole() throws Exception {
        try (LiveProgram program = made.start()) {
            assertThat(program.call("saving.A.text")).isEqualTo("11");
            program.settled();
            program.save(A.replace("int base", "long base").replace("class A", "class A extends Thread"))
                    .refused();
            program.sources.write(program.sources.file("saving.B"), "");
            CompletableFuture<Void> built = program.session.build();
            CompletableFuture<Path> whole = CompletableFuture.supplyAsync(
                    () -> program.sources.write(B), CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));
            built.get(60, TimeUnit.SECONDS);
            assertThat(whole).isCompleted();
            byte[] file = Files.readAllBytes(program.classes.resolve("saving/A.class"));
            assertThat(new ClassReader(file).getSuperName()).isEqualTo("java/lang/Thread");
        }
    }
}
