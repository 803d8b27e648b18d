package org.jurigged.controller.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassFileTransactionTest {
    private final ClassFileStore store = new ClassFileStore();

    @TempDir
    Path dir;

    private Path classes;

    @BeforeEach
    void placeOfTheClasses() {
        classes = dir.resolve("classes");
    }

    private static byte[] bytes(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private Path existing(String resource, String content) throws Exception {
        Path file = classes.resolve(resource);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** Lists what is below the test's directory, relative, directories with a slash. */
    private List<String> tree() throws Exception {
        store.close(); // what was replaced is deleted by then
        try (Stream<Path> walk = Files.walk(dir)) {
            return walk.filter(p -> !p.equals(dir))
                    .map(p -> dir.relativize(p) + (Files.isDirectory(p) ? "/" : ""))
                    .sorted()
                    .toList();
        }
    }

    @Nested
    class Committing {
        @Test
        void changesNothingForReadersBeforeTheCommitAndEverythingAfter() throws Exception {
            Path foo = existing("com/acme/Foo.class", "old");
            Path bar = existing("com/acme/Bar.class", "bar");
            try (ClassFileTransaction transaction = store.begin()) {
                transaction.stage(classes, "com.acme.Foo", bytes("new"));
                transaction.stage(classes, "com.acme.deep.New$1", bytes("added"));
                transaction.delete(classes, "com.acme.Bar");
                assertThat(foo).hasContent("old");
                assertThat(bar).exists();
                transaction.commit();
            }
            assertThat(foo).hasContent("new");
            assertThat(tree())
                    .containsExactly(
                            "classes/",
                            "classes/com/",
                            "classes/com/acme/",
                            "classes/com/acme/Foo.class",
                            "classes/com/acme/deep/",
                            "classes/com/acme/deep/New$1.class");
        }

        @Test
        void takesTheLastOfTwoStagedVersions() throws Exception {
            try (ClassFileTransaction transaction = store.begin()) {
                transaction.stage(classes, "Foo", bytes("one"));
                transaction.stage(classes, "Foo", bytes("two"));
                transaction.commit();
            }
            assertThat(classes.resolve("Foo.class")).hasContent("two");
            assertThat(tree()).containsExactly("classes/", "classes/Foo.class");
        }

        @Test
        void neverStampsAClassEarlierThanItsSource() throws Exception {
            FileTime tomorrow = FileTime.from(Instant.now().plus(Duration.ofDays(1)));
            FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
            try (ClassFileTransaction transaction = store.begin()) {
                transaction.stage(classes, "Late", bytes("late"), tomorrow);
                transaction.stage(classes, "Early", bytes("early"), yesterday);
                transaction.commit();
            }
            assertThat(Files.getLastModifiedTime(classes.resolve("Late.class"))).isGreaterThanOrEqualTo(tomorrow);
            assertThat(Files.getLastModifiedTime(classes.resolve("Early.class")).toInstant())
                    .isAfter(Instant.now().minusSeconds(60));
        }

        @Test
        void leavesAllAsItWasWhenOneOfThemFails() throws Exception {
            Path first = existing("A.class", "old a");
            FileTime time = FileTime.fromMillis(1_000_000_000_000L);
            Files.setLastModifiedTime(first, time);
            Path deleted = existing("D.class", "old d");
            // A directory that is not empty can't be replaced by a file, not even by root.
            existing("B.class/occupied", "");
            try (ClassFileTransaction transaction = store.begin()) {
                transaction.stage(classes, "A", bytes("new a"));
                transaction.stage(classes, "Added", bytes("added"));
                transaction.delete(classes, "D");
                transaction.stage(classes, "B", bytes("new b"));
                assertThatExceptionOfType(ClassFileException.class)
                        .isThrownBy(transaction::commit)
                        .withMessageStartingWith("Can't replace class file " + classes.resolve("B.class") + ": ")
                        .withMessageEndingWith(". Every class file is as it was before.");
                assertThatIllegalStateException().isThrownBy(transaction::commit);
            }
            assertThat(first).hasContent("old a");
            assertThat(Files.getLastModifiedTime(first)).isEqualTo(time);
            assertThat(deleted).hasContent("old d");
            assertThat(tree())
                    .containsExactly(
                            "classes/",
                            "classes/A.class",
                            "classes/B.class/",
                            "classes/B.class/occupied",
                            "classes/D.class");
        }

        @Test
        void failsCleanlyWhenTheClassesAreCleanedAwayMeanwhile() throws Exception {
            try (ClassFileTransaction transaction = store.begin()) {
                transaction.stage(classes, "Foo", bytes("new"));
                try (Stream<Path> staged = Files.list(classes)) {
                    for (Path file : staged.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(classes);
                assertThatExceptionOfType(ClassFileException.class)
                        .isThrownBy(transaction::commit)
                        .withMessageContaining("does not exist");
            }
            assertThat(tree()).isEmpty();
        }
    }

    @Nested
    class RollingBack {
        @Test
        void restoresContentTimeAndAbsenceAfterACommit() throws Exception {
            Path foo = existing("com/acme/Foo.class", "old");
            Path gone = existing("com/acme/Gone.class", "gone");
            FileTime time = FileTime.fromMillis(1_000_000_000_000L);
            Files.setLastModifiedTime(foo, time);
            List<String> before = tree();
            try (ClassFileTransaction transaction = store.begin()) {
                transaction.stage(classes, "com.acme.Foo", bytes("new"));
                transaction.stage(classes, "com.acme.x.y.New", bytes("added"));
                transaction.stage(classes, "com.acme.z.New", bytes("added"));
                transaction.delete(classes, "com.acme.Gone");
                transaction.commit();
                transaction.rollback();
            }
            assertThat(foo).hasContent("old");
            assertThat(Files.getLastModifiedTime(foo)).isEqualTo(time);
            assertThat(gone).hasContent("gone");
            assertThat(tree()).isEqualTo(before);
        }

        @Test
        void givesUpWhatWasStaged() throws Exception {
            try (ClassFileTransaction transaction = store.begin()) {
                transaction.stage(classes, "com.acme.Foo", bytes("new"));
                transaction.rollback();
            }
            assertThat(tree()).isEmpty();
        }

        @Test
        void happensOnCloseWithoutACommit() throws Exception {
            ClassFileTransaction transaction = store.begin();
            transaction.stage(classes, "com.acme.Foo", bytes("new"));
            transaction.close();
            transaction.close();
            assertThat(tree()).isEmpty();
        }

        @Test
        void saysWhichFileItCouldNotBringBackAndWhereThatIs() throws Exception {
            Path foo = existing("Foo.class", "old");
            existing("Bar.class", "old");
            try (ClassFileTransaction transaction = store.begin()) {
                transaction.stage(classes, "Foo", bytes("new"));
                transaction.stage(classes, "Bar", bytes("new"));
                transaction.commit();
                Files.delete(foo);
                existing("Foo.class/occupied", "");
                assertThatExceptionOfType(ClassFileException.class)
                        .isThrownBy(transaction::rollback)
                        .withMessageStartingWith("Can't bring back the former class file of Foo (")
                        .withMessageContaining("which is kept as " + classes);
            }
            assertThat(classes.resolve("Bar.class")).hasContent("old");
            store.close();
            try (Stream<Path> files = Files.list(classes)) {
                assertThat(files.filter(p -> p.toString().endsWith(".jurigged")))
                        .singleElement()
                        .satisfies(kept -> assertThat(kept).hasContent("old"));
            }
        }
    }

    @Nested
    class Staging {
        @Test
        void refusesAFileInThePlaceOfAPackage() throws Exception {
            Path file = existing("com/acme", "a file");
            try (ClassFileTransaction transaction = store.begin()) {
                assertThatExceptionOfType(ClassFileException.class)
                        .isThrownBy(() -> transaction.stage(classes, "com.acme.deep.Foo", bytes("new")))
                        .withMessage("Can't write class com.acme.deep.Foo into " + classes + ": " + file
                                + " is a file, not a directory. Nothing was applied.");
            }
            assertThat(tree()).containsExactly("classes/", "classes/com/", "classes/com/acme");
        }

        @Test
        void showsAFullDiskBeforeAnythingIsApplied() throws Exception {
            Files.createDirectory(classes);
            assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "jurigged-test", classes.toString()), "no mount");
            try (ClassFileTransaction transaction = store.begin()) {
                Path small = existing("Small.class", "old");
                transaction.stage(classes, "Small", bytes("new"));
                assertThatExceptionOfType(ClassFileException.class)
                        .isThrownBy(() -> transaction.stage(classes, "Big", new byte[1 << 20]))
                        .withMessageStartingWith("Can't write class Big into " + classes)
                        .withMessageContaining("No space left on device");
                transaction.rollback();
                assertThat(small).hasContent("old");
                assertThat(tree()).containsExactly("classes/", "classes/Small.class");
            } finally {
                assertThat(run("umount", classes.toString())).isTrue();
            }
        }

        private static boolean run(String... command) throws Exception, InterruptedException {
            if (!"root".equals(System.getProperty("user.name")) || File.separatorChar != '/') {
                return false;
            }
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "../Foo", "a..Foo", ".Foo", "Foo.", "a/Foo", "a\\Foo", "[La;"})
        void refusesANameThatIsNoBinaryName(String name) {
            try (ClassFileTransaction transaction = store.begin()) {
                assertThatIllegalArgumentException().isThrownBy(() -> transaction.stage(classes, name, bytes("new")));
            }
        }
    }

    @Nested
    class Sweeping {
        private final ClassFileStore later = new ClassFileStore(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)));

        @Test
        void removesWhatAKilledProcessLeft() throws Exception {
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            StagingProcess.class.getName(),
                            classes.toString())
                    .inheritIO()
                    .start();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(9);
            assertThat(tree()).hasSize(4).last().asString().endsWith(".jurigged");

            assertThat(later.sweep(classes)).isEqualTo(1);
            assertThat(tree()).containsExactly("classes/", "classes/com/", "classes/com/acme/");
        }

        @Test
        void leavesWhatALivingProcessHasStaged() throws Exception {
            existing("notes.jurigged", "not ours");
            try (ClassFileTransaction transaction = store.begin()) {
                transaction.stage(classes, "Foo", bytes("new"));
                assertThat(later.sweep(classes)).isZero();
                transaction.commit();
            }
            assertThat(tree()).containsExactly("classes/", "classes/Foo.class", "classes/notes.jurigged");
        }

        @Test
        void takesAFileOfAnotherDayForStaleEvenIfItsProcessNumberIsInUse() throws Exception {
            existing(".1000000000000-" + ProcessHandle.current().pid() + "-1.jurigged", "");
            try (ClassFileTransaction transaction = store.begin()) {
                transaction.stage(classes, "Foo", bytes("new"));
                transaction.commit();
            }
            assertThat(tree()).containsExactly("classes/", "classes/Foo.class");
        }

        @Test
        void isSilentAboutADirectoryThatIsNotThere() {
            assertThat(store.sweep(dir.resolve("nowhere"))).isZero();
        }
    }
}
