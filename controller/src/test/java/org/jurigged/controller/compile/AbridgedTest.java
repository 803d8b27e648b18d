package org.jurigged.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.jurigged.diff.MethodBodies;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.util.TraceClassVisitor;

/** Sources that are compiled without some of their methods' bodies, which are put back: as if they were compiled whole. */
final class AbridgedTest {
    private static final int ROUNDS = 3;
    private static final int NAMES = 3;
    private static final Pattern WORD = Pattern.compile("[a-z]\\w{2,}");

    private static CompileSettings settings() {
        return CompileSettings.of(
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .toList());
    }

    /** Reads sources of jurigged: real ones, of every sort. */
    private static List<SourceText> sources(String root) throws IOException {
        List<SourceText> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(root))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                sources.add(new SourceText(file.toAbsolutePath(), Files.readString(file)));
            }
        }
        return sources;
    }

    private static Map<Path, Map<String, byte[]>> compile(LocalJavac javac, List<SourceText> sources)
            throws CompilerException {
        Javac.Result result = javac.run(new Javac.Request(sources, Map.of(), Set.of(), false));
        assertThat(result.problems()).isEmpty();
        Map<Path, Map<String, byte[]>> classes = new HashMap<>();
        for (Javac.Output output : result.classes()) {
            classes.computeIfAbsent(output.source(), source -> new HashMap<>()).put(output.name(), output.bytes());
        }
        return classes;
    }

    /** Prints what a class means, and its lines. */
    private static List<String> print(byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, 0);
        node.innerClasses.sort(Comparator.comparing(inner -> inner.name));
        StringWriter text = new StringWriter();
        node.accept(new TraceClassVisitor(new PrintWriter(text)));
        return text.toString().lines().toList();
    }

    /** Compares by line, for a message of one. */
    static void assertSame(byte[] expected, byte[] made, String what) {
        List<String> lines = print(expected);
        List<String> printed = print(made);
        for (int line = 0; line < Math.min(lines.size(), printed.size()); line++) {
            assertThat(printed.get(line)).as("%s, line %s", what, line).isEqualTo(lines.get(line));
        }
        assertThat(printed).as(what).hasSameSizeAs(lines);
    }

    private static Set<String> someWords(String text, Random random) {
        List<String> words = new ArrayList<>(new TreeSet<>(
                WORD.matcher(text).results().map(found -> found.group()).toList()));
        Set<String> some = new HashSet<>();
        for (int i = 0; i < NAMES && !words.isEmpty(); i++) {
            some.add(words.get(random.nextInt(words.size())));
        }
        return some;
    }

    @Test
    void sourcesOfEverySortComeOutAsIfTheyWereCompiledWhole() throws Exception {
        List<SourceText> sources = new ArrayList<>(sources("../reshape/src/main/java"));
        sources.addAll(sources("src/main/java"));
        long seed = Long.getLong("jurigged.seed", System.nanoTime());
        Random random = new Random(seed);
        int abridged = 0;
        int emptied = 0;
        int bodies = 0;
        try (LocalJavac javac = new LocalJavac(settings())) {
            Map<Path, Map<String, byte[]>> whole = compile(javac, sources);
            for (int round = 0; round < ROUNDS; round++) {
                Map<Path, Abridged> shorter = new HashMap<>();
                for (SourceText source : sources) {
                    var made = new LastMade.Made(
                            source.text(), whole.getOrDefault(source.path(), Map.of()), MethodBodies.of(source.text()));
                    bodies += made.bodies().bodies().size();
                    Abridged.of(source, made, someWords(source.text(), random))
                            .ifPresent(found -> shorter.put(source.path(), found));
                }
                Map<Path, Map<String, byte[]>> shortened = compile(
                        javac, shorter.values().stream().map(Abridged::source).toList());
                for (Abridged one : shorter.values()) {
                    assertComplete(one, shortened.get(one.source().path()), seed);
                    emptied += one.emptied();
                }
                abridged += shorter.size();
            }
        }
        System.out.println(
                "abridged " + abridged + " of " + sources.size() * ROUNDS + ", " + emptied + " of " + bodies);
        assertThat(abridged).isGreaterThan(sources.size());
        assertThat(emptied).isGreaterThan(2 * abridged);
    }

    private static void assertComplete(Abridged abridged, Map<String, byte[]> shortened, long seed) {
        Path source = abridged.source().path();
        List<Javac.Output> outputs = shortened.entrySet().stream()
                .map(c -> new Javac.Output(c.getKey(), c.getValue(), source))
                .toList();
        List<Javac.Output> complete = Unabridged.of(abridged, outputs)
                .orElseThrow(() -> new AssertionError(source + " doesn't fit, seed " + seed));
        for (Javac.Output output : complete) {
            byte[] last = abridged.made().classes().get(output.name());
            assertSame(last, output.bytes(), output.name() + ", seed " + seed);
            assertThat(ClassComparison.compareDeeply(last, output.bytes())).isEqualTo(Change.LINES_ONLY);
        }
    }

    /** Shortens a class {@code A}, for changes of members of some names; as it is where nothing can be left out. */
    private static String shorten(String body, String... names) throws CompilerException {
        return shortenFile("class A {\n" + body + "\n}\n", names);
    }

    private static String shortenFile(String file, String... names) throws CompilerException {
        SourceText source = new SourceText(Path.of("A.java").toAbsolutePath(), file);
        try (LocalJavac javac = new LocalJavac(settings())) {
            Map<String, byte[]> classes = compile(javac, List.of(source)).get(source.path());
            var made = new LastMade.Made(source.text(), classes, MethodBodies.of(source.text()));
            Optional<Abridged> abridged = Abridged.of(source, made, Set.of(names));
            if (abridged.isPresent()) {
                assertComplete(
                        abridged.get(),
                        compile(javac, List.of(abridged.get().source())).get(source.path()),
                        0);
            }
            String text = abridged.map(found -> found.source().text()).orElse(source.text());
            assertThat(lineEnds(text)).isEqualTo(lineEnds(source.text()));
            return text;
        }
    }

    private static List<Integer> lineEnds(String text) {
        return IntStream.rangeClosed(0, text.length())
                .filter(at -> at == text.length() || text.charAt(at) == '\n')
                .boxed()
                .toList();
    }

    private static int emptied(String body, String... names) throws CompilerException {
        String text = shorten(body, names);
        return (text.length() - text.replace("throw null;", "").length()) / "throw null;".length();
    }

    private static final String OTHER = """
            int other(int a) {
                int sum = a;
                for (int i = 0; i < a; i++) { sum += i; }
                return sum;
            }
            """;

    @Test
    void whatDoesNotNameAChangeIsLeftOutWithItsLinesKept() throws Exception {
        assertThat(emptied(OTHER, "changed")).isEqualTo(1);
        assertThat(emptied(OTHER, "sum")).isZero();
        assertThat(emptied(OTHER + "int more() { return hashCode() + toString().length() + 17; }", "hashCode"))
                .isEqualTo(1);
        assertThat(emptied(OTHER.replace("sum", "resum"), "sum")).isEqualTo(1);
    }

    @Test
    void lambdasAreLeftOutAllTogetherOrNotAtAllBecauseOfTheirNumbers() throws Exception {
        String lambdas = "Runnable one() { return () -> hashCode(); } Runnable two() { return this::toString; }\n"
                + "Runnable three() { return () -> { Runnable r = () -> toString(); r.run(); }; }\n";
        assertThat(emptied(lambdas + OTHER, "changed")).isEqualTo(4);
        assertThat(emptied(lambdas + OTHER, "hashCode")).isEqualTo(1);
        assertThat(emptied("Runnable zero = () -> {};" + lambdas + OTHER, "changed"))
                .isEqualTo(1);
    }

    @Test
    void whatLeavesATraceInItsClassIsKept() throws Exception {
        assertThat(emptied(OTHER.replace("int sum", "assert a > 0; int sum"), "changed"))
                .isZero();
        assertThat(emptied("class Inner {\n" + OTHER + "}", "changed")).isZero();
        assertThat(emptied("static class Nested {\n" + OTHER + "}", "changed")).isEqualTo(1);
        assertThat(emptied("Object o = new Object() {};" + OTHER, "changed")).isZero();
        assertThat(emptied("int k(Thread.State s) { switch (s) { case NEW: return 1; default: return 2; } }" + OTHER))
                .isZero();
        assertThat(emptied("int \\u0061\\u0062;" + OTHER, "ab")).isZero();
    }

    @Test
    void importsAreLeftOutWithTheBodiesThatNeedThem() throws Exception {
        String file = """
                import static java.lang.Integer.MAX_VALUE;
                import static java.lang.Math.abs;
                import static java.lang.Math.max;

                import java.util.*;
                import java.util.Map.Entry;
                import java.util.TreeMap; import java.util.TreeSet;

                class A {
                    private Object map = new TreeMap<String, String>();

                    int changed() {
                        Entry<String, String> e = null;
                        return max(1, hashCode());
                    }

                    int other(int a) {
                        Set<Integer> all = new TreeSet<>(List.of(a, abs(a), MAX_VALUE));
                        Entry<String, String> e = null;
                        return max(a, all.size());
                    }
                }
                """;
        assertThat(shortenFile(file, "hashCode").lines().filter(line -> line.contains("import")))
                .containsExactly(
                        "import static java.lang.Math.max;",
                        "import java.util.*;",
                        "import java.util.Map.Entry;",
                        "import java.util.TreeMap;" + " ".repeat(1 + "import java.util.TreeSet;".length()));
        assertThat(shortenFile(file, "changed", "Integer", "Math")).contains("Integer.MAX_VALUE;", "Math.abs;");
    }

    @Test
    void nothingIsLeftOutWhereAChangeIsFeltWithoutItsName() {
        String before = "public class C { public int m() { return 1; } }";
        assertThat(names(before, "public class C { public long m() { return 1; } }"))
                .contains(Set.of("m"));
        assertThat(names(before, "public class C { public C(int n) {} public int m() { return 1; } }"))
                .contains(Set.of("C"));
        assertThat(names(before, "public class C { public int m() { return 1; } public void close() {} }"))
                .isEmpty();
        assertThat(names(before, "public class C { public int m() { return 1; } public static final int K = 1; }"))
                .isEmpty();
        assertThat(names(
                        before,
                        "public class C implements Runnable { public int m() { return 1; } public void run() {} }"))
                .isEmpty();
        assertThat(names(
                        "public interface C { default int m() { return 1; } }",
                        "public interface C { default long m() { return 1; } }"))
                .isEmpty();
    }

    private static Optional<Set<String>> names(String before, String after) {
        byte[] old = compiled(before);
        byte[] made = compiled(after);
        List<AbiChange> changes = AbiReader.read(made).changesSince(AbiReader.read(old));
        CompiledClass c = new CompiledClass("C", made, Path.of("C.java"), Change.SCHEMA);
        return Abridged.namesOf(new Assessment(List.of(c), changes, Set.of()));
    }

    private static byte[] compiled(String text) {
        Path file = Path.of("C.java").toAbsolutePath();
        try (LocalJavac javac = new LocalJavac(settings())) {
            return compile(javac, List.of(new SourceText(file, text))).get(file).get("C");
        } catch (CompilerException e) {
            throw new AssertionError(e);
        }
    }
}
