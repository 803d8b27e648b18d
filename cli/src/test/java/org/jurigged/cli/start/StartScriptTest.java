package org.jurigged.cli.start;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/jurigged} of a distribution does before jurigged itself has a say. */
@DisabledOnOs(OS.WINDOWS)
class StartScriptTest {
    @TempDir
    Path folder;

    private Path script;
    private Map<String, String> environment;

    @BeforeEach
    void layOut() throws IOException {
        script = Layout.distribution(folder.resolve("jurigged"));
        environment = Layout.environment(folder.resolve("cache"));
        // The archive has tests of its own.
        environment.remove("XDG_CACHE_HOME");
    }

    @Test
    void becomesTheJvmAndLeavesItItsArgumentsAndExitCode() throws Exception {
        Script.End end = Script.run(environment, script, "run", "a b", "", "*", "@file", "\"q\"", "-Dx=$HOME");
        assertThat(end.told("arguments")).isEqualTo("run|a b||*|@file|\"q\"|-Dx=$HOME");
        assertThat(end.told("pid")).isEqualTo(Long.toString(end.pid()));
        assertThat(end.exitCode()).isEqualTo(7);
        assertThat(end.err()).isEmpty();
    }

    @Test
    void tellsThatNothingIsATerminalAndWhereItsHomeIs() throws Exception {
        Script.End end = Script.run(environment, script);
        assertThat(Stream.of("tty.in", "tty.out", "tty.err").map(end::told)).containsOnly("false");
        assertThat(end.told("home"))
                .isEqualTo(folder.resolve("jurigged").toRealPath().toString());
    }

    @Test
    void isFoundThroughSymbolicLinks() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("absolute"), script);
        Files.createSymbolicLink(bin.resolve("relative"), Path.of("absolute"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("bin", "relative"));
        assertThat(Script.run(environment, link).exitCode()).isEqualTo(7);
    }

    @Test
    void mayLiveInAFolderWithSpacesAndAnyLetters() throws Exception {
        Path strange = Layout.distribution(folder.resolve("Meine Übungen/ジャバ $x 'y'"));
        Script.End end = Script.run(environment, strange, "é");
        assertThat(end.told("arguments")).isEqualTo("é");
        assertThat(end.exitCode()).isEqualTo(7);
    }

    @Test
    void givesItsJvmFurtherOptions() throws Exception {
        environment.put("JURIGGED_JAVA_OPTIONS", "-Xmx64m -Djurigged.tty.in=changed");
        Script.End end = Script.run(environment, script);
        assertThat(end.exitCode()).isEqualTo(7);
        environment.put("JURIGGED_JAVA_OPTIONS", "-XX:NoSuchOption");
        assertThat(Script.run(environment, script).err()).contains("NoSuchOption");
    }

    @Test
    void asksForLargePagesWhereTheSystemGivesThem() throws Exception {
        environment.put("JURIGGED_JAVA_OPTIONS", "-XX:+PrintFlagsFinal");
        Path system = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        boolean given = Files.isReadable(system) && !Files.readString(system).contains("[never]");
        assertThat(usesLargePages()).isEqualTo(given);
        if (given) {
            environment.put("JURIGGED_JAVA_OPTIONS", "-XX:+PrintFlagsFinal -XX:-UseTransparentHugePages");
            assertThat(usesLargePages()).as("the user has the last word").isFalse();
        }
    }

    private boolean usesLargePages() throws Exception {
        Script.End end = Script.run(environment, script);
        assertThat(end.exitCode()).isEqualTo(7);
        return Stream.concat(end.out().stream(), end.err().lines())
                .anyMatch(line -> line.matches(".*bool UseTransparentHugePages +=  *true .*"));
    }

    @Nested
    class FindingJava {
        private Path java(String name, String version, boolean compiler) throws IOException {
            Path bin = Files.createDirectories(folder.resolve(name).resolve("bin"));
            var executable = asFileAttribute(fromString("rwxr-xr-x"));
            Files.createFile(bin.resolve("java"), executable);
            if (compiler) {
                Files.createFile(bin.resolve("javac"), executable);
            }
            Files.writeString(folder.resolve(name).resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
            return folder.resolve(name);
        }

        private void assertRefused(String... parts) throws Exception {
            Script.End end = Script.run(environment, script, "--version");
            assertThat(end.exitCode()).isEqualTo(1);
            assertThat(end.out()).isEmpty();
            assertThat(end.err().lines()).hasSize(1);
            assertThat(end.err())
                    .contains("needs a JDK, 17 or later", "set JAVA_HOME")
                    .contains(parts);
        }

        @Test
        void saysThatThereIsNone() throws Exception {
            environment.remove("JAVA_HOME");
            environment.put("PATH", folder.toString());
            assertRefused("JAVA_HOME is not set", "no java on the PATH");
        }

        @Test
        void saysWhatIsWrongWithEach() throws Exception {
            environment.put("JAVA_HOME", java("old", "1.8.0_402", true).toString());
            environment.put("PATH", java("jre", "21", false).resolve("bin").toString());
            assertRefused("old) is Java 8", "jre/bin/java) has no compiler");
        }

        @Test
        void saysThatJavaHomeIsNoJava() throws Exception {
            environment.put("JAVA_HOME", folder.toString());
            environment.put("PATH", folder.toString());
            assertRefused("JAVA_HOME (" + folder + ") has no bin/java");
        }

        @Test
        void takesTheOneOnThePathWhenThatOfJavaHomeIsTooOld() throws Exception {
            Path ours = Path.of(environment.get("JAVA_HOME"));
            Path bin = Files.createDirectory(folder.resolve("bin"));
            Files.createSymbolicLink(bin.resolve("java"), ours.resolve("bin/java"));
            environment.put("JAVA_HOME", java("old", "11.0.2", true).toString());
            environment.put("PATH", bin + ":" + environment.get("PATH"));
            Script.End end = Script.run(environment, script);
            assertThat(Path.of(end.told("java"))).isEqualTo(ours);
        }

        @Test
        void asksAJavaThatIsOnlyAStandIn() throws Exception {
            Path bin = Files.createDirectory(folder.resolve("shims"));
            Path ours = Path.of(environment.remove("JAVA_HOME"));
            Path shim = Files.createFile(bin.resolve("java"), asFileAttribute(fromString("rwxr-xr-x")));
            Files.writeString(shim, "#!/bin/sh\nexec '" + ours.resolve("bin/java") + "' \"$@\"\n");
            environment.put("PATH", bin + ":" + environment.get("PATH"));
            assertThat(Path.of(Script.run(environment, script).told("java"))).isEqualTo(ours);
        }
    }

    @Nested
    class ClassDataArchive {
        private Path cache;

        @BeforeEach
        void giveACache() {
            cache = folder.resolve("cache");
            environment.put("XDG_CACHE_HOME", cache.toString());
        }

        /** Waits for the one file that is there when nobody is at work on it any more. */
        private Path awaitArchive() {
            Path ours = cache.resolve("jurigged");
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(ours)
                            .isDirectoryContaining("glob:**.jsa")
                            .isDirectoryNotContaining("glob:**.lock"));
            return Objects.requireNonNull(ours.toFile().listFiles())[0].toPath();
        }

        @Test
        void isMadeAfterTheFirstStartAndUsedFromThenOn() throws Exception {
            Script.run(environment, script);
            assertThat(awaitArchive()).isNotEmptyFile();
            // With -Xshare:on the JVM does not start unless it can use the archive.
            environment.put("JURIGGED_JAVA_OPTIONS", "-Xshare:on");
            assertThat(Script.run(environment, script).exitCode()).isEqualTo(7);
        }

        @Test
        void isNotTriedAgainWhereItCanNotBeMade() throws Exception {
            environment.put("ECHO_FAILS", "yes");
            Script.run(environment, script);
            Path mark = awaitArchive();
            assertThat(mark).isEmptyFile();
            Script.End end = Script.run(environment, script);
            assertThat(end.exitCode()).isEqualTo(7);
            assertThat(end.err()).isEmpty();
            assertThat(cache.resolve("jurigged")).isDirectoryNotContaining("glob:**.lock");
        }

        @Test
        void goesWithoutWhereItDoesNotFit() throws Exception {
            Script.run(environment, script);
            Path archive = awaitArchive();
            Files.delete(archive);
            Files.writeString(archive, "no archive");
            Script.End end = Script.run(environment, script);
            assertThat(end.exitCode()).isEqualTo(7);
            assertThat(end.err()).isEmpty();
        }

        @Test
        void goesWithoutWhereNothingCanBeWritten() throws Exception {
            Files.createFile(cache);
            Script.End end = Script.run(environment, script);
            assertThat(end.exitCode()).isEqualTo(7);
            assertThat(end.err()).isEmpty();
        }
    }
}
