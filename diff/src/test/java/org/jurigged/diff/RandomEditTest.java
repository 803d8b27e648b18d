package org.jurigged.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random programs; the seed is the name of the case. */
class RandomEditTest {
    private static final String HEAD = "package p; import java.util.*;";

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    private static Edits edits(String before, String after) {
        return SourceDiff.between(Lines.parse("A.java", HEAD + before), Lines.parse("A.java", HEAD + after));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void orderAndLayoutAreNoEdit(long seed) {
        RandomSource source = new RandomSource(new Random(seed), "A", "p.", 2);
        assertThat(edits(source.write(new Random(seed + 1)), source.write(new Random(seed + 2))))
                .isEqualTo(Edits.NONE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneChangeIsOneUpdate(long seed) {
        Random random = new Random(seed);
        RandomSource source = new RandomSource(random, "A", "p.", 2);
        String before = source.write(new Random(seed + 1));
        RandomSource.Item item = pick(source.items(), random);
        item.value += 1000;
        Edits edits = edits(before, source.write(new Random(seed + 2)));
        assertThat(edits.edits()).singleElement().isInstanceOf(Edit.Update.class);
        assertThat(edits.edits().get(0).definition().name()).isEqualTo(item.display);
        assertThat(edits.staticsToRun())
                .allMatch(element -> element.name().equals(item.display))
                .hasSizeLessThan(2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneMemberMoreOrLessIsOneAddOrDelete(long seed) {
        Random random = new Random(seed);
        RandomSource source = new RandomSource(random, "A", "p.", 2);
        String with = source.write(new Random(seed + 1));
        RandomSource.Item item = pick(source.items(), random);
        if (!source.remove(item) || item.pattern.contains("other")) {
            return;
        }
        String without = source.write(new Random(seed + 2));
        assertThat(Lines.of(edits(with, without)))
                .singleElement()
                .asString()
                .startsWith("Delete " + item.display + " @L");
        assertThat(Lines.of(edits(without, with)))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("Add " + item.display + " @L")
                        || line.startsWith("Run " + item.display + " @L"));
    }

    private static RandomSource.Item pick(List<RandomSource.Item> items, Random random) {
        return items.get(random.nextInt(items.size()));
    }
}
