package org.jurigged.controller.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jurigged.controller.project.ClassPathResolution.Origin;

class ClassPathResolverTest {
    private final List<String> notes = new ArrayList<>();
    private Tree tree;

    @BeforeEach
    void realDirectory(@TempDir Path dir) throws IOException {
        assumeFalse(JdkPlaces.isWindows(), "the scripts that stand in for build tools are shell scripts");
        tree = new Tree(dir.toRealPath());
    }

    private Project project(String directory) {
        return ProjectDiscovery.discover(tree.path(directory), tree.repository());
    }

    private ClassPathResolution resolve(String directory, ClassPathScope scope) {
        notes.clear();
        return resolver().resolve(project(directory), scope, notes::add);
    }

    private ClassPathResolver resolver() {
        return new ClassPathResolver(tree.path("cache"), tree.repository());
    }

    private List<String> calls(String directory) throws IOException {
        return Files.readAllLines(tree.path(directory + "/calls"));
    }

    @Nested
    class ThroughMaven {
        /** Stands in for Maven: notes its arguments, and answers each module what lies in {@code answers}. */
        private static final String MVNW = """
                #!/bin/sh
                echo "$@" >> calls
                case " $* " in *" -o "*) if [ -e offline-fails ]; then echo "[ERROR] not downloaded"; exit 1; fi;; esac
                if [ -e online-fails ]; then
                    printf '\\033[31m[ERROR] Could not resolve a:b:jar:1 -> [Help 1]\\033[m\\n[ERROR] more\\n'; exit 1
                fi
                for argument in "$@"; do case "$argument" in -Dmdep.outputFile=*) out="${argument#*=}";; esac; done
                cp answers/* "${out%/*}"
                """;

        private Path jar;

        @BeforeEach
        void aReactorOfTwoModules() throws IOException {
            tree.script("p/mvnw", MVNW);
            tree.file(
                    "p/pom.xml",
                    "<project><groupId>g</groupId><artifactId>top</artifactId><version>1</version>"
                            + "<modules><module>a</module><module>b</module></modules></project>");
            String parent = "<parent><groupId>g</groupId><artifactId>top</artifactId><version>1</version></parent>";
            tree.file("p/a/pom.xml", "<project>" + parent + "<artifactId>a</artifactId></project>");
            tree.file(
                    "p/b/pom.xml",
                    "<project>" + parent + "<artifactId>b</artifactId><dependencies><dependency><groupId>g</groupId>"
                            + "<artifactId>a</artifactId><version>1</version></dependency></dependencies></project>");
            jar = tree.file("repository/x/lib/1/lib-1.jar", "");
            tree.file("p/answers/a", jar + "\n");
            tree.file("p/answers/b", tree.path("repository/g/a/1/a-1.jar") + File.pathSeparator + jar);
            tree.file("p/answers/top", "");
        }

        @Test
        void asksOnceForAllModulesAndPutsOutputsForSiblings() throws IOException {
            ClassPathResolution resolution = resolve("p", ClassPathScope.TEST);
            assertThat(resolution.origin()).isEqualTo(Origin.BUILD_TOOL);
            assertThat(resolution.entries(project("p").moduleOf(tree.path("p/b/pom.xml"))))
                    .containsExactly(
                            tree.path("p/b/target/test-classes"),
                            tree.path("p/b/target/classes"),
                            tree.path("p/a/target/classes"),
                            jar);
            assertThat(resolution.entries()).endsWith(jar).doesNotHaveDuplicates();
            assertThat(calls("p"))
                    .singleElement()
                    .asString()
                    .startsWith("-q -B -o ")
                    .contains("dependency:build-classpath -Dmdep.includeScope=test");
            assertThat(notes).singleElement().asString().startsWith("Asking mvnw for the class path of ");
        }

        @Test
        void leavesTestsOutOfTheRuntimeScope() throws IOException {
            assertThat(resolve("p", ClassPathScope.RUNTIME).entries())
                    .containsExactly(
                            tree.path("p/target/classes"),
                            tree.path("p/a/target/classes"),
                            tree.path("p/b/target/classes"),
                            jar);
            assertThat(calls("p")).singleElement().asString().contains("-Dmdep.includeScope=runtime");
        }

        @Test
        void runsTheCompilePhaseOnlyWhereASiblingWasNeverInstalled() throws IOException {
            resolve("p", ClassPathScope.TEST);
            assertThat(calls("p").get(0)).contains(" -Dmaven.main.skip=true -Dmaven.test.skip=true compile ");
            tree.file("repository/g/a/1/a-1.jar", "");
            tree.file("p/pom.xml", Files.readString(tree.path("p/pom.xml")) + "\n");
            resolve("p", ClassPathScope.TEST);
            assertThat(calls("p").get(1)).doesNotContain("compile");
        }

        @Test
        void asksTheBuildAroundAModule() throws IOException {
            ClassPathResolution resolution = resolve("p/b", ClassPathScope.RUNTIME);
            assertThat(calls("p")).singleElement().asString().contains(" -pl b -am ");
            assertThat(resolution.byModule().get(tree.path("p/b"))).contains(tree.path("p/a/target/classes"));
        }

        @Test
        void keepsTheAnswerUntilAPomChangesOrAJarIsGone() throws IOException {
            ClassPathResolution first = resolve("p", ClassPathScope.TEST);
            ClassPathResolution second = resolve("p", ClassPathScope.TEST);
            assertThat(second.origin()).isEqualTo(Origin.CACHE);
            assertThat(second.byModule()).isEqualTo(first.byModule());
            assertThat(notes).isEmpty();
            assertThat(calls("p")).hasSize(1);
            assertThat(resolver().known(project("p"), ClassPathScope.TEST)).contains(second);
            assertThat(resolver().known(project("p"), ClassPathScope.RUNTIME)).isEmpty();

            tree.file("p/b/pom.xml", Files.readString(tree.path("p/b/pom.xml")) + "<!-- changed -->");
            assertThat(resolve("p", ClassPathScope.TEST).origin()).isEqualTo(Origin.BUILD_TOOL);
            Files.delete(jar);
            assertThat(resolve("p", ClassPathScope.TEST).origin()).isEqualTo(Origin.BUILD_TOOL);
            assertThat(calls("p")).hasSize(3);
        }

        @Test
        void goesOnlineWhenTheLocalRepositoryIsNotEnough() throws IOException {
            tree.file("p/offline-fails", "");
            assertThat(resolve("p", ClassPathScope.TEST).origin()).isEqualTo(Origin.BUILD_TOOL);
            assertThat(calls("p")).hasSize(2).last().asString().doesNotContain(" -o ");
            assertThat(notes).last().asString().endsWith("asking mvnw again, online.");
        }

        @Test
        void fallsBackToOutputFoldersWithOneSentence() throws IOException {
            tree.file("p/online-fails", "");
            ClassPathResolution resolution = resolve("p", ClassPathScope.RUNTIME);
            assertThat(resolution.origin()).isEqualTo(Origin.OUTPUT_FOLDERS);
            assertThat(resolution.entries()).contains(tree.path("p/a/target/classes"), tree.path("p/b/target/classes"));
            assertThat(notes)
                    .last()
                    .isEqualTo("The class path of " + tree.path("p")
                            + " is not known: mvnw says: Could not resolve a:b:jar:1. The output folders are used instead,"
                            + " so libraries may be missing; build the project once, or give jurigged run its -cp.");
            Files.delete(tree.path("p/online-fails"));
            assertThat(resolve("p", ClassPathScope.RUNTIME).origin()).isEqualTo(Origin.BUILD_TOOL);
        }

        @Test
        void runsAWrapperThatLostItsPermission() throws IOException {
            assertThat(tree.path("p/mvnw").toFile().setExecutable(false)).isTrue();
            assertThat(resolve("p", ClassPathScope.TEST).origin()).isEqualTo(Origin.BUILD_TOOL);
        }

        @Test
        void endsTheToolWhenInterrupted() throws IOException {
            tree.script("p/mvnw", "#!/bin/sh\necho $$ > pid\nexec sleep 60\n");
            Thread.currentThread().interrupt();
            ClassPathResolution resolution = resolve("p", ClassPathScope.TEST);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(resolution.origin()).isEqualTo(Origin.OUTPUT_FOLDERS);
            assertThat(notes).hasSize(2).last().asString().contains("the wait for its build tool was interrupted.");
            assertThat(ProcessHandle.current().descendants())
                    .noneMatch(
                            process -> process.info().commandLine().orElse("").contains("sleep 60"));
        }

        @Test
        void understandsTheRealOneWithModulesThatWereNeverBuilt() throws IOException {
            Project ours = ProjectDiscovery.discover(realReactor(), MavenRepository.ofUser());
            ClassPathResolver resolver = new ClassPathResolver(tree.path("cache"), MavenRepository.ofUser());
            ClassPathResolution resolution = resolver.resolve(ours, ClassPathScope.RUNTIME, notes::add);
            // Each is a way in which Maven says that its local repository, of a fresh machine, hasn't got the plug-in
            // or what that needs.
            List<String> absences = List.of(
                    "offline",
                    "nor a mvn",
                    "No plugin found for prefix 'dependency'",
                    "Plugin org.apache.maven.plugins:maven-dependency-plugin:3.8.1 or o");
            boolean offline = notes.stream().anyMatch(note -> absences.stream().anyMatch(note::contains));
            assumeTrue(!offline, "mvn or its dependency plug-in is not on this machine: " + notes);
            assertThat(resolution.origin()).as("%s", notes).isEqualTo(Origin.BUILD_TOOL);
            assertThat(resolution.byModule().get(tree.path("real/two")))
                    .containsExactly(tree.path("real/two/target/classes"), tree.path("real/one/target/classes"));
            assertThat(tree.path("real/one/target/classes")).doesNotExist();
        }

        /** Writes a build that Maven may only resolve offline, with plug-in versions that are likely to be there. */
        private Path realReactor() throws IOException {
            tree.file("real/.mvn/maven.config", "-o");
            tree.file("real/pom.xml", """
                    <project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
                      <groupId>org.jurigged.test</groupId><artifactId>real</artifactId><version>1</version><packaging>pom</packaging>
                      <modules><module>one</module><module>two</module></modules>
                      <build><pluginManagement><plugins>
                        <plugin><artifactId>maven-resources-plugin</artifactId><version>3.3.1</version></plugin>
                        <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.14.0</version></plugin>
                        <plugin><artifactId>maven-dependency-plugin</artifactId><version>3.8.1</version></plugin>
                      </plugins></pluginManagement></build></project>
                    """);
            String module = """
                    <project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
                      <parent><groupId>org.jurigged.test</groupId><artifactId>real</artifactId><version>1</version></parent>
                      <artifactId>%s</artifactId><dependencies>%s</dependencies></project>
                    """;
            tree.file("real/one/pom.xml", module.formatted("one", ""));
            tree.file(
                    "real/two/pom.xml",
                    module.formatted(
                            "two",
                            "<dependency><groupId>org.jurigged.test</groupId><artifactId>one</artifactId>"
                                    + "<version>1</version></dependency>"));
            return tree.path("real");
        }
    }

    @Nested
    class ThroughGradle {
        @BeforeEach
        void aBuildOfTwoProjects() throws IOException {
            tree.file("g/settings.gradle", "include 'app', 'core'");
            tree.file("g/app/build.gradle", "");
            tree.file("g/core/build.gradle", "");
            tree.script("g/gradlew", """
                    #!/bin/sh
                    echo "$@" >> calls
                    while [ $# -gt 0 ]; do if [ "$1" = --init-script ]; then cat "$2" > script; fi; shift; done
                    if [ -e fails ]; then printf 'FAILURE: x\\n\\n* What went wrong:\\nCould not find a:b:1.\\n'; exit 1; fi
                    echo "jurigged|module|$PWD/app"
                    echo "jurigged|output|$PWD/app/build/classes/java/main"
                    echo "jurigged|jar|$PWD/app/build/libs/app.jar"
                    echo "jurigged|entry|$PWD/core/build/libs/core.jar"
                    echo "jurigged|entry|$PWD/lib.jar"
                    echo "a line of a build script's own"
                    echo "jurigged|module|$PWD/core"
                    echo "jurigged|output|$PWD/core/build/classes/java/main"
                    echo "jurigged|output|$PWD/core/build/classes/kotlin/main"
                    echo "jurigged|jar|$PWD/core/build/libs/core.jar"
                    """);
            tree.file("g/lib.jar", "");
        }

        @Test
        void asksByAnInitScriptAndPutsOutputsForJarsOfProjects() throws IOException {
            ClassPathResolution resolution = resolve("g", ClassPathScope.TEST);
            assertThat(resolution.origin()).isEqualTo(Origin.BUILD_TOOL);
            assertThat(resolution.byModule().get(tree.path("g/app")))
                    .containsExactly(
                            tree.path("g/app/build/classes/java/main"),
                            tree.path("g/core/build/classes/java/main"),
                            tree.path("g/core/build/classes/kotlin/main"),
                            tree.path("g/lib.jar"));
            assertThat(calls("g"))
                    .singleElement()
                    .asString()
                    .startsWith("-q --console=plain ")
                    .endsWith(" juriggedClassPath -PjuriggedTest --offline");
            assertThat(tree.path("g/script")).content().contains("tasks.create('juriggedClassPath')");
        }

        @Test
        void keepsTheAnswerUntilAScriptChanges() throws IOException {
            resolve("g", ClassPathScope.RUNTIME);
            assertThat(resolve("g", ClassPathScope.RUNTIME).origin()).isEqualTo(Origin.CACHE);
            tree.file("g/gradle/libs.versions.toml", "[versions]");
            assertThat(resolve("g", ClassPathScope.RUNTIME).origin()).isEqualTo(Origin.BUILD_TOOL);
            assertThat(calls("g")).hasSize(2).noneMatch(call -> call.contains("juriggedTest"));
        }

        @Test
        void fallsBackToOutputFoldersWithOneSentence() throws IOException {
            tree.file("g/fails", "");
            tree.directory("g/app/build/classes/java/main");
            ClassPathResolution resolution = resolve("g", ClassPathScope.RUNTIME);
            assertThat(resolution.origin()).isEqualTo(Origin.OUTPUT_FOLDERS);
            assertThat(resolution.entries()).contains(tree.path("g/app/build/classes/java/main"));
            assertThat(calls("g")).hasSize(2);
            assertThat(notes).last().asString().contains("gradlew says: Could not find a:b:1. The output folders");
        }
    }

    @Nested
    class WithoutABuild {
        @Test
        void takesOutputFoldersAndJarsThatLieAbout() throws IOException {
            tree.source("plain/src", "com.acme.Foo");
            Path out = tree.directory("plain/out/production/plain");
            Path jar = tree.file("plain/lib/a.jar", "");
            tree.file("plain/lib/notes.txt", "");
            Path listed = tree.file("plain/extra/b.jar", "");
            tree.file("plain/.classpath", "<classpath><classpathentry kind='lib' path='extra/b.jar'/></classpath>");
            ClassPathResolution resolution = resolve("plain", ClassPathScope.RUNTIME);
            assertThat(resolution.origin()).isEqualTo(Origin.OUTPUT_FOLDERS);
            assertThat(resolution.entries()).contains(out).endsWith(listed, jar);
            assertThat(notes).isEmpty();
        }

        @Test
        void takesTheLibrariesOfAnIntelliJModule() throws IOException {
            tree.file("idea/idea.iml", """
                    <module><component name="NewModuleRootManager"><orderEntry type="module-library"><library><CLASSES>
                      <root url="jar://$MODULE_DIR$/jars/a.jar!/" /><root url="jar://$MAVEN_REPOSITORY$/b.jar!/" />
                    </CLASSES></library></orderEntry></component></module>
                    """);
            assertThat(resolve("idea", ClassPathScope.RUNTIME).entries())
                    .containsExactly(tree.path("idea/out/production/idea"), tree.path("idea/jars/a.jar"));
        }
    }
}
