package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jurigged.controller.Event;

/**
 * Random edits of random programs: after each save the live program does what a JVM does that was started on the new
 * source, and its old objects have kept their state.
 *
 * <p>Seeds are new in each run and named with a failure; {@code -Djurigged.seed=N} repeats one.
 */
@OnEachJdk
final class RandomEditsTest {
    private static final int SAVES = 15;
    private static final int COMPARE_EVERY = 5;

    @Parameter
    int feature;

    static LongStream seeds() {
        Long given = Long.getLong("jurigged.seed");
        return given != null ? LongStream.of(given) : new Random().longs(1, 0, Integer.MAX_VALUE);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void leaveTheLiveProgramAsAFreshOne(long seed) throws Exception {
        RandomProgram random = new RandomProgram(seed);
        LivePrograms made = LivePrograms.on(feature);
        for (int i = 0; i < RandomProgram.CLASSES; i++) {
            made.source(random.source(i));
        }
        try (LiveProgram program = made.start()) {
            answers(program);
            for (int save = 1; save <= SAVES; save++) {
                List<Integer> changed = random.edit();
                program.mark();
                changed.forEach(type -> program.sources.write(random.source(type)));
                assertThat(program.settled())
                        .as("seed %d, save %d", seed, save)
                        .noneMatch(event -> event instanceof Event.Refused
                                || event instanceof Event.CompileFailed
                                || event instanceof Event.RunFailed
                                || event instanceof Event.Trouble);
                if (save % COMPARE_EVERY == 0) {
                    assertThat(answers(program))
                            .as("seed %d, save %d, events %s", seed, save, program.heard.since(0))
                            .isEqualTo(fresh(program, random));
                }
            }
        }
    }

    /** Returns what the program answers, by method. */
    private static Map<String, String> answers(LiveProgram program) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (int i = 0; i < RandomProgram.CLASSES; i++) {
            for (String method : List.of(".all", ".held")) {
                String name = RandomProgram.name(i) + method;
                answers.put(name, program.call(name));
            }
        }
        return answers;
    }

    /** Returns what a JVM answers that is started on the sources as they are now, but for state that is kept. */
    private static Map<String, String> fresh(LiveProgram program, RandomProgram random) throws Exception {
        SourceFolder copy = new SourceFolder(program.directory.resolve("fresh"));
        for (int i = 0; i < RandomProgram.CLASSES; i++) {
            copy.write(random.source(i));
        }
        copy.write(printer());
        Path classes = program.directory.resolve("fresh-classes");
        TestJdk.compile(program.jdk, copy.files(), List.of(), classes, StandardCharsets.UTF_8);
        Map<String, String> answers = new LinkedHashMap<>();
        List<String> lines = run(program, classes);
        for (int i = 0; i < RandomProgram.CLASSES; i++) {
            answers.put(RandomProgram.name(i) + ".all", lines.get(i));
            answers.put(RandomProgram.name(i) + ".held", Integer.toString(random.firstMade(i)));
        }
        return answers;
    }

    private static String printer() {
        StringBuilder text = new StringBuilder(
                "package random;\n\npublic class Print {\n    public static void main(String[] args) {\n");
        for (int i = 0; i < RandomProgram.CLASSES; i++) {
            text.append("        System.out.println(R%d.all());\n".formatted(i));
        }
        return text + "    }\n}\n";
    }

    private static List<String> run(LiveProgram program, Path classes) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.jdk.java().toString(), "-cp", classes.toString(), "random.Print")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new ArrayList<>(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return lines;
    }
}
