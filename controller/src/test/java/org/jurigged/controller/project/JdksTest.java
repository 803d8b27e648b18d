package org.jurigged.controller.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdksTest {
    private Tree tree;

    @BeforeEach
    void realDirectory(@TempDir Path dir) throws IOException {
        tree = new Tree(dir.toRealPath());
    }

    private Path home(String name, String version, String... tools) throws IOException {
        Path home = tree.directory(name);
        tree.file(name + "/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"x\"\n");
        for (String tool : tools) {
            Path launcher = Jdks.launcher(home, tool);
            Files.createDirectories(launcher.getParent());
            Files.writeString(launcher, "");
        }
        return home;
    }

    @Test
    void findTheOneThatRunsUsFirst() {
        Jdk ours = Jdks.find().get(0);
        assertThat(ours.feature()).isEqualTo(Runtime.version().feature());
        assertThat(ours.hasCompiler()).isTrue();
        assertThat(ours.java()).isExecutable();
        assertThat(Jdks.of(ours.java())).contains(ours);
        assertThat(Jdks.find()).extracting(Jdk::home).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_402, 8", "9, 9", "17.0.15, 17", "25, 25", "26-ea, 26"})
    void readTheFeatureRelease(String version, int feature) throws IOException {
        assertThat(Jdks.of(home("jdk", version, "java", "javac")))
                .contains(new Jdk(tree.path("jdk"), feature, version, true));
    }

    @Test
    void knowAJreByItsLackOfACompiler() throws IOException {
        assertThat(Jdks.of(home("jre", "21.0.1", "java")).orElseThrow().hasCompiler())
                .isFalse();
    }

    @Test
    void resolveTheLauncherThroughLinks() throws IOException {
        Path home = home("jdk-21", "21.0.1", "java", "javac");
        Path alternatives = Files.createSymbolicLink(tree.path("alternative"), Jdks.launcher(home, "java"));
        Path onPath = Files.createSymbolicLink(tree.path("java"), alternatives);
        assertThat(Jdks.of(onPath)).map(Jdk::home).contains(home);
    }

    @Test
    void preferTheJdkAroundAJre8() throws IOException {
        Path home = home("jdk8", "1.8.0_402", "java", "javac");
        Path inner = Files.createDirectories(home.resolve("jre/bin"));
        Path java = Files.writeString(inner.resolve(Jdks.launcher(home, "java").getFileName()), "");
        assertThat(Jdks.of(java)).map(Jdk::home).contains(home);
    }

    @Test
    void lookIntoAMacBundle() throws IOException {
        Path home = home("temurin-21.jdk/Contents/Home", "21.0.1", "java");
        assertThat(Jdks.of(tree.path("temurin-21.jdk"))).map(Jdk::home).contains(home);
    }

    @Test
    void areNotWhatOnlyLooksLikeOne() throws IOException {
        assertThat(Jdks.of(tree.path("gone"))).isEqualTo(Optional.empty());
        assertThat(Jdks.of(tree.file("bin/java", ""))).isEmpty();
        assertThat(Jdks.of(tree.file("java", ""))).isEmpty();
        assertThat(Jdks.of(home("no-launcher", "17"))).isEmpty();
        assertThat(Jdks.of(home("odd", "unknown", "java"))).isEmpty();
    }

    @Test
    void areFoundBesideOneThatIsKnownAndInTheUsualFolders() throws IOException {
        Path known = home("jvm/a-17", "17", "java", "javac");
        Path beside = home("jvm/b-21", "21", "java");
        Path managed = home("home/.jdks/c-25", "25", "java");
        Files.createSymbolicLink(tree.path("jvm/default"), known);
        JdkPlaces places = new JdkPlaces(
                List.of(tree.path("gone"), Jdks.launcher(known, "java")),
                List.of(tree.path("home/.jdks"), tree.path("nowhere")));
        assertThat(Jdks.find(places)).extracting(Jdk::home).containsExactly(known, beside, managed);
    }
}
