package org.jurigged.bench.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jurigged.controller.project.Jdk;
import org.jurigged.controller.project.Jdks;

/**
 * Debuggers that share a JVM, and jurigged, hold what each of them has asked for, in whatever order their packets come.
 *
 * <p>The seed is new in each run and named with a failure; {@code -Djurigged.seed=N} repeats it. {@code bench/run shared} runs many.
 */
final class InterleavingTest {
    private static final int PACKETS = 5_000;

    @ParameterizedTest(name = "on JDK {0}")
    @ValueSource(ints = {17, 25})
    void eachHoldsWhatItHasAskedFor(int feature) throws Exception {
        List<Jdk> found =
                Jdks.find().stream().filter(jdk -> jdk.feature() == feature).toList();
        assumeTrue(!found.isEmpty(), "there is no JDK " + feature + " on this machine");
        long seed = Long.getLong("jurigged.seed", new Random().nextInt(Integer.MAX_VALUE));
        Path classes = Path.of(Spinning.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Interleaving sequence = new Interleaving(found.get(0).java(), classes, seed, PACKETS);
        assertThat(sequence.run()).as("seed %s", seed).isEmpty();
        assertThat(sequence.events()).as("events of seed %s", seed).isPositive();
        assertThat(sequence.redefined()).as("redefinitions of seed %s", seed).isPositive();
    }
}
