package org.jurigged.bench.loops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jurigged.controller.project.Jdk;
import org.jurigged.controller.project.Jdks;

/**
 * Random programs of loops that are edited while they run go on in the new code with the state they have, or end in the old.
 *
 * <p>The seeds are new in each run and named with a failure; {@code -Djurigged.seed=N} repeats them. {@code bench/run loops}
 * runs many.
 */
final class RandomLoopRunsTest {
    private static final int PROGRAMS = 15;

    @ParameterizedTest(name = "on JDK {0}")
    @ValueSource(ints = {17, 25})
    void doWhatTheInterpreterSays(int feature) throws Exception {
        List<Jdk> found =
                Jdks.find().stream().filter(jdk -> jdk.feature() == feature).toList();
        assumeTrue(!found.isEmpty(), "there is no JDK " + feature + " on this machine");
        long seed = Long.getLong("jurigged.seed", new Random().nextInt(Integer.MAX_VALUE));
        List<String> wrong = new ArrayList<>();
        RandomLoopRuns runs =
                new RandomLoopRuns(found.get(0), Path.of("target", "loops", "jdk-" + feature), wrong::add);
        runs.run(seed, PROGRAMS);
        assertThat(wrong).as("programs from seed %s on", seed).isEmpty();
        assertThat(runs.totals().programs()).isEqualTo(PROGRAMS);
        assertThat(runs.totals().movedOnce() + runs.totals().movedTwice())
                .as("moved from seed %s on", seed)
                .isPositive();
    }
}
