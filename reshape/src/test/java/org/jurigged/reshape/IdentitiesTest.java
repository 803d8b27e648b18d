package org.jurigged.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Edits nests as the pairs in {@code identities.txt} say, and looks who is who. Directives: {@code same}, {@code new} and
 * {@code gone} with markers, {@code was b a} for marker b that is on what marker a was on, {@code releases}, and
 * {@code untouched} for an edit that gives nothing another name than javac does.
 */
class IdentitiesTest {
    private static final Pattern SPACE = Pattern.compile(" ");

    static Stream<Arguments> edits() throws IOException {
        List<Pair> pairs = Pair.read("identities.txt");
        List<Arguments> arguments = new ArrayList<>();
        for (String release : List.of("8", "11", "17")) {
            Map<String, String> before = new TreeMap<>();
            Map<String, String> after = new TreeMap<>();
            Map<String, Pair> mine = new TreeMap<>();
            for (Pair pair : pairs) {
                if (words(pair.value("releases", "8 11 17")).contains(release)) {
                    String name = "p" + mine.size();
                    mine.put(name, pair);
                    before.put(name + "/T.java", "package " + name + "; " + pair.before());
                    after.put(name + "/T.java", "package " + name + "; " + pair.after());
                }
            }
            List<String> options = List.of("-g", "-nowarn", "-Xlint:-options", "--release", release);
            Map<String, Map<String, byte[]>> old = Identified.byPackage(InMemoryJavac.compile(options, before));
            Map<String, Map<String, byte[]>> latest = Identified.byPackage(InMemoryJavac.compile(options, after));
            mine.forEach((name, pair) ->
                    arguments.add(Arguments.of(release, pair, Identified.of(old.get(name), latest.get(name)))));
        }
        return arguments.stream();
    }

    @ParameterizedTest(name = "release {0}: {1}")
    @MethodSource("edits")
    void areThoseThatAPersonWouldSee(String release, Pair pair, Identified edit) {
        edit.check();
        Map<String, String> before = edit.before();
        Map<String, String> after = edit.after();
        for (String marker : markers(pair, "same")) {
            assertThat(after.get(marker)).as(marker).isNotNull().isEqualTo(before.get(marker));
        }
        for (String moved : pair.values("was")) {
            List<String> words = words(moved);
            assertThat(after.get(words.get(0))).as(moved).isNotNull().isEqualTo(before.get(words.get(1)));
        }
        for (String marker : markers(pair, "new")) {
            assertThat(after.get(marker)).as(marker).isNotNull().isNotIn(before.values());
        }
        for (String marker : markers(pair, "gone")) {
            assertThat(before.get(marker)).as(marker).isNotNull().isNotIn(after.values());
        }
        if (pair.has("untouched")) {
            assertThat(edit.identities().renamesAnything()).isFalse();
        }
    }

    private static List<String> markers(Pair pair, String directive) {
        return pair.values(directive).stream().flatMap(v -> words(v).stream()).toList();
    }

    private static List<String> words(String text) {
        return SPACE.splitAsStream(text).toList();
    }
}
