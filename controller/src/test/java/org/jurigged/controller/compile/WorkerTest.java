package org.jurigged.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.jurigged.controller.compile.TestProject.changes;
import static org.jurigged.controller.compile.TestProject.compiled;
import static org.jurigged.controller.compile.TestProject.problems;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiling in a process of another JDK. */
class WorkerTest {
    @Nested
    class OnAnotherJdk {
        @TempDir
        static Path folder;

        private static TestProject project;
        private static CompileSettings settings;
        private static Compiler compiler;
        private static int version;

        @BeforeAll
        static void open() throws Exception {
            Optional<Path> jdk = newerJdk();
            assumeThat(jdk).as("a newer JDK beside this one").isPresent();
            version = JavacChoice.versionOf(jdk.get()).getAsInt();
            project = new TestProject(folder);
            settings = new CompileSettings(
                    project.classPath(),
                    0,
                    false,
                    false,
                    false,
                    List.of(),
                    false,
                    List.of(),
                    StandardCharsets.UTF_8,
                    jdk.get());
            compiler = new Compiler(settings, project);
        }

        @AfterAll
        static void close() {
            if (compiler != null) {
                compiler.close();
            }
        }

        @Test
        void compilesAtItsLevel() throws Exception {
            Path file = project.write("Größe", "class Größe { Object o = \"\\uD83D\\uDE00ä\"; }");
            Compilation.Compiled compiled = compiled(compiler.compile(List.of(file)));
            assertThat(compiled.classes()).singleElement().satisfies(c -> {
                assertThat(c.name()).isEqualTo("Größe");
                assertThat(c.source()).isEqualTo(file);
                assertThat(c.bytes()[7]).isEqualTo((byte) (44 + version));
            });
        }

        @Test
        void tellsProblems() throws Exception {
            Path file = project.write("Wrong", "class Wrong {\n  int a = b;\n}");
            assertThat(problems(compiler.compile(List.of(file))).get(0).text(project.sources))
                    .startsWith("Wrong.java:2:11: cannot find symbol\n  int a = b;\n          ^\n");
        }

        @Test
        void showsAcceptedClassesAlsoAfterItWasEnded() throws Exception {
            SourceText one = new SourceText(project.file("One"), "class One { static int n() { return 1; } }");
            SourceText two = new SourceText(project.file("Two"), "class Two { int n = One.n(); }");
            try (WorkerJavac javac = new WorkerJavac(settings)) {
                Javac.Result first = run(javac, one);
                javac.overlay(Map.of("One", first.classes().get(0).bytes()), Set.of());
                assertThat(run(javac, two).problems()).isEmpty();

                long pid = javac.pid();
                ProcessHandle.of(pid).orElseThrow().destroyForcibly();
                await().until(() -> ProcessHandle.of(pid).isEmpty());

                assertThat(run(javac, two).problems()).isEmpty();
                assertThat(javac.pid()).isNotEqualTo(pid);
                javac.overlay(Map.of(), Set.of("One"));
                assertThat(run(javac, two).problems()).hasSize(1);
            }
        }

        private Javac.Result run(Javac javac, SourceText source) throws CompilerException {
            return javac.run(new Javac.Request(List.of(source), Map.of(), Set.of(), false));
        }

        @Test
        void endsWhenItIsClosed() throws Exception {
            WorkerJavac javac = new WorkerJavac(settings);
            ProcessHandle process = ProcessHandle.of(javac.pid()).orElseThrow();
            javac.close();
            javac.close();
            await().until(() -> !process.isAlive());
            SourceText source = new SourceText(project.file("A"), "class A {}");
            assertThatThrownBy(() -> run(javac, source)).hasMessage("The compiler is closed.");
        }

        @Test
        void findsDependentsLikeAnyOther() throws Exception {
            Path base = project.write("Base", "class Base { int n() { return 1; } }");
            Path user = project.write("User", "class User { long m(Base b) { return b.n(); } }");
            compiler.accept(compiled(compiler.compile(List.of(base, user))));
            project.edit("Base", "int n()", "short n()");
            assertThat(changes(compiler.compile(List.of(base))))
                    .isEqualTo(Map.of("Base", Change.SCHEMA, "User", Change.BODY));
        }
    }

    /** Look for a JDK that is newer than ours among its neighbours. */
    private static Optional<Path> newerJdk() throws Exception {
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> neighbours = Files.list(home.getParent())) {
            return neighbours
                    .filter(jdk -> Files.exists(jdk.resolve("bin").resolve("javac")))
                    .filter(jdk -> JavacChoice.versionOf(jdk).orElse(0)
                            > Runtime.version().feature())
                    .findFirst();
        }
    }

    @Test
    void endsWithItsStdin() throws Exception {
        Path home = Path.of(System.getProperty("java.home"));
        Process process = new ProcessBuilder(
                        home.resolve("bin").resolve("java").toString(),
                        "-cp",
                        Path.of(CompileWorker.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString(),
                        CompileWorker.class.getName())
                .start();
        process.getOutputStream().close();
        await().until(() -> !process.isAlive());
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void aJavaThatDoesNotStartIsNamed(@TempDir Path jdk) throws Exception {
        Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'no room left' >&2\nexit 3\n");
        assumeThat(java.toFile().setExecutable(true)).isTrue();
        CompileSettings s = CompileSettings.of(List.of());
        CompileSettings broken =
                new CompileSettings(List.of(), 0, false, false, false, List.of(), false, List.of(), s.encoding(), jdk);
        SourceText source = new SourceText(jdk.resolve("A.java"), "class A {}");
        assertThatThrownBy(() -> {
                    try (WorkerJavac javac = new WorkerJavac(broken)) {
                        javac.run(new Javac.Request(List.of(source), Map.of(), Set.of(), false));
                    }
                })
                .isInstanceOf(CompilerException.class)
                .hasMessageContaining(jdk.toString());
    }

    @Test
    void messagesArriveAsTheyWereSent() throws Exception {
        SourceText source = new SourceText(Path.of("A.java"), "x".repeat(70_000) + "ä\uD83D\uDE00");
        WorkerMessage.Run sent = new WorkerMessage.Run(List.of(
                new Javac.Request(List.of(source), Map.of("B", new byte[] {1, 2}), Set.of("C"), true),
                new Javac.Request(List.of(), Map.of(), Set.of(), false)));
        ByteArrayOutputStream pipe = new ByteArrayOutputStream();
        WorkerWire.write(pipe, sent);
        WorkerMessage.Run received = (WorkerMessage.Run) WorkerWire.read(new ByteArrayInputStream(pipe.toByteArray()));
        assertThat(received).usingRecursiveComparison().isEqualTo(sent);
    }
}
