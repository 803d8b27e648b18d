package org.jurigged.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jurigged.controller.compile.TestProject.compiled;
import static org.jurigged.controller.compile.TestProject.problems;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void project() throws Exception {
        project = new TestProject(folder);
    }

    private Compilation compile(CompileSettings settings, String text) throws Exception {
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
        return ((bytes[6] & 0xff) << 8) | (bytes[7] & 0xff);
    }

    @ParameterizedTest
    @CsvSource({"8, true, 52", "8, false, 52", "11, true, 55", "11, false, 55", "17, true, 61"})
    void theLevelIsThatOfTheProject(int release, boolean flag, int major) throws Exception {
        assertThat(major(compile(level(release, flag), "class A { Object o = System.out; }")))
                .isEqualTo(major);
    }

    @Test
    void onlyTheReleaseFlagHidesNewerApi() throws Exception {
        String text = "class A { boolean b = \"\".isBlank(); }";
        assertThat(problems(compile(level(8, true), text)).get(0).message()).startsWith("cannot find symbol");
        assertThat(compile(level(8, false), text)).isInstanceOf(Compilation.Compiled.class);
    }

    @Test
    void previewFeaturesNeedPreview() throws Exception {
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
        assertThat(((bytes[4] & 0xff) << 8) | (bytes[5] & 0xff)).isEqualTo(OWN == 17 ? 0xffff : 0);
    }

    @Test
    void parametersKeepTheirNames() throws Exception {
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
    void anOldJdkIsStoodInForByOurs() throws Exception {
        Path old = Files.createDirectories(folder.resolve("jdk8"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"1.8.0_392\"\n");
        assertThat(major(compile(level(0, false, false, false, old), "class A {}")))
                .isEqualTo(52);
    }

    @Test
    void aJreThatIsNewerThanUsIsNamed() throws Exception {
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
    void aClassPathEntryThatIsGoneIsNoProblem() throws Exception {
        project.library(folder.resolve("gone.jar")).library(folder.resolve("gone"));
        assertThat(compile(project.settings(), "class A {}")).isInstanceOf(Compilation.Compiled.class);
    }

    @Test
    void sourcesOnTheClassPathAreNotCompiledAlong() throws Exception {
        Files.writeString(project.classes.resolve("B.java"), "class B {}");
        assertThat(problems(compile(project.settings(), "class A { B b; }"))).hasSize(1);
    }
}
