package org.jurigged.cli.start;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When the {@code jurigged} script of the source tree builds, and what it says; Maven itself is a stand-in. */
@DisabledOnOs(OS.WINDOWS)
class SourceTreeScriptTest {
    @TempDir
    Path folder;

    private Path root;
    private Path bin;
    private Path script;
    private Map<String, String> environment;

    @BeforeEach
    void layOut() throws IOException {
        root = Files.createDirectory(folder.resolve("Quelltext für jurigged"));
        Layout.sourceTree(root);
        script = root.resolve("jurigged");
        bin = Files.createDirectory(folder.resolve("bin"));
        environment = Layout.environment(folder.resolve("cache"));
        environment.put("PATH", bin + ":" + environment.get("PATH"));
        Layout.writeEchoJar(folder.resolve("echo.jar"));
        maven("mkdir -p cli/target && cp '" + folder.resolve("echo.jar")
                + "' cli/target/jurigged.jar && echo 1 > cli/target/jurigged.sum");
    }

    /** Puts a Maven on the PATH that takes a note of each run and does this. */
    private void maven(String commands) throws IOException {
        Path maven = bin.resolve("mvn");
        Files.deleteIfExists(maven);
        Files.createFile(maven, asFileAttribute(fromString("rwxr-xr-x")));
        Files.writeString(maven, "#!/bin/sh\necho run >>'" + folder.resolve("runs") + "'\n" + commands + "\n");
    }

    private long builds() throws IOException {
        return Files.readAllLines(folder.resolve("runs")).size();
    }

    @Test
    void buildsOnFirstUseAndNotAgain() throws Exception {
        Script.End first = Script.run(environment, script, "a");
        assertThat(first.err()).contains("jurigged: building", "jurigged: built");
        assertThat(first.out().get(0)).isEqualTo("arguments a");
        assertThat(first.exitCode()).isEqualTo(7);
        Script.End second = Script.run(environment, script, "b");
        assertThat(second.err()).isEmpty();
        assertThat(second.told("arguments")).isEqualTo("b");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhenASourceIsNewerOrGone() throws Exception {
        Path source = Files.createFile(root.resolve("diff/src/main/A.java"));
        Script.run(environment, script);
        Files.writeString(source, "class A {}");
        Script.run(environment, script);
        assertThat(builds()).isEqualTo(2);
        Files.delete(source);
        Script.run(environment, script);
        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void doesNotBuildForEverWhenASourceIsFromTheFuture() throws Exception {
        Files.setLastModifiedTime(root.resolve("pom.xml"), FileTime.fromMillis(System.currentTimeMillis() + 3_600_000));
        assertThat(Script.run(environment, script).exitCode()).isEqualTo(7);
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void buildsOnceForTwoFirstUses() throws Exception {
        maven("sleep 2; mkdir -p cli/target && cp '" + folder.resolve("echo.jar")
                + "' cli/target/jurigged.jar && echo 1 > cli/target/jurigged.sum");
        List<Script> both = List.of(Script.start(environment, script, "1"), Script.start(environment, script, "2"));
        for (Script each : both) {
            Script.End end = each.end();
            assertThat(end.exitCode()).as(end.err()).isEqualTo(7);
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void saysWhyABuildFailsAndWhereItsLogIs() throws Exception {
        maven("echo '[INFO] much'; echo '[ERROR] Foo.java:[3,7] cannot find symbol'; exit 1");
        Script.End end = Script.run(environment, script);
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.out()).isEmpty();
        assertThat(end.err())
                .contains("[ERROR] Foo.java:[3,7] cannot find symbol", "the build failed", "build.log")
                .doesNotContain("much");
    }

    @Nested
    class WithoutMaven {
        @BeforeEach
        void remove() throws IOException {
            Files.delete(bin.resolve("mvn"));
            for (String tool : List.of("dirname", "readlink", "find", "head", "cksum", "nice", "sed")) {
                for (String place : System.getenv("PATH").split(":", -1)) {
                    if (Files.isExecutable(Path.of(place, tool)) && Files.notExists(bin.resolve(tool))) {
                        Files.createSymbolicLink(bin.resolve(tool), Path.of(place, tool));
                    }
                }
            }
            environment.put("PATH", bin.toString());
            environment.put("JDK_JAVA_OPTIONS", "-Duser.home=" + folder.resolve("home"));
        }

        @Test
        void takesThatOfMavenHome() throws Exception {
            Path home = Files.createDirectories(folder.resolve("maven/bin"));
            Files.createFile(home.resolve("mvn"), asFileAttribute(fromString("rwxr-xr-x")));
            Files.writeString(home.resolve("mvn"), "#!/bin/sh\necho \"at home with $JAVA_HOME: $1\"\n");
            environment.put("MAVEN_HOME", home.getParent().toString());
            assertThat(Script.run(environment, root.resolve("mvnw"), "verify").out())
                    .containsExactly("at home with " + environment.get("JAVA_HOME") + ": verify");
        }

        @Test
        void saysWhatToDoWhenNothingSaysWhereToFetchItFrom() throws Exception {
            Script.End end = Script.run(environment, root.resolve("mvnw"), "verify");
            assertThat(end.exitCode()).isEqualTo(1);
            assertThat(end.out()).isEmpty();
            assertThat(end.err()).contains("There is no Maven", "Install Maven, or set MVNW_REPOURL");
        }

        @Test
        void takesNothingThatIsNotWhatItShouldBe() throws Exception {
            Path there = folder.resolve("repository/org/apache/maven/apache-maven/3.9.12");
            Files.createDirectories(there);
            Files.writeString(there.resolve("apache-maven-3.9.12-bin.zip"), "something else");
            Path settings = Files.createDirectories(folder.resolve("home/.m2")).resolve("settings.xml");
            Files.writeString(
                    settings,
                    "<settings><mirrors><mirror><mirrorOf>central</mirrorOf><url>"
                            + folder.resolve("repository").toUri() + "</url></mirror></mirrors></settings>");
            Script.End end = Script.run(environment, root.resolve("mvnw"), "verify");
            assertThat(end.exitCode()).isEqualTo(1);
            assertThat(end.err()).contains("is another file than it should be");
            assertThat(folder.resolve("home/.m2/wrapper/dists/apache-maven-3.9.12-for-jurigged"))
                    .isEmptyDirectory();
        }

        @Test
        void takesOneThatWasFetchedBefore() throws Exception {
            Path fetched = folder.resolve("home/.m2/wrapper/dists/x/apache-maven-3.9.12/bin");
            Files.createDirectories(fetched);
            Files.createFile(fetched.resolve("mvn"), asFileAttribute(fromString("rwxr-xr-x")));
            Files.writeString(fetched.resolve("mvn"), "#!/bin/sh\necho \"fetched: $1\"\n");
            assertThat(Script.run(environment, root.resolve("mvnw"), "verify").out())
                    .containsExactly("fetched: verify");
        }
    }
}
