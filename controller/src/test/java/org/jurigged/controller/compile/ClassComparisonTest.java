package org.jurigged.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassComparisonTest {
    private static LocalJavac javac;

    @BeforeAll
    static void open() throws CompilerException {
        CompileSettings s = CompileSettings.of(List.of());
        javac = new LocalJavac(new CompileSettings(
                List.of(), 0, false, false, true, List.of(), false, List.of(), s.encoding(), s.jdkHome()));
    }

    @AfterAll
    static void close() {
        javac.close();
    }

    private static byte[] compile(String body) throws CompilerException {
        SourceText source = new SourceText(Path.of("A.java"), "abstract class A " + body);
        Javac.Result result = javac.run(new Javac.Request(List.of(source), Map.of(), Set.of(), false));
        assertThat(result.problems()).isEmpty();
        return result.classes().stream()
                .filter(c -> c.name().equals("A"))
                .findFirst()
                .orElseThrow()
                .bytes();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ int a; } | { int a; } | SAME",
                "{ void m() { int a = 1; } } | { /**/ void m() { int a = 1; } } | SAME",
                "{ void m() { int a = 1; } } | { void m() { int b = 1; } } | LINES_ONLY",
                "{ void m(int a) { } } | { void m(int b) { } } | BODY",
                "{ void m() { } } | { @Deprecated void m() { } } | BODY",
                "{ static final int a = 1; } | { static final int a = 2; } | BODY",
                "{ java.util.List<String> a; } | { java.util.List<Long> a; } | BODY",
                "{ void m() { } } | { void m() throws Exception { } } | BODY",
                "{ void m() { } void n() { } } | { void n() { } void m() { } } | BODY",
                "{ int a; int b; } | { int b; int a; } | SCHEMA",
                "{ int a; } | { final int a = 0; } | SCHEMA",
                "{ void m() { } } | { void m() { Runnable r = () -> { }; } } | SCHEMA",
                "{ void m() { } } | { synchronized void m() { } } | SCHEMA",
                "{ } | extends Thread { } | SCHEMA",
                "{ } | implements Runnable { } | SCHEMA",
                "{ } | { class B { } } | SCHEMA",
            })
    void tellsHowMuchDiffers(String before, String after, Change change) throws CompilerException {
        assertThat(ClassComparison.compare(compile(before), compile(after))).isEqualTo(change);
    }

    @Test
    void takesABrokenFileForADifferentSchema() throws CompilerException {
        assertThat(ClassComparison.compare(new byte[] {1, 2, 3}, compile("{ }")))
                .isEqualTo(Change.SCHEMA);
    }
}
