package org.jurigged.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jurigged.controller.compile.TestProject.compiled;
import static org.jurigged.controller.compile.TestProject.problems;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about sources that don't compile, and sources that look odd and do. */
class ProblemTest {
    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void project() throws Exception {
        project = new TestProject(folder);
    }

    private Compilation compile(Path file) throws Exception {
        return compile(file, project.settings());
    }

    private Compilation compile(Path file, CompileSettings settings) throws Exception {
        try (Compiler compiler = new Compiler(settings, project)) {
            return compiler.compile(List.of(file));
        }
    }

    private CompileSettings in(Charset encoding) {
        CompileSettings s = project.settings();
        return new CompileSettings(
                s.classPath(), 0, false, false, false, List.of(), false, List.of("-Werror"), encoding, s.jdkHome());
    }

    @Nested
    class Text {
        @Test
        void isLaidOutLikeThatOfJavac() throws Exception {
            Path file = project.write("A", "class A {\r\n\tint a = b;\r\n}\r\n");
            assertThat(problems(compile(file))).singleElement().satisfies(problem -> {
                assertThat(problem.line()).isEqualTo(2);
                assertThat(problem.column()).isEqualTo(10);
                assertThat(problem.text(project.sources).lines())
                        .containsExactly(
                                "A.java:2:10: cannot find symbol",
                                "\tint a = b;",
                                "\t        ^",
                                "  symbol:   variable b",
                                "  location: class A");
            });
        }

        @Test
        void namesTheWholePathOfAFileElsewhere() throws Exception {
            Path file = project.write("A", "class A {");
            assertThat(problems(compile(file)).get(0).text(folder.resolve("other")))
                    .startsWith(file + ":1:10: reached end of file while parsing\nclass A {\n         ^");
        }

        @Test
        void showsOnlyAPartOfAVeryLongLine() throws Exception {
            Path file = project.write(
                    "A", "class A { /* " + "x".repeat(100_000) + " */ int a = b; /* " + "y".repeat(9_000) + " */ }");
            Problem problem = problems(compile(file)).get(0);
            assertThat(problem.column()).isGreaterThan(100_000);
            assertThat(problem.sourceLine()).hasSizeLessThan(300).contains("int a = b;");
            assertThat(problem.sourceLine().charAt(problem.caret())).isEqualTo('b');
        }

        @Test
        void hasEveryErrorAndNoWarning() throws Exception {
            Path file = project.write(
                    "A", "class A { int a = 1L; int b = 2L; java.util.List raw = new java.util.ArrayList(); }");
            assertThat(problems(compile(file))).hasSize(2);
            project.write(
                    "A",
                    "class A { java.util.List raw = new java.util.ArrayList(); Thread t; void m() { t.stop(); } }");
            assertThat(compile(file, in(StandardCharsets.UTF_8))).isInstanceOf(Compilation.Compiled.class);
        }

        @Test
        void isLimited() throws Exception {
            StringBuilder text = new StringBuilder("class A {\n");
            for (int i = 0; i < 500; i++) {
                text.append("int f").append(i).append(" = missing;\n");
            }
            assertThat(problems(compile(project.write("A", text + "}")))).hasSize(100);
        }

        @Test
        void namesAnOptionThatJavacRefuses() throws Exception {
            CompileSettings s = project.settings();
            CompileSettings wrong = new CompileSettings(
                    s.classPath(), 4, true, false, false, List.of(), false, List.of(), s.encoding(), s.jdkHome());
            Problem problem =
                    problems(compile(project.write("A", "class A {}"), wrong)).get(0);
            assertThat(problem.file()).isNull();
            assertThat(problem.text(folder))
                    .contains("release version 4 not supported")
                    .contains("(JDK ");
        }
    }

    @Nested
    class Encoding {
        @Test
        void isThatOfTheProject() throws Exception {
            String text = "class A { static String m() { return \"Größe\"; } }";
            Path file = project.write("A", text, StandardCharsets.ISO_8859_1);
            Compilation compilation = compile(file, in(StandardCharsets.ISO_8859_1));
            assertThat(TestProject.call(compiled(compilation), "A", "m")).isEqualTo("Größe");
        }

        @Test
        void isNamedWhenAFileHasAnother() throws Exception {
            Path file = project.write("A", "class A {\n  // Größe\n}", StandardCharsets.ISO_8859_1);
            assertThat(problems(compile(file)).get(0).text(project.sources)).isEqualTo("""
                            A.java:2:8: not valid UTF-8: byte 0xF6 is no character here. Save the file as UTF-8 or set the project's encoding.
                              // Gr
                                   ^\
                            """);
        }

        @Test
        void mayBeMarked() throws Exception {
            Path file = project.write("A", "\uFEFFclass A { int a = b; }");
            assertThat(problems(compile(file)).get(0).column()).isEqualTo(19);
            project.write("A", "\uFEFFclass A { }");
            assertThat(compiled(compile(file)).texts()).containsEntry(file, "class A { }");
        }
    }

    @Test
    void namesWithSpacesAndOtherLettersAreFine() throws Exception {
        TestProject odd = new TestProject(Files.createDirectory(folder.resolve("a folder & größer #1")));
        Path file = odd.write("päck.Größe", "package päck; public class Größe { static String m() { return \"ä\"; } }");
        odd.build();
        try (Compiler compiler = odd.compiler()) {
            odd.edit("päck.Größe", "\"ä\"", "\"ö\"");
            Compilation.Compiled compilation = compiled(compiler.compile(List.of(file)));
            assertThat(TestProject.changes(compilation)).containsEntry("päck.Größe", Change.BODY);
            assertThat(compilation.removedClasses()).isEmpty();
            assertThat(TestProject.call(compilation, "päck.Größe", "m")).isEqualTo("ö");
        }
    }

    @Test
    void aVeryLargeFileIsFine() throws Exception {
        StringBuilder text = new StringBuilder("class A {\n");
        while (text.length() < 10_000_000) {
            text.append("  /* ")
                    .append("a long comment ".repeat(600))
                    .append("*/\n  int m")
                    .append(text.length())
                    .append("() { return 1; }\n");
        }
        assertThat(compile(project.write("A", text + "}\n"))).isInstanceOf(Compilation.Compiled.class);
    }

    @Test
    void deepExpressionsAreFine() throws Exception {
        String sum = "a" + " + a".repeat(5_000);
        assertThat(compile(project.write("A", "class A { int m(int a) { return " + sum + "; } }")))
                .isInstanceOf(Compilation.Compiled.class);
    }

    @Test
    void anUnreadableSourceIsNamed() throws Exception {
        Path file = Files.createDirectories(project.file("A"));
        assertThat(problems(compile(file)).get(0).text(project.sources)).startsWith("A.java: can't read this file");
    }
}
