package org.jurigged.controller.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GlobsTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({
        "build, a/build/B.java, true",
        "build, a/builder/B.java, false",
        "*.tmp, a/x.tmp, true",
        "*.tmp, a/x.tmp/B.java, true",
        "**/gen/**, gen/B.java, true",
        "**/gen/**, a/gen/b/B.java, true",
        "**/gen/**, a/gen, true",
        "**/gen/**, a/generated/B.java, false",
        "gen/, a/gen/B.java, true",
        "./gen/proto, a/gen/proto/B.java, true",
        "gen/proto, a/gen/other/B.java, false",
        "src/*/old/**, a/src/main/old/B.java, true",
        "'{old,new}', a/new/B.java, true",
        "**/*Test.java, a/FooTest.java, true",
        "**/*Test.java, a/Foo.java, false",
        "Foo?.java, Foo1.java, true",
    })
    void patternsMatch(String pattern, Path path, boolean excluded) {
        Globs globs = Globs.of(List.of(pattern));
        assertThat(globs.excludes(path)).isEqualTo(excluded);
        assertThat(globs.excludes(dir, dir.resolve(path))).isEqualTo(excluded);
        assertThat(globs.excludes(dir.resolve(path))).isEqualTo(excluded);
    }

    @Test
    void absolutePatternMatchesAsItStands() {
        Globs globs = Globs.of(List.of(dir + "/a/**"));
        assertThat(globs.excludes(dir, dir.resolve("a/B.java"))).isTrue();
        assertThat(globs.excludes(dir, dir.resolve("b/a/B.java"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "**", "/", "**/**", "{a", "[a"})
    void patternsThatMakeNoSenseAreRefused(String pattern) {
        assertThatThrownBy(() -> Globs.of(List.of(pattern)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--exclude '" + pattern + "'")
                .hasMessageContaining("**/gen/**");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".git/A.java",
                "a/.idea/A.java",
                "node_modules/x/A.java",
                ".A.java",
                "A.java~",
                "#A.java#",
                "a/app.log",
                ".svn",
                ".hg/a"
            })
    void defaultsLeaveOutHiddenFoldersLeftOversAndLogs(Path path) {
        assertThat(Globs.defaults().excludes(path)).isTrue();
        assertThat(Globs.defaults().excludes(dir, dir.resolve(path))).isTrue();
    }

    @Test
    void whatIsAboveTheRootIsNotHeldAgainstIt() {
        Path root = dir.resolve(".cache/node_modules/target/src");
        assertThat(Globs.defaults().excludes(root, root.resolve("a/A.java"))).isFalse();
        assertThat(Globs.defaults().excludes(root, root)).isFalse();
    }

    @Nested
    final class Outputs {
        @ParameterizedTest
        @CsvSource({"target, pom.xml", "build, build.gradle.kts", "out, .idea", "bin, .classpath"})
        void nextToAProjectFileAreLeftOut(String name, String projectFile) throws IOException {
            Path output = Files.createDirectories(dir.resolve("m/" + name));
            assertThat(Globs.defaults().excludes(dir, output)).isFalse();
            Files.createFile(dir.resolve("m/" + projectFile));
            assertThat(Globs.defaults().excludes(dir, output)).isTrue();
            assertThat(Globs.defaults().excludes(dir, output.resolve("gen/A.java")))
                    .isTrue();
        }

        @Test
        void withClassFilesAreLeftOut() throws IOException {
            Path classes = Files.createDirectories(dir.resolve("out/production/m/p"));
            Files.createFile(classes.resolve("A.class"));
            assertThat(Globs.defaults().excludes(dir, dir.resolve("out"))).isTrue();
        }

        @Test
        void withClassFilesNextToTheirSourcesAreWatched() throws IOException {
            Path both = Files.createDirectories(dir.resolve("com/acme/bin"));
            Files.createFile(both.resolve("A.class"));
            Files.createFile(both.resolve("A.java"));
            assertThat(Globs.defaults().excludes(dir, both)).isFalse();
        }

        @Test
        void packagesOfThatNameInASourceRootAreWatched() throws IOException {
            Path pack = Files.createDirectories(dir.resolve("src/main/java/build/target/out"));
            Files.createFile(dir.resolve("src/main/java/pom.xml"));
            Files.createFile(dir.resolve("src/main/java/build/build.gradle"));
            Files.createFile(pack.resolve("A.class"));
            assertThat(Globs.defaults().excludes(dir, pack.resolve("A.java"))).isFalse();
        }

        @Test
        void aWatchedOutputIsWatched() throws IOException {
            Path generated = Files.createDirectories(dir.resolve("target/generated-sources/p"));
            Files.createFile(dir.resolve("pom.xml"));
            Path root = dir.resolve("target/generated-sources");
            assertThat(Globs.defaults().excludes(root, generated.resolve("A.java")))
                    .isFalse();
        }
    }
}
