package org.jurigged.controller.target;

import static org.assertj.core.api.Assertions.assertThat;

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

    /** Defines one more class in the program for each that it is given. */
    private final class DefiningFixer implements Target.PrepareFixer {
        @Override
        public void fix(LoadedClass prepared) throws JuriggedException {
            define("class", "More");
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
