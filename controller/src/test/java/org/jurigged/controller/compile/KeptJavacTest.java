package org.jurigged.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jurigged.controller.pairs.PairPrograms;

/** Compares what it compiles, run after run, with what a javac compiles that starts anew. */
final class KeptJavacTest {
    private static final int ONE_IN = 24;

    @TempDir
    Path folder;

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private CompileSettings settings;
    private SharedFiles shared;
    private KeptJavac kept;

    @BeforeEach
    void open() throws Exception {
        settings = new CompileSettings(
                List.of(Files.createDirectories(folder.resolve("classes"))),
                17,
                true,
                false,
                true,
                List.of(),
                false,
                List.of(),
                StandardCharsets.UTF_8,
                Path.of(System.getProperty("java.home")));
        shared = new SharedFiles(settings, compiler);
        kept = shared.kept().orElseThrow();
    }

    @AfterEach
    void close() {
        shared.close();
    }

    private List<SourceFile> units(Map<String, String> sources) {
        List<SourceFile> units = new ArrayList<>();
        sources.forEach((path, text) -> units.add(new SourceFile(new SourceText(folder.resolve(path), text))));
        return units;
    }

    private List<String> options() {
        return JavacOptions.of(settings, Runtime.version().feature(), false);
    }

    private Optional<Map<String, String>> compile(Map<String, String> sources, Overlay overlay) {
        return kept.compile(overlay, options(), units(sources)).map(KeptJavacTest::contents);
    }

    private Optional<Map<String, String>> compileAnew(Map<String, String> sources, Overlay overlay) {
        RunFiles files = shared.forRun(overlay);
        boolean done = compiler.getTask(
                        new StringWriter(), files, new ProblemCollector(), options(), null, units(sources))
                .call();
        return done ? Optional.of(contents(files.classes())) : Optional.empty();
    }

    private static Map<String, String> contents(List<MemoryFile> classes) {
        Map<String, String> contents = new TreeMap<>();
        classes.forEach(file -> contents.put(file.name(), HexFormat.of().formatHex(file.bytes())));
        return contents;
    }

    private static Overlay overlay(Map<String, String> classes) {
        Map<String, byte[]> bytes = new TreeMap<>();
        classes.forEach((name, hex) -> bytes.put(name, HexFormat.of().parseHex(hex)));
        return Overlay.EMPTY.with(bytes, Set.of());
    }

    /** Compiles both ways; returns the class files. */
    private Optional<Map<String, String>> assertSame(Map<String, String> sources, Overlay overlay) {
        Optional<Map<String, String>> fresh = compileAnew(sources, overlay);
        assertThat(compile(sources, overlay)).as("classes of %s", sources).isEqualTo(fresh);
        return fresh;
    }

    @Test
    void everyStateOfAProgramCompilesAsByAJavacThatStartsAnewTogetherAndByTheFile() throws Exception {
        for (List<Map<String, String>> program : PairPrograms.list(17, ONE_IN)) {
            Map<String, String> before = Map.of();
            Overlay seen = Overlay.EMPTY;
            for (Map<String, String> state : program) {
                Overlay old = seen;
                for (String path : state.keySet()) {
                    if (!state.get(path).equals(before.get(path))) {
                        assertSame(Map.of(path, state.get(path)), old);
                    }
                }
                Optional<Map<String, String>> classes = assertSame(state, Overlay.EMPTY);
                assertThat(classes).isPresent();
                seen = overlay(classes.get());
                before = state;
                for (String path : state.keySet()) {
                    assertSame(Map.of(path, state.get(path)), seen);
                }
            }
        }
    }

    @Test
    void whatIsGoneOrNewOrOtherInAnyPackageIsSeen() {
        Map<String, String> user = Map.of("User.java", "class User { Object made() { return new Made(1); } }");
        Map<String, String> inPackage = Map.of("a/User.java", "package a; class User { b.Made made = new b.Made(); }");
        Optional<Map<String, String>> number =
                compile(Map.of("Made.java", "class Made { Made(int n) {} }"), Overlay.EMPTY);
        Optional<Map<String, String>> text =
                compile(Map.of("Made.java", "class Made { Made(long n) {} }"), Overlay.EMPTY);
        Optional<Map<String, String>> other =
                compile(Map.of("b/Made.java", "package b; public class Made {}"), Overlay.EMPTY);

        assertThat(assertSame(user, Overlay.EMPTY)).isEmpty();
        Optional<Map<String, String>> withNumber = assertSame(user, overlay(number.orElseThrow()));
        Optional<Map<String, String>> withText = assertSame(user, overlay(text.orElseThrow()));
        assertThat(withNumber).isPresent().isNotEqualTo(withText);
        assertThat(assertSame(user, Overlay.EMPTY)).isEmpty();
        assertThat(assertSame(inPackage, Overlay.EMPTY)).isEmpty();
        assertThat(assertSame(inPackage, overlay(other.orElseThrow()))).isPresent();
        assertThat(assertSame(inPackage, overlay(number.get()))).isEmpty();
    }

    @Test
    void classesInTheFoldersOfTheClassPathAreReadAgainWhenTheyChange() throws Exception {
        Map<String, String> user = Map.of("User.java", "class User { int made = Made.SIZE; }");
        assertThat(assertSame(user, Overlay.EMPTY)).isEmpty();
        write("Made.class", compile(Map.of("Made.java", "class Made { static final int SIZE = 1; }"), Overlay.EMPTY));
        Optional<Map<String, String>> one = assertSame(user, Overlay.EMPTY);
        write("Made.class", compile(Map.of("Made.java", "class Made { static final int SIZE = 2; }"), Overlay.EMPTY));
        Optional<Map<String, String>> two = assertSame(user, Overlay.EMPTY);
        assertThat(one).isPresent().isNotEqualTo(two);
        Files.delete(folder.resolve("classes/Made.class"));
        assertThat(assertSame(user, Overlay.EMPTY)).isEmpty();
    }

    private void write(String name, Optional<Map<String, String>> classes) throws Exception {
        byte[] bytes = HexFormat.of()
                .parseHex(classes.orElseThrow().values().iterator().next());
        Files.write(folder.resolve("classes").resolve(name), bytes);
    }

    @Test
    void aClassThatStandsForOneOfTheJdksDoesNotOutliveItsRun() {
        Map<String, String> user =
                Map.of("User.java", "class User { Object made = new java.util.ArrayList<String>(3); }");
        Optional<Map<String, String>> first = assertSame(user, Overlay.EMPTY);
        assertSame(
                Map.of("java/util/ArrayList.java", "package java.util; public class ArrayList<T> {}"), Overlay.EMPTY);
        assertThat(assertSame(user, Overlay.EMPTY)).isPresent().isEqualTo(first);
    }

    @Test
    void thereIsNoneWhereProcessorsRunOrForALevelWithoutModules() {
        assertThat(KeptJavac.open(with(8, false), shared.forRun(Overlay.EMPTY))).isEmpty();
        assertThat(KeptJavac.open(with(17, true), shared.forRun(Overlay.EMPTY))).isEmpty();
        assertThat(KeptJavac.open(with(11, false), shared.forRun(Overlay.EMPTY)))
                .isPresent();
    }

    private CompileSettings with(int release, boolean processing) {
        return new CompileSettings(
                settings.classPath(),
                release,
                true,
                false,
                true,
                List.of(),
                processing,
                List.of(),
                settings.encoding(),
                settings.jdkHome());
    }
}
