package org.jurigged.bench.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jurigged.bench.random.run.RandomSequences;
import org.jurigged.controller.project.Jdk;
import org.jurigged.controller.project.Jdks;

/**
 * Random edits of random programs: what is said to be live does what a fresh JVM does, and what is refused changes nothing.
 *
 * <p>One seed is new in each run and named with a failure; {@code -Djurigged.seed=N} repeats one. {@code bench/run random}
 * runs many.
 */
final class RandomSequencesTest {
    private static final long FIXED_SEED = 20;
    private static final int SAVES = 5;
    private static final int SHRINKING = 20;

    @ParameterizedTest(name = "on JDK {0}")
    @ValueSource(ints = {17, 25})
    void areRightOrRefused(int feature) throws Exception {
        List<Jdk> found = Jdks.find().stream()
                .filter(jdk -> jdk.feature() == feature && jdk.hasCompiler())
                .toList();
        assumeTrue(!found.isEmpty(), "there is no JDK " + feature + " on this machine");
        Long given = Long.getLong("jurigged.seed");
        long[] seeds = given != null
                ? new long[] {given}
                : LongStream.of(FIXED_SEED, new Random().nextInt(Integer.MAX_VALUE))
                        .toArray();
        List<String> wrong = new ArrayList<>();
        Path failures = Path.of("target", "random", "jdk-" + feature);
        try (RandomSequences sequences = new RandomSequences(found.get(0), failures, SHRINKING, 0, wrong::add)) {
            for (long seed : seeds) {
                sequences.run(seed, SAVES);
            }
            assertThat(wrong)
                    .as("sequences of seeds %s", Arrays.toString(seeds))
                    .isEmpty();
            assertThat(sequences.totals().saves()).isPositive();
        }
    }
}
