package org.jurigged.controller.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRootsTest {
    private Tree tree;

    @BeforeEach
    void realDirectory(@TempDir Path dir) throws IOException {
        tree = new Tree(dir.toRealPath());
    }

    /** Lists the roots relative to the tree, those of tests with a mark. */
    private List<String> roots() {
        return roots(tree.root());
    }

    private List<String> roots(Path directory) {
        return SourceRoots.find(directory).stream()
                .map(root -> tree.root().relativize(root.directory()) + (root.test() ? " (test)" : ""))
                .sorted()
                .toList();
    }

    @Nested
    class ByPackage {
        @Test
        void comeFromTheDeclarationAndThePath() throws IOException {
            tree.source("some/where", "com.acme.Foo");
            tree.source("some/where", "com.acme.deep.Bar");
            tree.source("some/where", "org.other.Baz");
            assertThat(roots()).containsExactly("some/where");
        }

        @Test
        void areTheDirectoryItselfInTheUnnamedPackage() throws IOException {
            tree.source("", "Main");
            tree.source("scripts", "Tool");
            assertThat(roots()).containsExactly("", "scripts");
        }

        @Test
        void mayLieBelowOneAnother() throws IOException {
            tree.source("", "Main");
            tree.source("src", "com.acme.Foo");
            assertThat(roots()).containsExactly("", "src");
        }

        @Test
        void areTheFilesDirectoryWhereThePackageDoesNotFitThePath() throws IOException {
            tree.file("odd/Foo.java", "package com.acme; class Foo {}");
            assertThat(roots()).containsExactly("odd");
        }

        @Test
        void areTakenFromAnotherFileWhenTheFirstSaysNothing() throws IOException {
            tree.file("src/com/acme/A.java", "// to be written");
            tree.file("src/com/acme/package-info.java", "@NonNull package com.acme;");
            tree.file("lib/module-info.java", "module lib {}");
            tree.source("lib", "org.lib.Foo");
            assertThat(roots()).containsExactly("lib", "src");
        }

        @Test
        void areMarkedAsTestsByTheirFolders() throws IOException {
            tree.source("sources", "com.acme.Foo");
            tree.source("tests/java", "com.acme.FooTest");
            tree.source("other", "com.acme.test.Foo");
            assertThat(roots()).containsExactly("other", "sources", "tests/java (test)");
        }
    }

    @Nested
    class Leaving {
        @Test
        void outHiddenFoldersAndOutputs() throws IOException {
            tree.source("src", "com.acme.Foo");
            tree.source(".git/x", "com.acme.Foo");
            tree.source("node_modules/x", "com.acme.Foo");
            tree.file("pom.xml", "<project/>");
            tree.source("target/generated-sources", "com.acme.Generated");
            tree.directory("sub/build/classes");
            tree.source("sub/build/tmp", "com.acme.Foo");
            tree.directory("out/production");
            tree.source("out/x", "com.acme.Foo");
            tree.file(".classpath", "<classpath/>");
            tree.source("bin", "com.acme.Foo");
            assertThat(roots()).containsExactly("src");
        }

        @Test
        void inPackagesThatAreNamedLikeOutputs() throws IOException {
            for (String name : List.of("target", "build", "out", "bin")) {
                tree.source("src-" + name, "com.acme." + name + ".Foo");
            }
            assertThat(roots()).containsExactly("src-bin", "src-build", "src-out", "src-target");
        }

        @Test
        void outSourcesThatAreResourcesOfABuild() throws IOException {
            tree.file("pom.xml", "<project/>");
            tree.source("src/main/java", "com.acme.Foo");
            tree.source("src/test/resources/case1", "com.acme.Input");
            assertThat(roots()).containsExactly("src/main/java");
        }

        @Test
        void outADirectoryThatCannotBeRead() throws IOException {
            tree.source("src", "com.acme.Foo");
            Path closed = tree.source("closed", "com.acme.Foo").getParent();
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
            try {
                assumeTrue(!Files.isReadable(closed), "permissions do not bind this user");
                assertThat(roots()).containsExactly("src");
                assertThat(Project.discover(tree.root()).notes())
                        .containsExactly("Directory " + closed + " is left out: it can't be read.");
            } finally {
                Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
            }
        }

        @Test
        void outWhatIsBeyondTheLimitWithAWord() throws IOException {
            tree.source("a", "A");
            tree.source("b", "B");
            tree.source("c", "C");
            ProjectTree scanned = ProjectTree.scan(tree.root(), 3);
            assertThat(scanned.javaDirectories()).hasSize(1);
            assertThat(scanned.notes()).singleElement().asString().contains("more than 3 files");
        }
    }

    @Nested
    class SymbolicLinks {
        @Test
        void areFollowedOutOfTheTreeButNotInCircles() throws IOException {
            tree.source("outside", "com.acme.Shared");
            tree.source("project/src", "com.acme.Foo");
            Files.createSymbolicLink(tree.path("project/shared"), tree.path("outside"));
            Files.createSymbolicLink(tree.path("project/again"), tree.path("project/src"));
            Files.createSymbolicLink(tree.path("project/src/up"), tree.path("project"));
            Files.createSymbolicLink(tree.path("project/nowhere"), tree.path("gone"));
            assertThat(roots(tree.path("project"))).containsExactly("outside", "project/src");
        }

        @Test
        void makeNoSecondRootOfADeclaredOne() throws IOException {
            tree.source("outside", "com.acme.Foo");
            tree.file("project/pom.xml", "<project/>");
            tree.directory("project/src/main");
            Files.createSymbolicLink(tree.path("project/src/main/java"), tree.path("outside"));
            assertThat(roots(tree.path("project"))).containsExactly("outside");
        }
    }

    @Nested
    class ByBuild {
        @Test
        void followMavensModulesAndDirectories() throws IOException {
            tree.file("pom.xml", """
                    <project><modules><module>a</module><module>b/pom.xml</module></modules>
                      <profiles><profile><modules><module>c</module></modules></profile></profiles>
                      <properties><tests>checks</tests></properties></project>
                    """);
            tree.file("a/pom.xml", "<project/>");
            tree.directory("a/src/main/java");
            tree.source("a/src/test/java", "ATest");
            tree.file("b/pom.xml", """
                    <project><parent><artifactId>top</artifactId></parent><build>
                      <sourceDirectory>${basedir}/code</sourceDirectory>
                      <testSourceDirectory>${tests}</testSourceDirectory>
                      <plugins><plugin><artifactId>build-helper-maven-plugin</artifactId><executions>
                        <execution><goals><goal>add-source</goal></goals>
                          <configuration><sources><source>../shared</source></sources></configuration></execution>
                        <execution><goals><goal>add-test-source</goal></goals>
                          <configuration><sources><source>src/it</source></sources></configuration></execution>
                      </executions></plugin></plugins></build></project>
                    """);
            tree.file(
                    "pom.xml",
                    Files.readString(tree.path("pom.xml"))
                            .replace("<project>", "<project><artifactId>top</artifactId>"));
            tree.source("b/code", "com.acme.B");
            tree.source("b/checks", "com.acme.BTest");
            tree.source("b/src/it", "com.acme.BIt");
            tree.source("shared", "com.acme.Shared");
            tree.file("c/pom.xml", "<project/>");
            tree.source("c/src/main/java", "C");
            assertThat(roots())
                    .containsExactly(
                            "a/src/main/java",
                            "a/src/test/java (test)",
                            "b/checks (test)",
                            "b/code",
                            "b/src/it (test)",
                            "c/src/main/java",
                            "shared");
        }

        @Test
        void followGradlesLayoutAlsoOfProjectsWithoutAScript() throws IOException {
            tree.file("settings.gradle.kts", "include(\"app\", \":libs:core\") // include(\"not\")");
            tree.file("app/build.gradle.kts", "plugins { java }");
            tree.source("app/src/main/java", "com.acme.App");
            tree.source("app/src/integrationTest/java", "com.acme.AppTest");
            tree.source("libs/core/src/main/java", "com.acme.Core");
            assertThat(roots())
                    .containsExactly(
                            "app/src/integrationTest/java (test)", "app/src/main/java", "libs/core/src/main/java");
            assertThat(Project.discover(tree.root()).modules())
                    .extracting(ProjectModule::outputDirectory)
                    .contains(tree.path("libs/core/build/classes/java/main"));
        }

        @Test
        void followIntelliJsModules() throws IOException {
            tree.file(".idea/app.iml", """
                    <module><component name="NewModuleRootManager" LANGUAGE_LEVEL="JDK_21_PREVIEW">
                      <content url="file://$MODULE_DIR$">
                        <sourceFolder url="file://$MODULE_DIR$/code" isTestSource="false" />
                        <sourceFolder url="file://$MODULE_DIR$/checks" isTestSource="true" />
                        <sourceFolder url="file://$MODULE_DIR$/data" type="java-resource" />
                        <sourceFolder url="file://$MODULE_DIR$/gen" isTestSource="false" generated="true" />
                      </content></component></module>
                    """);
            tree.directory("code");
            tree.directory("checks");
            tree.directory("data");
            assertThat(roots()).containsExactly("checks (test)", "code");
            ProjectModule module = Project.discover(tree.root()).modules().get(0);
            assertThat(module.outputDirectory()).isEqualTo(tree.path("out/production/app"));
            assertThat(module.testOutputDirectory()).isEqualTo(tree.path("out/test/app"));
            assertThat(module.settings().release()).isEqualTo(21);
            assertThat(module.settings().preview()).isTrue();
        }

        @Test
        void followEclipsesClassPath() throws IOException {
            tree.file(".classpath", """
                    <classpath>
                      <classpathentry kind="src" path="code"/>
                      <classpathentry kind="src" path="checks" output="bin-test">
                        <attributes><attribute name="test" value="true"/></attributes></classpathentry>
                      <classpathentry kind="src" path="/other-project"/>
                      <classpathentry kind="output" path="classes-here"/>
                    </classpath>
                    """);
            tree.file(".settings/org.eclipse.jdt.core.prefs", """
                    org.eclipse.jdt.core.compiler.source=17
                    org.eclipse.jdt.core.compiler.release=enabled
                    org.eclipse.jdt.core.compiler.codegen.methodParameters=generate
                    """);
            tree.file(".settings/org.eclipse.core.resources.prefs", "encoding/<project>=ISO-8859-1");
            tree.directory("code");
            tree.directory("checks");
            assertThat(roots()).containsExactly("checks (test)", "code");
            ProjectModule module = Project.discover(tree.root()).modules().get(0);
            assertThat(module.outputDirectory()).isEqualTo(tree.path("classes-here"));
            assertThat(module.testOutputDirectory()).isEqualTo(tree.path("bin-test"));
            assertThat(module.settings())
                    .isEqualTo(new Options()
                            .level(Optional.of("17"), true)
                            .parameters(true)
                            .encoding(StandardCharsets.ISO_8859_1)
                            .settings());
        }
    }

    @Test
    void ofTwentyThousandFilesAreFoundInUnderASecond() throws IOException {
        for (int i = 0; i < 1000; i++) {
            Path directory = tree.directory("src" + i % 5 + "/com/acme/p" + i % 50 + "/q" + i);
            String header = "package com.acme.p" + i % 50 + ".q" + i + ";\n";
            for (int j = 0; j < 20; j++) {
                Files.writeString(directory.resolve("C" + j + ".java"), header);
            }
        }
        // The best of three: other work on the machine only ever adds to it.
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            assertThat(SourceRoots.find(tree.root())).hasSize(5);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            best = took.compareTo(best) < 0 ? took : best;
        }
        assertThat(best).isLessThan(Duration.ofSeconds(1));
    }
}
