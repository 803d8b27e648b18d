package org.jurigged.controller.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.live.OnEachJdk;

/** Classes that are redefined before the JVM has linked them, while class-prepare events of theirs are asked for. */
@OnEachJdk
final class UnlinkedClassesTest {
    @Parameter
    int feature;

    @TempDir
    Path directory;

    private final Queue<String> fixed = new ConcurrentLinkedQueue<>();
    private TalkProgram program;
    private LoadedClass talk;

    @BeforeEach
    void start() throws Exception {
        fixed.clear();
        compile(TalkProgram.classes(directory), "Late", "interface", "late");
        program = new TalkProgram(feature, directory);
        talk = program.talk();
        program.target.fixOnPrepare(
                new LateNames(Set.of(), Set.of("made."), name -> !name.equals("made.Late")), new DefiningFixer());
    }

    @AfterEach
    void end() throws Exception {
        if (program != null) {
            program.close();
        }
    }

    /** Defines one more class in the program for the first that it is given. */
    private final class DefiningFixer implements Target.PrepareFixer {
        @Override
        public void fix(LoadedClass prepared) throws JuriggedException {
            if (!fixed.contains(prepared.name())) {
                define("class", "More");
            }
            fixed.add(prepared.name());
        }

        @Override
        public void failed(LoadedClass prepared, JuriggedException reason) {
            fixed.add(prepared.name() + ": " + reason.getMessage());
        }
    }

    @Test
    void severalAreRedefinedAtOnce() throws Exception {
        define("class", "One", "Two");
        define("interface", "Three", "Four");
        within(() -> program.target.redefine(newer("class", "One", "Two")));
        within(() -> program.target.redefine(newer("interface", "Three", "Four")));
        assertThat(List.of(text("One"), text("Two"), text("Three"), text("Four")))
                .containsExactly("= new", "= new", "= new", "= new");
    }

    @Test
    void thoseLoadedLaterStopOnlyTheirOwnThread() throws Exception {
        define("class", "One");
        within(() -> program.target.redefine(newer("class", "One")));
        assertThat(text("Late")).isEqualTo("= late");
        assertThat(fixed).containsExactly("made.Late");
    }

    /** The program links a class, and holds its initialisation lock (JVMS 5.5) until its event has been dealt with. */
    @Test
    void oneThatTheProgramIsLinkingJustNowKeepsNobodyWaiting() throws Exception {
        Path beside = directory.resolve("beside");
        TalkProgram.compile(beside, "Base", "public class Base {}");
        TalkProgram.compile(beside, "Slow", "public class Slow extends Base {}");
        TalkProgram.compile(beside, "Checked", """
                public class Checked {
                    public static Base base(Slow slow) {
                        return slow;
                    }
                }
                """);
        TalkProgram.compile(TalkProgram.classes(directory), "Gate", GATE.formatted(beside.resolve("made")));
        program.target.fixOnPrepare(new LateNames(Set.of("made.Checked"), Set.of(), name -> true), new DefiningFixer());
        assertThat(program.call("made.Gate.begin")).isEqualTo("= begun");
        CompletableFuture<Void> linked = CompletableFuture.runAsync(this::lookForChecked);
        await("our thread waits for the lock")
                .atMost(TalkProgram.BOUND)
                .until(() -> program.call("made.Gate.isOursThere").equals("= true"));
        assertThat(program.call("made.Gate.goOn")).isEqualTo("= true");
        assertThat(linked).succeedsWithin(TalkProgram.BOUND);
        assertThat(fixed).isNotEmpty().containsOnly("made.Checked");
    }

    private void lookForChecked() {
        try {
            program.target.lookFor(Set.of("made.Checked"));
        } catch (JuriggedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Loads classes from a directory; one of them, for which the verifier asks, only when it is told to. */
    private static final String GATE = """
            import java.nio.file.*;
            import java.util.concurrent.*;

            public final class Gate extends ClassLoader {
                private static final CountDownLatch asked = new CountDownLatch(1);
                private static final CountDownLatch told = new CountDownLatch(1);
                private static final CountDownLatch linked = new CountDownLatch(1);

                @Override
                protected Class<?> findClass(String name) throws ClassNotFoundException {
                    try {
                        if (name.equals("made.Slow")) {
                            asked.countDown();
                            told.await();
                        }
                        String file = name.substring(name.indexOf('.') + 1) + ".class";
                        byte[] bytes = Files.readAllBytes(Path.of("%s", file));
                        return defineClass(name, bytes, 0, bytes.length);
                    } catch (Exception e) {
                        throw new ClassNotFoundException(name, e);
                    }
                }

                public static String begin() throws Exception {
                    Gate gate = new Gate();
                    Class.forName("made.Base", true, gate); // by which the loader is known
                    Class<?> checked = gate.loadClass("made.Checked");
                    Thread thread = new Thread(() -> {
                        try {
                            Class.forName(checked.getName(), true, checked.getClassLoader());
                            linked.countDown();
                        } catch (ClassNotFoundException e) {
                            throw new IllegalStateException(e);
                        }
                    });
                    thread.setDaemon(true);
                    thread.start();
                    asked.await();
                    return "begun";
                }

                public static boolean isOursThere() {
                    return Thread.getAllStackTraces().entrySet().stream()
                            .filter(each -> each.getKey().getName().equals("jurigged"))
                            .flatMap(each -> java.util.Arrays.stream(each.getValue()))
                            .anyMatch(frame -> frame.getMethodName().equals("link"));
                }

                public static boolean goOn() throws InterruptedException {
                    told.countDown();
                    return linked.await(10, TimeUnit.SECONDS);
                }
            }
            """;

    private static <T> void within(Callable<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(call.call());
                    } catch (Exception e) {
                        result.completeExceptionally(e);
                    }
                },
                "jurigged-test");
        thread.setDaemon(true);
        thread.start();
        assertThat(result).succeedsWithin(TalkProgram.BOUND);
    }

    private String text(String name) throws Exception {
        return program.call("made." + name + ".text");
    }

    private void define(String kind, String... names) throws JuriggedException {
        Map<String, byte[]> files = new HashMap<>();
        for (String name : names) {
            files.put("made." + name, compile(directory.resolve("old"), name, kind, "old"));
        }
        program.target.define(talk, files);
    }

    private Map<LoadedClass, byte[]> newer(String kind, String... names) throws JuriggedException {
        Map<LoadedClass, byte[]> files = new HashMap<>();
        for (String name : names) {
            LoadedClass loaded = program.target.classes("made." + name).get(0);
            files.put(loaded, compile(directory.resolve("new"), name, kind, "new"));
        }
        return files;
    }

    private static byte[] compile(Path classes, String name, String kind, String text) {
        return TalkProgram.compile(classes, name, """
                public %s %s {
                    public static String text() {
                        return "%s";
                    }
                }
                """.formatted(kind, name, text));
    }
}
