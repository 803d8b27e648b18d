package org.jurigged.controller.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildSettingsTest {
    private Tree tree;

    @BeforeEach
    void realDirectory(@TempDir Path dir) throws IOException {
        tree = new Tree(dir.toRealPath());
    }

    private BuildSettings settings(String module) {
        return ProjectDiscovery.discover(tree.path(module), tree.repository())
                .modules()
                .get(0)
                .settings();
    }

    private BuildSettings ofPom(String body) throws IOException {
        tree.file("m/pom.xml", "<project><groupId>g</groupId><artifactId>m</artifactId>" + body + "</project>");
        return settings("m");
    }

    private BuildSettings ofGradle(String script) throws IOException {
        tree.file("g/build.gradle", script);
        return settings("g");
    }

    private static String compiler(String configuration) {
        return "<build><plugins><plugin><artifactId>maven-compiler-plugin</artifactId><configuration>" + configuration
                + "</configuration></plugin></plugins></build>";
    }

    @Nested
    class OfMaven {
        @Test
        void areUnknownWhereNothingIsSaid() throws IOException {
            BuildSettings settings = ofPom("");
            assertThat(settings.release()).isZero();
            assertThat(settings.parameters()).isFalse();
            assertThat(settings.annotationProcessing()).isTrue();
        }

        @ParameterizedTest
        @CsvSource({
            "<maven.compiler.release>21</maven.compiler.release>, 21, true",
            "<maven.compiler.source>1.8</maven.compiler.source>, 8, false",
            "<maven.compiler.source>11</maven.compiler.source><maven.compiler.target>17</maven.compiler.target>, 17, false",
            "<maven.compiler.source>11</maven.compiler.source><maven.compiler.release>17</maven.compiler.release>, 17, true",
            "<v>17</v><maven.compiler.release>${v}</maven.compiler.release>, 17, true",
            "<a>${b}</a><b>${a}</b><maven.compiler.release>${a}</maven.compiler.release>, 0, false",
        })
        void takeTheLevelFromProperties(String properties, int release, boolean flag) throws IOException {
            BuildSettings settings = ofPom("<properties>" + properties + "</properties>");
            assertThat(settings.release()).isEqualTo(release);
            assertThat(settings.useReleaseFlag()).isEqualTo(flag);
        }

        @Test
        void takeThePluginsConfigurationBeforeProperties() throws IOException {
            BuildSettings settings = ofPom("""
                    <properties><maven.compiler.release>11</maven.compiler.release><lint>-Xlint:all</lint>
                      <project.build.sourceEncoding>ISO-8859-15</project.build.sourceEncoding></properties>
                    """ + compiler("""
                                    <release>17</release><parameters>true</parameters><proc>none</proc>
                                    <compilerArgs><arg>${lint}</arg><arg>--enable-preview</arg><arg>-Akey=value</arg></compilerArgs>
                                    """));
            assertThat(settings.release()).isEqualTo(17);
            assertThat(settings.useReleaseFlag()).isTrue();
            assertThat(settings.parameters()).isTrue();
            assertThat(settings.preview()).isTrue();
            assertThat(settings.annotationProcessing()).isFalse();
            assertThat(settings.compilerArgs()).containsExactly("-Xlint:all", "-Akey=value");
            assertThat(settings.encoding().name()).isEqualTo("ISO-8859-15");
        }

        @Test
        void readLevelsThatAreGivenAsArguments() throws IOException {
            BuildSettings settings = ofPom(
                    compiler("<compilerArgs><arg>--release</arg><arg>17</arg><arg>-parameters</arg><arg>-encoding</arg>"
                            + "<arg>UTF-16</arg><arg>--add-modules</arg><arg>x</arg></compilerArgs>"));
            assertThat(settings.release()).isEqualTo(17);
            assertThat(settings.parameters()).isTrue();
            assertThat(settings.encoding()).isEqualTo(StandardCharsets.UTF_16);
            assertThat(settings.compilerArgs()).containsExactly("--add-modules", "x");
        }

        @Test
        void preferTheDefaultExecutionAndThePluginToItsManagement() throws IOException {
            BuildSettings settings = ofPom("""
                    <build><pluginManagement><plugins><plugin><artifactId>maven-compiler-plugin</artifactId>
                        <configuration><release>11</release><encoding>UTF-16</encoding></configuration></plugin></plugins></pluginManagement>
                      <plugins><plugin><artifactId>maven-compiler-plugin</artifactId>
                        <configuration><release>17</release></configuration>
                        <executions><execution><id>default-compile</id><configuration><release>21</release></configuration></execution>
                          <execution><id>default-testCompile</id><configuration><release>25</release></configuration></execution>
                        </executions></plugin></plugins></build>
                    """);
            assertThat(settings.release()).isEqualTo(21);
            assertThat(settings.encoding()).isEqualTo(StandardCharsets.UTF_16);
        }

        @Test
        void inheritFromParentsOnDiskAndInTheRepository() throws IOException {
            tree.file(
                    "repository/org/corp/base/7/base-7.pom",
                    "<project><groupId>org.corp</groupId><artifactId>base</artifactId><version>7</version>"
                            + "<properties><level>11</level><name>base</name></properties>"
                            + compiler("<release>${level}</release><parameters>true</parameters>") + "</project>");
            tree.file("pom.xml", """
                    <project><parent><groupId>org.corp</groupId><artifactId>base</artifactId><version>7</version><relativePath/></parent>
                      <artifactId>top</artifactId><properties><level>17</level></properties></project>
                    """);
            BuildSettings settings = ofPom(
                    "<parent><groupId>org.corp</groupId><artifactId>top</artifactId><version>7</version></parent>");
            assertThat(settings.release()).isEqualTo(17);
            assertThat(settings.parameters()).isTrue();
        }

        @Test
        void passOverAFileThatLiesWhereTheParentMightButIsAnother() throws IOException {
            tree.file(
                    "pom.xml",
                    "<project><artifactId>stranger</artifactId><properties>"
                            + "<maven.compiler.release>11</maven.compiler.release></properties></project>");
            assertThat(ofPom("<parent><groupId>g</groupId><artifactId>top</artifactId><version>1</version></parent>")
                            .release())
                    .isZero();
        }

        @Test
        void knowWhatSpringBootsParentImpliesBeforeItIsDownloaded() throws IOException {
            BuildSettings settings = ofPom("""
                    <parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId>
                      <version>9</version><relativePath/></parent>
                    <properties><java.version>21</java.version></properties>
                    """);
            assertThat(settings.parameters()).isTrue();
            assertThat(settings.release()).isEqualTo(21);
        }

        @Test
        void listTheProcessorsWithWhatTheyNeed() throws IOException {
            Path processor = tree.file("repository/org/p/proc/1/proc-1.jar", "");
            Path helper = tree.file("repository/org/p/helper/3/helper-3.jar", "");
            tree.file("repository/org/p/testing/1/testing-1.jar", "");
            tree.file("repository/org/p/proc/1/proc-1.pom", """
                    <project><groupId>org.p</groupId><artifactId>proc</artifactId><version>1</version>
                      <dependencyManagement><dependencies><dependency><groupId>org.p</groupId><artifactId>bom</artifactId>
                        <version>5</version><type>pom</type><scope>import</scope></dependency></dependencies></dependencyManagement>
                      <dependencies>
                        <dependency><groupId>${project.groupId}</groupId><artifactId>helper</artifactId></dependency>
                        <dependency><groupId>org.p</groupId><artifactId>testing</artifactId><version>1</version><scope>test</scope></dependency>
                      </dependencies></project>
                    """);
            tree.file("repository/org/p/bom/5/bom-5.pom", """
                    <project><dependencyManagement><dependencies><dependency><groupId>org.p</groupId>
                      <artifactId>helper</artifactId><version>3</version></dependency></dependencies></dependencyManagement></project>
                    """);
            BuildSettings settings =
                    ofPom("<properties><proc.version>1</proc.version></properties><dependencyManagement><dependencies>"
                            + "<dependency><groupId>org.p</groupId><artifactId>proc</artifactId>"
                            + "<version>${proc.version}</version></dependency></dependencies></dependencyManagement>"
                            + compiler("<annotationProcessorPaths><path><groupId>org.p</groupId>"
                                    + "<artifactId>proc</artifactId></path></annotationProcessorPaths>"));
            assertThat(settings.processorPath()).containsExactly(processor, helper);
        }
    }

    @Nested
    class OfGradle {
        @ParameterizedTest
        @CsvSource({
            "options.release = 17, 17, true",
            "options.release.set(21), 21, true",
            "sourceCompatibility = '1.8', 8, false",
            "sourceCompatibility = JavaVersion.VERSION_1_8, 8, false",
            "targetCompatibility = JavaVersion.VERSION_17, 17, false",
            "languageVersion = JavaLanguageVersion.of(25), 25, false",
            "// options.release = 17, 0, false",
        })
        void takeTheLevelInItsUsualForms(String script, int release, boolean flag) throws IOException {
            BuildSettings settings = ofGradle(script.replace("'1.8'", "\"1.8\""));
            assertThat(settings.release()).isEqualTo(release);
            assertThat(settings.useReleaseFlag()).isEqualTo(flag);
        }

        @Test
        void comeFromTheRootsScriptAsWell() throws IOException {
            tree.file("settings.gradle", "include 'g'");
            tree.file("build.gradle", """
                    allprojects { tasks.withType(JavaCompile) {
                        options.encoding = 'ISO-8859-1'
                        options.compilerArgs += ['-parameters', '--enable-preview']
                        options.release = 21
                    } }
                    """);
            BuildSettings settings = ofGradle("plugins { id 'java' }");
            assertThat(settings.release()).isEqualTo(21);
            assertThat(settings.parameters()).isTrue();
            assertThat(settings.preview()).isTrue();
            assertThat(settings.encoding()).isEqualTo(StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void survivePomsWithEntitiesAndFetchNothing() throws IOException {
        Path secret = tree.file("secret", "17");
        tree.file(
                "m/pom.xml",
                "<!DOCTYPE project [<!ENTITY s SYSTEM \"" + secret.toUri() + "\">]><project><properties>"
                        + "<maven.compiler.release>&s;</maven.compiler.release></properties></project>");
        assertThat(settings("m").release()).isZero();
        assertThat(Files.exists(secret)).isTrue();
    }
}
