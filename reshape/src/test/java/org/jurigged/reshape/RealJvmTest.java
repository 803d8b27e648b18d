package org.jurigged.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Edits one program after the other in a JVM of every JDK here: its verdict on the latest classes is the reshaper's, and
 * what it takes in place is applied.
 */
class RealJvmTest {
    private static final List<String> FILES =
            List.of("types.txt", "members.txt", "lambdas.txt", "accepted.txt", "initialisers.txt");
    private static final Pattern SECOND_PACKAGE = Pattern.compile("(?m)^//// sub\\n");
    private static final Pattern SPACE = Pattern.compile(" ");
    private static final Map<Integer, Jdk> JDKS = new TreeMap<>();

    static Stream<Arguments> pairs() throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (String file : FILES) {
            pairs.addAll(Pair.read(file));
        }
        List<Arguments> arguments = new ArrayList<>();
        for (Path home : LiveJvm.jdks()) {
            int version = LiveJvm.version(home);
            List<Pair> mine = pairs.stream().filter(p -> p.isFor(version)).toList();
            JDKS.put(version, new Jdk(LiveJvm.start(home), mine));
            mine.forEach(p -> arguments.add(Arguments.of(version, p)));
        }
        return arguments.stream();
    }

    @AfterAll
    static void closeJvms() {
        JDKS.values().forEach(j -> j.jvm.close());
    }

    @ParameterizedTest(name = "JDK {0}: {1}")
    @MethodSource("pairs")
    void takesInPlaceWhatTheJvmTakesAndNothingElse(int jdk, Pair pair) {
        Edit edit = JDKS.get(jdk).edit(pair);
        LiveJvm.Program program = JDKS.get(jdk).jvm.load(edit.before);

        boolean inPlace = new Reshaper().takesInPlace(edit.changes(pair));

        assertThat(inPlace)
                .isEqualTo(
                        !pair.has("reshaped") && pair.values("refuse").stream().allMatch(r -> isInPlace(pair, r)));
        Reshaped reshaped = new Reshaper().reshape(Realm.EMPTY, edit.allChanges(pair), new LoadedProgram(edit.before));
        assertThat(reshaped.refusals().stream().map(r -> edit.shown(r)).toList())
                .containsExactlyInAnyOrderElementsOf(pair.values("refuse"));
        if (!inPlace) {
            assertThat(program.redefine(edit.common())).isNotEmpty();
        } else if (reshaped.isApplicable()) {
            checkApplied(pair, edit, program, reshaped);
        }
    }

    /** What is refused for another reason than the schema is taken by the JVM. */
    private static boolean isInPlace(Pair pair, String refusal) {
        return refusal.startsWith("J15") || pair.has("redefinable");
    }

    private static void checkApplied(Pair pair, Edit edit, LiveJvm.Program program, Reshaped reshaped) {
        assertThat(reshaped.definitions()).isEmpty();
        Map<String, byte[]> redefinitions = new LinkedHashMap<>();
        reshaped.redefinitions().forEach(r -> redefinitions.put(r.className(), r.bytes()));
        boolean adapted = redefinitions.entrySet().stream().anyMatch(r -> r.getValue() != edit.after.get(r.getKey()));
        if (!pair.has("adapted by some compilers")) {
            assertThat(adapted).isEqualTo(pair.has("adapted"));
        }
        assertThat(program.redefine(redefinitions)).isEmpty();
        List<String> thrown = new ArrayList<>();
        reshaped.runs().forEach(r -> thrown.add(program.run(r)));
        assertThat(thrown.stream().filter(t -> !t.isEmpty()).toList()).containsExactlyElementsOf(pair.values("throws"));
        pair.values("result")
                .forEach(r ->
                        assertThat(program.call(edit.packageName + ".T", "go")).isEqualTo(r));
        checkWayBack(edit, program, reshaped.realm(), redefinitions);
    }

    /** Whatever was applied can be taken back, from what runs now. */
    private static void checkWayBack(Edit edit, LiveJvm.Program program, Realm realm, Map<String, byte[]> applied) {
        List<Change> changes = edit.common().keySet().stream()
                .map(n -> new Change(
                        n,
                        Schema.of(edit.before.get(n)),
                        applied.getOrDefault(n, edit.before.get(n)),
                        edit.before.get(n)))
                .toList();
        Reshaped back = new Reshaper().reshape(realm, changes, new LoadedProgram(edit.before));
        assertThat(back.refusals()).isEmpty();
        Map<String, byte[]> redefinitions = new LinkedHashMap<>();
        back.redefinitions().forEach(r -> redefinitions.put(r.className(), r.bytes()));
        assertThat(redefinitions.keySet()).isEqualTo(applied.keySet());
        assertThat(program.redefine(redefinitions)).isEmpty();
    }

    /** A JVM and all pairs compiled by it, in few runs of the compiler: each pair in a package of its own. */
    private static final class Jdk {
        private final LiveJvm jvm;
        private final Map<String, Edit> edits = new HashMap<>();

        Jdk(LiveJvm jvm, List<Pair> pairs) {
            this.jvm = jvm;
            Map<String, String> packages = new LinkedHashMap<>();
            pairs.forEach(p -> packages.put(p.name(), "p" + packages.size()));
            Map<String, Map<String, byte[]>> before = compile(pairs, packages, Version.BEFORE);
            Map<String, Map<String, byte[]>> after = compile(pairs, packages, Version.AFTER);
            Map<String, Map<String, byte[]>> ranges = compile(pairs, packages, Version.WITH_RANGES);
            packages.forEach((pair, name) -> edits.put(
                    pair, new Edit(name, before.get(name), after.get(name), ranges.getOrDefault(name, Map.of()))));
        }

        Edit edit(Pair pair) {
            return edits.get(pair.name());
        }

        private Map<String, Map<String, byte[]>> compile(
                List<Pair> pairs, Map<String, String> packages, Version version) {
            Map<String, Map<String, String>> byRelease = new TreeMap<>();
            for (Pair pair : pairs) {
                if (version != Version.WITH_RANGES || !pair.values("run").isEmpty()) {
                    String name = packages.get(pair.name());
                    byRelease
                            .computeIfAbsent(version.release(pair), r -> new TreeMap<>())
                            .putAll(version.sources(pair, name));
                }
            }
            Map<String, Map<String, byte[]>> classes = new HashMap<>();
            byRelease.forEach((release, sources) -> jvm.compile(version.options(release), sources)
                    .forEach((name, bytes) -> classes.computeIfAbsent(
                                    name.substring(0, name.indexOf('.')), p -> new TreeMap<>())
                            .put(name, bytes)));
            return classes;
        }
    }

    private enum Version {
        BEFORE,
        AFTER,
        WITH_RANGES;

        String release(Pair pair) {
            String release = pair.value("release", "17");
            return this == BEFORE ? release : pair.value("release-after", release);
        }

        /** The package comes on the first line, so that lines are those of the pair; {@code sub} is another package. */
        Map<String, String> sources(Pair pair, String packageName) {
            String text = (this == BEFORE ? pair.before() : pair.after()).replace("PACKAGE", packageName);
            Map<String, String> sources = new TreeMap<>();
            List<String> files = SECOND_PACKAGE.splitAsStream(text).toList();
            sources.put(packageName + "/T.java", "package " + packageName + "; " + files.get(0));
            if (files.size() > 1) {
                sources.put(packageName + "/sub/Base.java", "package " + packageName + ".sub; " + files.get(1));
            }
            return sources;
        }

        List<String> options(String release) {
            List<String> options = new ArrayList<>(List.of("-g", "-nowarn", "-Xlint:-options", "--release", release));
            if (this == WITH_RANGES) {
                options.add("-Xjcov");
            }
            return options;
        }
    }

    /** A pair's classes. */
    private record Edit(
            String packageName, Map<String, byte[]> before, Map<String, byte[]> after, Map<String, byte[]> ranges) {
        /** The new class files of the classes that both versions have. */
        Map<String, byte[]> common() {
            Map<String, byte[]> common = new TreeMap<>(after);
            common.keySet().retainAll(before.keySet());
            return common;
        }

        List<Change> changes(Pair pair) {
            return common().entrySet().stream()
                    .map(e -> change(e.getKey(), e.getValue(), pair))
                    .toList();
        }

        /** The changes of the classes that both versions have, and the new classes. */
        List<Change> allChanges(Pair pair) {
            List<Change> all = new ArrayList<>(changes(pair));
            after.forEach((name, bytes) -> {
                if (!before.containsKey(name)) {
                    all.add(Change.ofNew(name, bytes));
                }
            });
            return all;
        }

        private Change change(String name, byte[] latest, Pair pair) {
            byte[] live = before.get(name);
            List<StaticRun> runs = new ArrayList<>();
            for (String run : pair.values("run")) {
                List<String> words = SPACE.splitAsStream(run).toList();
                if (name.equals(packageName + "." + words.get(0))) {
                    boolean block = words.get(1).equals("<static>");
                    int line = words.size() > 2 ? Integer.parseInt(words.get(2)) : 1;
                    runs.add(new StaticRun(block ? null : words.get(1), name + "." + words.get(1), line, runs.size()));
                }
            }
            return new Change(name, Schema.of(live), live, latest, runs, runs.isEmpty() ? null : ranges.get(name));
        }

        String shown(Refusal refusal) {
            return refusal.code() + " " + refusal.definition().replace(packageName + ".", "") + ": "
                    + refusal.reason().replace(packageName + ".", "");
        }
    }
}
