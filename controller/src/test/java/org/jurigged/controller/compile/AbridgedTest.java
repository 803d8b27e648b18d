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
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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
}
