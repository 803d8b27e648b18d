package org.jurigged.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassListingsTest {
    @TempDir
    Path folder;

    private StandardJavaFileManager manager;
    private ClassListings listings;

    @BeforeEach
    void open() throws Exception {
        manager = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);
        Path jar = TestJar.write(folder.resolve("library.jar"), "a.InJar", "package a; public class InJar {}");
        manager.setLocationFromPaths(
                StandardLocation.CLASS_PATH,
                List.of(
                        Files.createDirectories(folder.resolve("classes")),
                        Files.createDirectories(folder.resolve("tests")),
                        jar));
        listings = new ClassListings(new LockedFiles(manager));
    }

    @AfterEach
    void close() throws IOException {
        manager.close();
    }

    private List<String> names(String packageName) throws IOException {
        List<String> names = new ArrayList<>();
        for (JavaFileObject file : listings.of(packageName)) {
            names.add(ClassListings.binaryName(file));
        }
        return names;
    }

    private Path write(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, path);
    }

    @Test
    void theFilesOfAllFoldersAndJarsAreListedInTheOrderOfTheClassPath() throws IOException {
        write("tests/a/InTests.class");
        write("classes/a/InClasses.class");
        write("classes/a/deeper/Not.class");
        write("classes/a/Not.java");
        assertThat(names("a")).containsExactly("a.InClasses", "a.InTests", "a.InJar");
    }

    @Test
    void aListIsKeptWhileTheNamesAreTheSame() throws IOException {
        Path file = write("classes/a/Kept.class");
        List<JavaFileObject> listed = listings.of("a");
        Files.delete(file);
        Files.writeString(file, "written anew");
        assertThat(listings.of("a")).isSameAs(listed);
        assertThat(new String(listed.get(0).openInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("written anew");
    }

    @Test
    void aFileThatAppearsOrGoesIsSeen() throws IOException {
        assertThat(names("a")).containsExactly("a.InJar");
        Path file = write("tests/a/New.class");
        assertThat(names("a")).containsExactly("a.New", "a.InJar");
        Files.delete(file);
        assertThat(names("a")).containsExactly("a.InJar");
    }

    @Test
    void aPackageThatAppearsOrGoesIsSeen() throws IOException {
        assertThat(names("late.made")).isEmpty();
        Path file = write("classes/late/made/First.class");
        assertThat(names("late.made")).containsExactly("late.made.First");
        Files.delete(file);
        Files.delete(file.getParent());
        assertThat(names("late.made")).isEmpty();
    }

    @Test
    void theFileBehindAListedOneIsTheManagersOwn() throws IOException {
        write("classes/a/Own.class");
        JavaFileObject listed = listings.of("a").get(0);
        assertThat(manager.contains(StandardLocation.CLASS_PATH, ClassListings.own(listed)))
                .isTrue();
        assertThat(listed.getKind()).isEqualTo(JavaFileObject.Kind.CLASS);
    }
}
