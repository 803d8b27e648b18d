package org.jurigged.controller.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.ClassPath;
import org.jurigged.controller.project.Project;

/** Which saved files are resources, and where they are copied to, by the project's kind. */
final class ResourcePlanTest {
    @TempDir
    private Path temporary;

    private Path directory;
    private final List<Event> told = new ArrayList<>();

    @BeforeEach
    void resolve() throws IOException {
        directory = temporary.toRealPath();
    }

    private Path file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private List<String> copies(String classPath, Path... saved) throws JuriggedException {
        ResourceTree tree = new ResourceTree(Project.discover(directory));
        List<Path> entries = List.of(directory.resolve(classPath));
        try (ClassPath opened = ClassPath.of(entries);
                Placement placement = new Placement(opened, entries, source -> Optional.empty())) {
            return new ResourcePlan(tree, told::add)
                    .of(List.of(saved), placement).stream()
                            .map(copy -> directory.relativize(copy.copy()) + " "
                                    + copy.content()
                                            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                                            .orElse("gone"))
                            .toList();
        }
    }

    @Test
    void gradlesAreThoseOfEachSourceSet() throws Exception {
        file("build.gradle", "plugins { id 'java' }");
        file("src/main/java/a/A.java", "package a; class A {}");
        Path text = file("src/main/resources/a/text.txt", "$text");
        Files.createDirectories(directory.resolve("build/resources/main"));
        assertThat(copies("build/resources/main", text)).containsExactly("build/resources/main/a/text.txt $text");
        assertThat(told).isEmpty();
    }

    @Test
    void gradlesAreLeftToItWhereItMayFillThemIn() throws Exception {
        file("build.gradle", "processResources { expand(version: version) }");
        Path filled = file("src/main/resources/filled.txt", "v=$version");
        Path plain = file("src/main/resources/plain.txt", "plain");
        Files.createDirectories(directory.resolve("build/resources/main"));
        assertThat(copies("build/resources/main", filled, plain))
                .containsExactly("build/resources/main/plain.txt plain");
        assertThat(told).singleElement().asString().contains("filled.txt", "gradle processResources");
    }

    @Test
    void withoutABuildOnlyWhatWasCopiedBeforeCounts() throws Exception {
        file("src/a/A.java", "package a; class A {}");
        Path known = file("src/a/known.txt", "new");
        Path other = file("src/a/other.txt", "other");
        file("classes/a/known.txt", "old");
        assertThat(copies("classes", known, other)).containsExactly("classes/a/known.txt new");
    }

    @Test
    void thatTheProgramReadsItselfAreNotCopied() throws Exception {
        file("pom.xml", "<project><artifactId>a</artifactId></project>");
        Path text = file("src/main/resources/text.txt", "text");
        assertThat(copies("src/main/resources", text)).containsExactly("src/main/resources/text.txt text");
    }

    @Test
    void areToldOnceWhereTheProgramReadsNoDirectory() throws Exception {
        file("pom.xml", "<project><artifactId>a</artifactId></project>");
        Path text = file("src/main/resources/text.txt", "text");
        file("lib/x.txt", "");
        assertThat(copies("lib", text, text)).isEmpty();
        assertThat(told).singleElement().asString().contains("text.txt is not copied", "target/classes");
    }

    @Test
    void goOnAsTheOneThatIsLeftWhenOneOfTwoIsDeleted() throws Exception {
        file("pom.xml", """
                <project><artifactId>a</artifactId><build><resources>
                <resource><directory>one</directory></resource>
                <resource><directory>two</directory></resource>
                </resources></build></project>
                """);
        Path one = file("one/text.txt", "one");
        Path two = file("two/text.txt", "two");
        file("target/classes/text.txt", "two");
        assertThat(copies("target/classes", one)).isEmpty();
        Files.delete(two);
        assertThat(copies("target/classes", two)).containsExactly("target/classes/text.txt one");
        Files.delete(one);
        assertThat(copies("target/classes", one)).containsExactly("target/classes/text.txt gone");
    }
}
