package org.jurigged.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Makes random edits one after the other; what an edit doesn't touch has to stay who it is. */
class RandomIdentitiesTest {
    private static final int NESTS = 16;
    private static final int EDITS = 4;
    private static final long SEED = Long.getLong("jurigged.seed", 20_261_122L);

    @ParameterizedTest
    @ValueSource(strings = {"8", "17"})
    void keepWhatIsNotTouched(String release) {
        Map<String, Sequence> sequences = new TreeMap<>();
        for (int i = 0; i < NESTS; i++) {
            sequences.put("p" + i, new Sequence(SEED + i));
        }
        List<String> options = List.of("-g", "-nowarn", "-Xlint:-options", "--release", release);
        for (int step = 0; step <= EDITS; step++) {
            Map<String, String> sources = new TreeMap<>();
            sequences.forEach((name, s) -> sources.put(name + "/T.java", "package " + name + ";\n" + s.nest.source()));
            Map<String, Map<String, byte[]>> classes = Identified.byPackage(InMemoryJavac.compile(options, sources));
            sequences.forEach((name, sequence) -> sequence.next(classes.get(name)));
        }
        int kept = sequences.values().stream().mapToInt(s -> s.kept).sum();
        int edited = sequences.values().stream().mapToInt(s -> s.edited).sum();
        assertThat(kept).as("of %d that were edited", edited).isGreaterThan(edited * 9 / 10);
    }

    /** One nest and its edits. */
    private static final class Sequence {
        private final long seed;
        private final RandomNest nest;
        private final Set<String> everUsed = new HashSet<>();
        private Map<String, byte[]> loaded;
        private Identified last;
        private Map<String, String> sources = Map.of();
        private int kept;
        private int edited;

        Sequence(long seed) {
            this.seed = seed;
            this.nest = new RandomNest(seed);
        }

        /** Takes the class files of the source as it is, and makes the next edit to that. */
        void next(Map<String, byte[]> classes) {
            if (loaded == null) {
                loaded = classes;
            } else {
                Identified edit =
                        last == null ? Identified.of(loaded, classes) : last.then(classes, Set.copyOf(everUsed));
                edit.check();
                compare(edit);
                everUsed.addAll(edit.names());
                everUsed.addAll(edit.namesBefore());
                last = edit;
            }
            sources = nest.elements();
            nest.edit();
        }

        private void compare(Identified edit) {
            Map<String, String> latest = nest.elements();
            Map<String, String> before = edit.before();
            for (Map.Entry<String, String> found : edit.after().entrySet()) {
                String marker = found.getKey();
                String name = found.getValue();
                String was = before.get(marker);
                if (was == null) {
                    assertThat(name.equals("T") || !everUsed.contains(name) || before.containsValue(name))
                            .as("seed %d: %s is new and is %s", seed, marker, name)
                            .isTrue();
                } else if (latest.get(marker).equals(sources.get(marker)) && classesAroundStayed(marker, edit)) {
                    assertThat(name).as("seed %d: %s", seed, marker).isEqualTo(was);
                } else if (captures(latest.get(marker)) == captures(sources.get(marker))
                        && classesAroundStayed(marker, edit)) {
                    edited++;
                    kept += was.equals(name) ? 1 : 0;
                }
            }
        }

        private static boolean captures(String source) {
            return source.contains("a(p)");
        }

        /** What stands in a class that is new, because it captures something else for example, is new itself. */
        private boolean classesAroundStayed(String marker, Identified edit) {
            Map<String, String> parents = nest.parents();
            Map<String, String> before = edit.before();
            Map<String, String> after = edit.after();
            for (String around = parents.get(marker); around != null; around = parents.get(around)) {
                boolean isClass = !after.get(around).contains(".");
                if (isClass && !after.get(around).equals(before.get(around))) {
                    return false;
                }
            }
            return true;
        }
    }
}
