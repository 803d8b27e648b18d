package org.jurigged.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.jurigged.controller.compile.TestProject.compiled;
import static org.jurigged.controller.compile.TestProject.problems;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the settings reach javac. */
class SettingsTest {
    private static final int OWN = Runtime.version().feature();

    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void project() throws IOException {
        project = new TestProject(folder);
    }

    private Compilation compile(CompileSettings settings, String text) throws IOException {
        try (Compiler compiler = new Compiler(settings, project)) {
            return compiler.compile(List.of(project.write("A", text)));
        }
    }

    private CompileSettings level(int release, boolean flag, boolean preview, boolean parameters, Path home) {
        return new CompileSettings(
                project.classPath(),
                release,
                flag,
                preview,
                parameters,
                List.of(),
                false,
                List.of(),
                StandardCharsets.UTF_8,
                home);
    }

    private CompileSettings level(int release, boolean flag) {
        return level(release, flag, false, false, project.settings().jdkHome());
    }

    private static int major(Compilation compilation) {
        byte[] bytes = compiled(compilation).classes().get(0).bytes();
        return bytes[6] << 8 | bytes[7] & 0xff;
    }

    @ParameterizedTest
    @CsvSource({"8, true, 52", "8, false, 52", "11, true, 55", "11, false, 55", "17, true, 61"})
    void theLevelIsThatOfTheProject(int release, boolean flag, int major) throws IOException {
        assertThat(major(compile(level(release, flag), "class A { Object o = System.out; }")))
                .isEqualTo(major);
    }

    @Test
    void onlyTheReleaseFlagHidesNewerApi() throws IOException {
        String text = "class A { boolean b = \"\".isBlank(); }";
        assertThat(problems(compile(level(8, true), text)).get(0).message()).startsWith("cannot find symbol");
        assertThat(compile(level(8, false), text)).isInstanceOf(Compilation.Compiled.class);
    }

    @Test
    void previewFeaturesNeedPreview() throws IOException {
        String text = "class A { int m(Object o) { return switch (o) { case String s -> 1; default -> 0; }; } }";
        Path home = project.settings().jdkHome();
        if (OWN == 17) {
            assertThat(problems(compile(level(0, false), text)).get(0).message())
                    .contains("preview feature");
        }
        byte[] bytes = compiled(compile(level(0, false, true, false, home), text))
                .classes()
                .get(0)
                .bytes();
        assertThat(bytes[4] << 8 & 0xff00 | bytes[5] & 0xff).isEqualTo(OWN == 17 ? 0xffff : 0);
    }

    @Test
    void parametersKeepTheirNames() throws IOException {
        String text = "class A { void m(int weight) {} }";
        Path home = project.settings().jdkHome();
        byte[] with = compiled(compile(level(0, false, false, true, home), text))
                .classes()
                .get(0)
                .bytes();
        assertThat(new String(with, StandardCharsets.ISO_8859_1)).contains("MethodParameters");
        byte[] without =
                compiled(compile(level(0, false), text)).classes().get(0).bytes();
        assertThat(new String(without, StandardCharsets.ISO_8859_1)).doesNotContain("MethodParameters");
    }

    @Test
    void anOldJdkIsStoodInForByOurs() throws IOException {
        Path old = Files.createDirectories(folder.resolve("jdk8"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"1.8.0_392\"\n");
        assertThat(major(compile(level(0, false, false, false, old), "class A {}")))
                .isEqualTo(52);
    }

    @Test
    void aJreThatIsNewerThanUsIsNamed() throws IOException {
        Path jre = Files.createDirectories(folder.resolve("jre"));
        Files.writeString(jre.resolve("release"), "JAVA_VERSION=\"99.0.1\"\n");
        assertThatThrownBy(() -> compile(level(0, false, false, false, jre), "class A {}"))
                .isInstanceOf(CompilerException.class)
                .hasMessage("The Java 99 at " + jre
                        + " has no compiler (it is a JRE): install a JDK 99 and name its home.");
    }

    @Test
    void aFolderThatIsNoJdkIsNamed() {
        assertThatThrownBy(() -> compile(level(0, false, false, false, folder), "class A {}"))
                .isInstanceOf(CompilerException.class)
                .hasMessageContaining("There is no JDK at " + folder);
    }

    @Test
    void aClassPathEntryThatIsGoneIsNoProblem() throws IOException {
        project.library(folder.resolve("gone.jar")).library(folder.resolve("gone"));
        assertThat(compile(project.settings(), "class A {}")).isInstanceOf(Compilation.Compiled.class);
    }

    @Test
    void sourcesOnTheClassPathAreNotCompiledAlong() throws IOException {
        Files.writeString(project.classes.resolve("B.java"), "class B {}");
        assertThat(problems(compile(project.settings(), "class A { B b; }"))).hasSize(1);
    }

    @Test
    void processorsMakeSourcesClassesAndResources() throws Exception {
        Path jar = TestJar.write(
                folder.resolve("processor.jar"),
                "proc.Maker",
                """
                package proc;
                import java.io.*;
                import java.util.*;
                import javax.annotation.processing.*;
                import javax.lang.model.*;
                import javax.lang.model.element.*;
                import javax.tools.*;
                @SupportedAnnotationTypes("*")
                public class Maker extends AbstractProcessor {
                    private boolean made;
                    @Override public SourceVersion getSupportedSourceVersion() { return SourceVersion.latest(); }
                    @Override public boolean process(Set<? extends TypeElement> types, RoundEnvironment round) {
                        for (Element e : round.getRootElements()) {
                            String name = e.getSimpleName().toString();
                            if (name.endsWith("Gen")) continue;
                            try (Writer out = processingEnv.getFiler().createSourceFile(name + "Gen", e).openWriter()) {
                                out.write("class " + name + "Gen { static int value() { return 42; } }");
                            } catch (IOException x) { throw new UncheckedIOException(x); }
                            try {
                                FileObject note = processingEnv.getFiler().createResource(
                                        StandardLocation.CLASS_OUTPUT, "", name + ".txt", e);
                                try (Writer out = note.openWriter()) { out.write(name); }
                            } catch (IOException x) { throw new UncheckedIOException(x); }
                        }
                        return false;
                    }
                }
                """,
                Map.of("META-INF/services/javax.annotation.processing.Processor", "proc.Maker"));
        CompileSettings on = new CompileSettings(
                project.classPath(),
                0,
                false,
                false,
                false,
                List.of(jar),
                true,
                List.of(),
                StandardCharsets.UTF_8,
                project.settings().jdkHome());
        try (Compiler compiler = new Compiler(on, project)) {
            Path file = project.write("A", "class A { static int m() { return AGen.value(); } }");
            Path other = project.write("Other", "class Other { int n = OtherGen.value(); }");
            Compilation.Compiled first = compiled(compiler.compile(List.of(file, other)));
            assertThat(first.classes())
                    .extracting(CompiledClass::name, CompiledClass::source)
                    .contains(tuple("AGen", file), tuple("OtherGen", other));
            assertThat(TestProject.call(first, "A", "m")).isEqualTo(42);
            compiler.accept(first);

            project.edit("A", "AGen.value()", "1 + AGen.value()");
            Compilation second = compiler.compile(List.of(file));
            assertThat(TestProject.changes(second)).isEqualTo(Map.of("A", Change.BODY, "AGen", Change.SAME));
            assertThat(compiled(second).removedClasses()).isEmpty();
        }
    }

    @Test
    void aProcessorThatFailsIsAProblem() throws IOException {
        Path jar = TestJar.write(
                folder.resolve("processor.jar"),
                "proc.Fails",
                """
                package proc;
                import java.util.*;
                import javax.annotation.processing.*;
                import javax.lang.model.element.*;
                @SupportedAnnotationTypes("*")
                public class Fails extends AbstractProcessor {
                    @Override public boolean process(Set<? extends TypeElement> types, RoundEnvironment round) {
                        throw new IllegalArgumentException("no such luck");
                    }
                }
                """,
                Map.of("META-INF/services/javax.annotation.processing.Processor", "proc.Fails"));
        CompileSettings on = new CompileSettings(
                List.of(jar),
                0,
                false,
                false,
                false,
                List.of(),
                true,
                List.of(),
                StandardCharsets.UTF_8,
                project.settings().jdkHome());
        assertThat(problems(compile(on, "class A {}")).get(0).message()).contains("no such luck");
        CompileSettings off = new CompileSettings(
                List.of(jar),
                0,
                false,
                false,
                false,
                List.of(),
                false,
                List.of("-Akey=value"),
                StandardCharsets.UTF_8,
                project.settings().jdkHome());
        assertThat(compile(off, "class A {}")).isInstanceOf(Compilation.Compiled.class);
    }
}
