package org.jurigged.controller.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectTest {
    private Tree tree;

    @BeforeEach
    void realDirectory(@TempDir Path dir) throws IOException {
        tree = new Tree(dir.toRealPath());
    }

    private Project project() {
        return ProjectDiscovery.discover(tree.root(), tree.repository());
    }

    @Nested
    class Sources {
        @Test
        void areFoundByTheNameOfTheTopLevelClass() throws IOException {
            Path outer = tree.source("src", "com.acme.Outer");
            Path main = tree.source("", "Main");
            Project project = project();
            assertThat(project.sourceOf("com.acme.Outer")).contains(outer);
            assertThat(project.sourceOf("com.acme.Outer$Inner$1")).contains(outer);
            assertThat(project.sourceOf("Main$1")).contains(main);
            assertThat(project.sourceOf("java.lang.String")).isEmpty();
            assertThat(project.sourceOf("com.acme.Unknown")).isEmpty();
        }

        @Test
        void areFoundForNamesThatHoldADollar() throws IOException {
            Path dollar = tree.source("src", "com.acme.Foo$Bar");
            tree.source("src", "com.acme.Foo");
            assertThat(project().sourceOf("com.acme.Foo$Bar$1")).contains(dollar);
            assertThat(project().sourceOf("com.acme.Foo$1")).contains(tree.path("src/com/acme/Foo.java"));
        }

        @Test
        void areFoundForATypeBesideTheMainOne() throws IOException {
            Path file = tree.file("src/com/acme/Foo.java", "package com.acme; class Foo {} record Side(int x) {}");
            Project project = project();
            assertThat(project.sourceOf("com.acme.Side$Nested")).contains(file);
            Files.writeString(file, "package com.acme; class Foo {} enum Another { A }");
            assertThat(project.sourceOf("com.acme.Side")).isEmpty();
            assertThat(project.sourceOf("com.acme.Another")).contains(file);
        }

        @Test
        void areFoundWhereThePackageDoesNotFitThePath() throws IOException {
            Path file = tree.file("odd/Foo.java", "package com.acme; class Foo {}");
            assertThat(project().sourceOf("com.acme.Foo")).contains(file);
            assertThat(project().sourceOf("Foo")).contains(file);
        }

        @Test
        void areFoundWhenTheyAreNew() throws IOException {
            tree.source("src", "com.acme.Foo");
            Project project = project();
            Path added = tree.source("src", "com.acme.fresh.New");
            assertThat(project.sourceOf("com.acme.fresh.New")).contains(added);
        }
    }

    @Nested
    class Including {
        private Path elsewhere(String... sources) throws IOException {
            tree.file("here/pom.xml", "<project/>");
            for (String source : sources) {
                tree.source("elsewhere/x", source);
            }
            return tree.directory("elsewhere");
        }

        private Project with(Path... watched) {
            return ProjectDiscovery.discover(tree.path("here"), tree.repository())
                    .including(List.of(watched));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "x/com", "x/com/acme", "x/com/acme/deep"})
        void findsTheRootsOfADirectoryAboveThemAtThemOrWithinThem(String watched) throws IOException {
            Path elsewhere = elsewhere("com.acme.Foo", "com.acme.deep.Bar", "com.acme.deep.er.Baz");
            Project project = with(elsewhere.resolve(watched).normalize());
            for (String name : List.of("com.acme.deep.Bar", "com.acme.deep.er.Baz")) {
                Path file = elsewhere.resolve("x").resolve(name.replace('.', '/') + ".java");
                assertThat(project.classNameOf(file)).contains(name);
                assertThat(project.sourceOf(name)).contains(file);
                assertThat(project.rootOf(file).map(SourceRoot::directory)).contains(elsewhere.resolve("x"));
            }
            Path added = tree.source("elsewhere/x", "com.acme.deep.fresh.New");
            assertThat(project.classNameOf(added)).contains("com.acme.deep.fresh.New");
            assertThat(project.sourceOf("com.acme.deep.fresh.New")).contains(added);
        }

        @Test
        void findsTheRootOfASingleFile() throws IOException {
            Path file = elsewhere("com.acme.Foo").resolve("x/com/acme/Foo.java");
            Project project = with(file);
            assertThat(project.classNameOf(file)).contains("com.acme.Foo");
            assertThat(project.sourceOf("com.acme.Foo$Inner")).contains(file);
        }

        @Test
        void goesByThePackageWhereItDoesNotFitThePath() throws IOException {
            elsewhere();
            Path file = tree.file("elsewhere/odd/Foo.java", "package com.acme; class Foo {}");
            assertThat(with(tree.path("elsewhere")).classNameOf(file)).contains("com.acme.Foo");
        }

        @Test
        void takesADirectoryWithoutSourcesForARoot() throws IOException {
            Project project = with(elsewhere());
            Path file = tree.source("elsewhere", "com.acme.Foo");
            assertThat(project.classNameOf(file)).contains("com.acme.Foo");
            assertThat(project.sourceOf("com.acme.Foo")).contains(file);
        }

        @Test
        void changesNothingForWhatLiesInItsRoots() throws IOException {
            elsewhere();
            tree.source("here/src/main/java", "com.acme.Foo");
            Project project = with(tree.path("here/src/main/java/com"), tree.path("here/src"));
            assertThat(project.roots()).containsExactly(new SourceRoot(tree.path("here/src/main/java"), false));
        }
    }

    @Nested
    class Modules {
        @Test
        void compileTheFilesOfTheirRoots() throws IOException {
            tree.file("pom.xml", "<project><modules><module>a</module><module>a/b</module></modules></project>");
            tree.file("a/pom.xml", "<project><build><directory>made</directory></build></project>");
            tree.file("a/b/pom.xml", "<project/>");
            Path a = tree.source("a/src/main/java", "A");
            Path b = tree.source("a/b/src/test/java", "B");
            Project project = project();
            assertThat(project.kind()).isEqualTo(Project.Kind.MAVEN);
            assertThat(project.moduleOf(a).directory()).isEqualTo(tree.path("a"));
            assertThat(project.moduleOf(a).outputDirectory()).isEqualTo(tree.path("a/made/classes"));
            assertThat(project.moduleOf(b).testOutputDirectory()).isEqualTo(tree.path("a/b/target/test-classes"));
            assertThat(project.moduleOf(tree.path("a/b/README")).directory()).isEqualTo(tree.path("a/b"));
            assertThat(project.moduleOf(Path.of("elsewhere")).directory()).isEqualTo(tree.root());
            assertThat(project.rootOf(b)).contains(new SourceRoot(tree.path("a/b/src/test/java"), true));
            assertThat(project.rootOf(tree.path("a/pom.xml"))).isEmpty();
        }

        @Test
        void areRecognisedThroughASymbolicLink() throws IOException {
            tree.file("real/pom.xml", "<project/>");
            Path source = tree.source("real/src/main/java", "com.acme.A");
            Path link = Files.createSymbolicLink(tree.path("link"), tree.path("real"));
            Project project = Project.discover(link);
            Path linked = link.resolve("src/main/java/com/acme/New.java");
            assertThat(project.rootOf(linked)).isEqualTo(project.rootOf(source)).isPresent();
            assertThat(project.moduleOf(linked).directory()).isEqualTo(tree.path("real"));
        }

        @Test
        void areFoundFromWithinTheirSources() throws IOException {
            tree.file("pom.xml", "<project/>");
            Path source = tree.source("src/main/java", "com.acme.A");
            Project project = Project.discover(source.getParent());
            assertThat(project.directory()).isEqualTo(tree.root());
            assertThat(project.kind()).isEqualTo(Project.Kind.MAVEN);
        }

        @Test
        void areThoseOfTheOnlyBuildBelow() throws IOException {
            tree.file("backend/pom.xml", "<project/>");
            tree.source("backend/src/main/java", "com.acme.A");
            tree.file("frontend/package.json", "{}");
            assertThat(project().directory()).isEqualTo(tree.path("backend"));
            tree.file("other/build.gradle", "");
            assertThat(project().kind()).isEqualTo(Project.Kind.PLAIN);
            assertThat(project().modules())
                    .extracting(ProjectModule::kind)
                    .containsExactly(Project.Kind.PLAIN, Project.Kind.MAVEN, Project.Kind.GRADLE);
        }

        @Test
        void areOfTheToolThatBuiltLast() throws IOException {
            tree.file("pom.xml", "<project/>");
            tree.file("build.gradle", "");
            assertThat(project().kind()).isEqualTo(Project.Kind.MAVEN);
            tree.directory("build/classes");
            assertThat(project().kind()).isEqualTo(Project.Kind.GRADLE);
            assertThat(project().modules())
                    .singleElement()
                    .satisfies(module -> assertThat(module.kind()).isEqualTo(Project.Kind.GRADLE));
        }

        @Test
        void withoutABuildPutOutWhereTheirClassesAre() throws IOException {
            tree.source("", "Main");
            assertThat(project().modules().get(0).outputDirectory()).isEqualTo(tree.path("out"));
            tree.file("Main.class", "");
            assertThat(project().modules().get(0).outputDirectory()).isEqualTo(tree.root());
            tree.directory("bin");
            assertThat(project().modules().get(0).outputDirectory()).isEqualTo(tree.path("bin"));
        }

        @Test
        void outliveABrokenPomWithAWord() throws IOException {
            tree.file("pom.xml", "<project><modules>");
            tree.source("src/main/java", "com.acme.A");
            Project project = project();
            assertThat(project.roots()).containsExactly(new SourceRoot(tree.path("src/main/java"), false));
            assertThat(project.notes())
                    .containsExactly("POM " + tree.path("pom.xml")
                            + " is no well-formed XML; Maven's usual folders are assumed until it is mended.");
        }

        @Test
        void existEvenWhereNothingDoes() {
            Project project = Project.discover(tree.path("gone"));
            assertThat(project.modules()).hasSize(1);
            assertThat(project.roots()).isEmpty();
        }
    }
}
