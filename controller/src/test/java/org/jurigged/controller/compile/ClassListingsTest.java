package org.jurigged.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.awaitility.Awaitility;
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

    /** Until what comes from now on can't have the same stamp. */
    private static void awaitSettled(Path directory) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> !FolderStamp.of(directory).orElseThrow().isRacy(Instant.now()));
    }

    @Test
    void everyFileOfAFolderThatChangesAllTheTimeIsSeen() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<String> there = new TreeSet<>();
        Files.createDirectories(folder.resolve("classes/busy"));
        for (int i = 0; i < 3_000; i++) {
            String name = "C" + random.nextInt(5);
            Path file = folder.resolve("classes/busy/" + name + ".class");
            if (there.remove("busy." + name)) {
                Files.delete(file);
            } else {
                Files.createFile(file);
                there.add("busy." + name);
            }
            assertThat(names("busy")).as("seed %d, step %d", seed, i).containsExactlyInAnyOrderElementsOf(there);
        }
    }

    @Test
    void aFileIsSeenInAFolderWhoseTimeIsSetBack() throws Exception {
        write("classes/a/First.class");
        Path directory = folder.resolve("classes/a");
        FileTime before = Files.getLastModifiedTime(directory);
        assumeTrue(FolderStamp.of(directory).isPresent(), "skipped: this system keeps no time that can't be set");
        awaitSettled(directory);
        assertThat(names("a")).containsExactly("a.First", "a.InJar");
        assertThat(names("a")).containsExactly("a.First", "a.InJar");
        write("classes/a/Second.class");
        Files.setLastModifiedTime(directory, before);
        assertThat(names("a")).containsExactlyInAnyOrder("a.First", "a.Second", "a.InJar");
    }

    @Test
    void aFolderInPlaceOfAnotherIsSeen() throws Exception {
        write("classes/a/First.class");
        Path directory = folder.resolve("classes/a");
        assumeTrue(FolderStamp.of(directory).isPresent(), "skipped: this system keeps no time that can't be set");
        awaitSettled(directory);
        assertThat(names("a")).containsExactly("a.First", "a.InJar");
        write("other/Second.class");
        Files.move(directory, folder.resolve("gone"));
        Files.move(folder.resolve("other"), directory);
        assertThat(names("a")).containsExactly("a.Second", "a.InJar");
    }
}
