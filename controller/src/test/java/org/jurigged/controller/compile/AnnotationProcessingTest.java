package org.jurigged.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.jurigged.controller.compile.TestProject.call;
import static org.jurigged.controller.compile.TestProject.changes;
import static org.jurigged.controller.compile.TestProject.compiled;
import static org.jurigged.controller.compile.TestProject.problems;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotationProcessingTest {
    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void project() throws Exception {
        project = new TestProject(folder);
    }

    /** Make a jar with a processor, given what it does with the names of the classes of the first round. */
    private Path processor(String body) throws Exception {
        String text = """
                package proc;
                import java.io.*;
                import java.util.*;
                import javax.annotation.processing.*;
                import javax.lang.model.*;
                import javax.lang.model.element.*;
                import javax.tools.*;
                @SupportedAnnotationTypes("*")
                public class Maker extends AbstractProcessor {
                    private boolean done;
                    @Override public SourceVersion getSupportedSourceVersion() { return SourceVersion.latest(); }
                    @Override public boolean process(Set<? extends TypeElement> types, RoundEnvironment round) {
                        if (done) return false;
                        done = true;
                        try {
                            List<String> names = new ArrayList<>();
                            for (Element e : round.getRootElements()) names.add(e.getSimpleName().toString());
                            Collections.sort(names);
                            make(names);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        return false;
                    }
                    private void source(String name, String text) throws IOException {
                        try (Writer out = processingEnv.getFiler().createSourceFile(name).openWriter()) { out.write(text); }
                    }
                    private void make(List<String> names) throws IOException { BODY }
                }
                """;
        return TestJar.write(
                folder.resolve("processor.jar"),
                "proc.Maker",
                text.replace("BODY", body),
                Map.of("META-INF/services/javax.annotation.processing.Processor", "proc.Maker"));
    }

    private CompileSettings settings(List<Path> processorPath, boolean processing) {
        CompileSettings s = project.settings();
        return new CompileSettings(
                s.classPath(),
                0,
                false,
                false,
                false,
                processorPath,
                processing,
                List.of("-Akey=value"),
                s.encoding(),
                s.jdkHome());
    }

    @Test
    void compilesWhatIsGenerated() throws Exception {
        Path jar = processor("""
                for (String name : names) source(name + "Gen", "class " + name + "Gen { static int value() { return 42; } }");
                FileObject note = processingEnv.getFiler().createResource(StandardLocation.CLASS_OUTPUT, "p", "note.txt");
                try (Writer out = note.openWriter()) { out.write("a"); }
                processingEnv.getFiler().getResource(StandardLocation.CLASS_OUTPUT, "", "built.txt").getCharContent(true);
                """);
        Path built = Files.createFile(project.classes.resolve("built.txt"));
        try (Compiler compiler = new Compiler(settings(List.of(jar), true), project)) {
            Path file = project.write("A", "class A { static int m() { return AGen.value(); } }");
            Path other = project.write("Other", "class Other { int n = OtherGen.value(); }");
            Compilation.Compiled first = compiled(compiler.compile(List.of(file, other)));
            assertThat(first.classes())
                    .extracting(CompiledClass::name, CompiledClass::source)
                    .contains(tuple("AGen", file), tuple("OtherGen", other));
            assertThat(call(first, "A", "m")).isEqualTo(42);
            compiler.accept(first);

            project.edit("A", "AGen.value()", "1 + AGen.value()");
            Compilation second = compiler.compile(List.of(file));
            assertThat(changes(second)).isEqualTo(Map.of("A", Change.BODY, "AGen", Change.SAME));
            assertThat(compiled(second).removedClasses()).isEmpty();
        }
        try (Stream<Path> files = Files.list(project.classes)) {
            assertThat(files).containsExactly(built);
        }
    }

    @Test
    void givesTheProcessorAllThatOneGeneratedClassIsMadeOf() throws Exception {
        Path jar = processor("""
                StringBuilder all = new StringBuilder();
                for (String name : names) all.append("new ").append(name).append("(); ");
                source("Registry", "class Registry { static void all() { " + all + "} }");
                """);
        try (Compiler compiler = new Compiler(settings(List.of(jar), true), project)) {
            Path a = project.write("A", "class A { }");
            Path b = project.write("B", "class B { }");
            compiler.accept(compiled(compiler.compile(List.of(a, b))));
            project.write("B", "class B { int more; }");
            assertThat(changes(compiler.compile(List.of(b))))
                    .isEqualTo(Map.of("A", Change.SAME, "B", Change.SCHEMA, "Registry", Change.SAME));
        }
    }

    @Test
    void findsProcessorsOnTheClassPath() throws Exception {
        project.library(processor("source(\"Made\", \"class Made {}\");"));
        try (Compiler compiler = new Compiler(settings(List.of(), true), project)) {
            assertThat(changes(compiler.compile(List.of(project.write("A", "class A { Made made; }")))))
                    .containsOnlyKeys("A", "Made");
        }
    }

    @Test
    void showsErrorsInGeneratedSources() throws Exception {
        Path jar = processor("source(\"Wrong\", \"class Wrong { int a = b; }\");");
        try (Compiler compiler = new Compiler(settings(List.of(jar), true), project)) {
            List<Problem> problems = problems(compiler.compile(List.of(project.write("A", "class A {}"))));
            assertThat(problems.get(0).text(null)).startsWith("Wrong.java:1:23: cannot find symbol\nclass Wrong");
        }
    }

    @Test
    void blamesAProcessorThatFails() throws Exception {
        Path jar = processor("throw new IllegalArgumentException(\"no such luck\");");
        try (Compiler compiler = new Compiler(settings(List.of(jar), true), project)) {
            assertThat(problems(compiler.compile(List.of(project.write("A", "class A {}"))))
                            .get(0)
                            .message())
                    .contains("no such luck");
        }
        project.library(jar);
        try (Compiler compiler = new Compiler(settings(List.of(), false), project)) {
            assertThat(changes(compiler.compile(List.of(project.file("A"))))).containsOnlyKeys("A");
        }
    }

    @Test
    void leavesOutSourcesThatTheBuildGenerated() throws Exception {
        Path file = folder.resolve("target/generated-sources/annotations/p/Made.java");
        SourceLookup lookup = new SourceLookup() {
            @Override
            public Optional<Path> sourceOf(String binaryName) {
                return Optional.of(file);
            }

            @Override
            public Collection<Path> sources() {
                return List.of(file);
            }
        };
        assertThat(new SourceFiles(lookup, true).fileOf("p/Made.java")).isEmpty();
        assertThat(new SourceFiles(lookup, false).fileOf("p/Made.java")).hasValue(file);
    }
}
