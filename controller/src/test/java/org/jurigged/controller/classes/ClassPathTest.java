package org.jurigged.controller.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {
    @TempDir
    Path dir;

    private Path classDir(String name, String resource, String content) throws IOException {
        Path file = dir.resolve(name).resolve(resource);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return dir.resolve(name);
    }

    private ClassPath classPath(Path... entries) {
        return ClassPath.of(List.of(entries), dir.resolve("cache"));
    }

    private static Optional<String> find(ClassPath classPath, String name) {
        return classPath.find(name).map(found -> new String(found.bytes(), StandardCharsets.UTF_8));
    }

    @Nested
    class Finding {
        @Test
        void findsANestedClassInADirectoryWithItsFile() throws IOException {
            Path classes = classDir("classes", "com/acme/Outer$Inner.class", "inner");
            try (ClassPath classPath = classPath(classes)) {
                ClassBytes found = classPath.find("com.acme.Outer$Inner").orElseThrow();
                assertThat(found.bytes()).asString().isEqualTo("inner");
                assertThat(found.entry()).isEqualTo(classes);
                assertThat(found.file()).contains(classes.resolve("com/acme/Outer$Inner.class"));
            }
        }

        @Test
        void findsAClassInAJarWithoutAFile() throws IOException {
            Path jar = Jars.jar().with("com/acme/Foo.class", "foo").at(dir.resolve("a.jar"));
            try (ClassPath classPath = classPath(jar)) {
                ClassBytes found = classPath.find("com.acme.Foo").orElseThrow();
                assertThat(found.entry()).isEqualTo(jar);
                assertThat(found.file()).isEmpty();
                assertThat(classPath.find("com.acme.Bar")).isEmpty();
            }
        }

        @Test
        void prefersTheFirstEntryAndListsAll() throws IOException {
            Path jar = Jars.jar().with("Foo.class", "jar").at(dir.resolve("a.jar"));
            Path classes = classDir("classes", "Foo.class", "dir");
            try (ClassPath classPath = classPath(jar, classes)) {
                assertThat(find(classPath, "Foo")).contains("jar");
                assertThat(classPath.findAll("Foo"))
                        .extracting(ClassBytes::entry)
                        .containsExactly(jar, classes);
            }
        }

        @Test
        void takesTheBaseEntryOfAMultiReleaseJar() throws IOException {
            Path jar = Jars.jar()
                    .manifest("Multi-Release", "true")
                    .with("META-INF/versions/17/Foo.class", "17")
                    .with("Foo.class", "base")
                    .at(dir.resolve("a.jar"));
            try (ClassPath classPath = classPath(jar)) {
                assertThat(find(classPath, "Foo")).contains("base");
            }
        }

        @Test
        void followsTheManifestsClassPathToJarsWithSpacesAndPassesOverWhatIsNotThere() throws IOException {
            Jars.jar().with("Lib.class", "lib").at(dir.resolve("lib dir/lib.jar"));
            Path main = Jars.jar()
                    .manifest("Class-Path", "lib%20dir/lib.jar gone.jar http://acme.invalid/x.jar main.jar")
                    .at(dir.resolve("main.jar"));
            try (ClassPath classPath = classPath(main)) {
                assertThat(find(classPath, "Lib")).contains("lib");
                assertThat(classPath.problems()).isEmpty();
            }
        }

        @Test
        void readsAJarAnewAfterItWasReplaced() throws IOException {
            Path jar = Jars.jar().with("Foo.class", "one").at(dir.resolve("a.jar"));
            try (ClassPath classPath = classPath(jar)) {
                assertThat(find(classPath, "Foo")).contains("one");
                Jars.jar().with("Foo.class", "another").at(jar);
                assertThat(find(classPath, "Foo")).contains("another");
            }
        }

        @Test
        void survivesBeingClosedTwice() throws IOException {
            ClassPath classPath = classPath(Jars.jar().with("Foo.class", "foo").at(dir.resolve("a.jar")));
            classPath.find("Foo");
            classPath.close();
            classPath.close();
            assertThat(classPath.problems()).isEmpty();
        }
    }

    @Nested
    class Archives {
        private Jars fatJar() throws IOException {
            return Jars.jar()
                    .manifest("Spring-Boot-Classes", "BOOT-INF/classes/")
                    .manifest("Spring-Boot-Lib", "BOOT-INF/lib/")
                    .with("org/springframework/boot/loader/Launcher.class", "launcher")
                    .with("BOOT-INF/classes/com/acme/App.class", "app")
                    .with(
                            "BOOT-INF/lib/lib.jar",
                            Jars.jar().with("Lib.class", "lib").bytes());
        }

        @Test
        void findsTheApplicationItsLibrariesAndTheLauncherInAFatJar() throws IOException {
            Path fat = fatJar().at(dir.resolve("app.jar"));
            try (ClassPath classPath = classPath(fat)) {
                assertThat(find(classPath, "com.acme.App")).contains("app");
                assertThat(find(classPath, "org.springframework.boot.loader.Launcher"))
                        .contains("launcher");
                assertThat(find(classPath, "Lib")).contains("lib");
                assertThat(classPath.find("Lib").orElseThrow().entry()).isEqualTo(fat);
            }
        }

        @Test
        void findsTheClassesAndLibrariesOfAWarWithoutFolderEntries() throws IOException {
            Path war = Jars.jar()
                    .with("WEB-INF/classes/Web.class", "web")
                    .with(
                            "WEB-INF/lib/lib.jar",
                            Jars.jar().with("Lib.class", "lib").bytes())
                    .at(dir.resolve("app.war"));
            try (ClassPath classPath = classPath(war)) {
                assertThat(find(classPath, "Web")).contains("web");
                assertThat(find(classPath, "Lib")).contains("lib");
            }
        }

        @Test
        void flattensAFatJarForJavac() throws IOException {
            Path source = dir.resolve("com/acme/Greeter.java");
            Files.createDirectories(source.getParent());
            Files.writeString(source, "package com.acme; public class Greeter { public static void hi() {} }");
            Path compiled = Files.createDirectory(dir.resolve("compiled"));
            assertThat(javac("-d", compiled, source)).isZero();
            byte[] greeter = Files.readAllBytes(compiled.resolve("com/acme/Greeter.class"));
            Path fat = Jars.jar()
                    .with("BOOT-INF/classes/", "")
                    .with(
                            "BOOT-INF/lib/g.jar",
                            Jars.jar().with("com/acme/Greeter.class", greeter).bytes())
                    .at(dir.resolve("app.jar"));
            FlatClassPath flat = ClassPath.flatten(List.of(fat), dir.resolve("cache"));
            Path user = Files.writeString(dir.resolve("User.java"), "class User { { com.acme.Greeter.hi(); } }");
            String path = String.join(
                    File.pathSeparator,
                    flat.entries().stream().map(Path::toString).toList());
            assertThat(javac("-d", compiled, "-cp", path, "-sourcepath", dir.resolve("none"), user))
                    .isZero();
            assertThat(flat.problems()).isEmpty();
        }

        private static int javac(Object... arguments) {
            String[] strings = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
            return ToolProvider.getSystemJavaCompiler().run(null, null, null, strings);
        }

        @Test
        void extractsOnceAndSharesLibrariesBetweenBuilds() throws IOException {
            Path fat = fatJar().at(dir.resolve("app.jar"));
            FlatClassPath first = ClassPath.flatten(List.of(fat), dir.resolve("cache"));
            assertThat(first.entries()).hasSize(3).contains(fat).allMatch(Files::exists);
            FileTime made = Files.getLastModifiedTime(first.entries().get(2));
            assertThat(ClassPath.flatten(List.of(fat), dir.resolve("cache"))).isEqualTo(first);

            fatJar().with("BOOT-INF/classes/New.class", "new").at(fat);
            FlatClassPath rebuilt = ClassPath.flatten(List.of(fat), dir.resolve("cache"));
            assertThat(rebuilt.entries().get(2)).isEqualTo(first.entries().get(2));
            assertThat(Files.getLastModifiedTime(rebuilt.entries().get(2))).isEqualTo(made);
            assertThat(rebuilt.entries().get(0).resolve("New.class")).hasContent("new");
        }

        @Test
        void deletesExtractionsOfFormerBuildsADayLater() throws IOException {
            Path fat = fatJar().at(dir.resolve("app.jar"));
            Path former = ClassPath.flatten(List.of(fat), dir.resolve("cache"))
                    .entries()
                    .get(0);
            Files.setLastModifiedTime(former, FileTime.fromMillis(System.currentTimeMillis() - 90_000_000));
            fatJar().with("BOOT-INF/classes/New.class", "new").at(fat);
            Path current = ClassPath.flatten(List.of(fat), dir.resolve("cache"))
                    .entries()
                    .get(0);
            assertThat(former).doesNotExist();
            assertThat(current).isDirectoryContaining("glob:**/New.class");
        }

        @Test
        void refusesAnEntryThatLeadsOutOfItsFolder() throws IOException {
            Path fat = fatJar().with("BOOT-INF/classes/../../../../evil.class", "evil")
                    .at(dir.resolve("app.jar"));
            FlatClassPath flat = ClassPath.flatten(List.of(fat), dir.resolve("cache"));
            assertThat(flat.problems())
                    .singleElement()
                    .satisfies(p -> assertThat(p.reason()).contains("leads out"));
            try (var tree = Files.walk(dir)) {
                assertThat(tree).noneMatch(file -> file.endsWith("evil.class"));
            }
        }
    }

    @Nested
    class BadEntries {
        @Test
        void reportsAMissingEntryAndGoesOn() throws IOException {
            Path gone = dir.resolve("gone.jar");
            Path classes = classDir("classes", "Foo.class", "foo");
            try (ClassPath classPath = classPath(gone, classes)) {
                assertThat(find(classPath, "Foo")).contains("foo");
                assertThat(classPath.problems())
                        .extracting(ClassPathProblem::sentence)
                        .containsExactly("Class path entry " + gone + " is left out: it does not exist.");
            }
        }

        @Test
        void reportsAJarThatIsNone() throws IOException {
            Path broken = Files.writeString(dir.resolve("broken.jar"), "no zip");
            assertThat(ClassPath.flatten(List.of(broken), dir.resolve("cache")).problems())
                    .singleElement()
                    .satisfies(p -> assertThat(p.reason()).startsWith("it is not a readable jar"));
        }

        @Test
        void reportsAJarThatWentAwayMeanwhile() throws IOException {
            Path jar = Jars.jar().with("Foo.class", "foo").at(dir.resolve("a.jar"));
            try (ClassPath classPath = classPath(jar)) {
                assertThat(find(classPath, "Foo")).contains("foo");
                Files.delete(jar);
                assertThat(find(classPath, "Foo")).isEmpty();
                assertThat(classPath.problems()).containsExactly(new ClassPathProblem(jar, jar + " does not exist"));
            }
        }

        @Test
        void reportsANestedJarThatCannotBeExtracted() throws IOException {
            Path fat = Jars.jar()
                    .with("BOOT-INF/lib/", "")
                    .with(
                            "BOOT-INF/lib/lib.jar",
                            Jars.jar().with("Lib.class", "lib").bytes())
                    .at(dir.resolve("app.jar"));
            Path cache = Files.writeString(dir.resolve("cache"), "a file in the place of the cache");
            try (ClassPath classPath = ClassPath.of(List.of(fat), cache)) {
                assertThat(find(classPath, "Lib")).isEmpty();
                assertThat(classPath.problems())
                        .singleElement()
                        .satisfies(p -> assertThat(p.entry()).isEqualTo(fat));
            }
        }

        @Test
        void reportsAnUnreadableDirectory() throws IOException {
            Path classes = classDir("classes", "Foo.class", "foo");
            Files.setPosixFilePermissions(classes, PosixFilePermissions.fromString("---------"));
            try {
                assumeTrue(!Files.isReadable(classes), "permissions do not bind this user");
                assertThat(ClassPath.flatten(List.of(classes), dir.resolve("cache"))
                                .problems())
                        .containsExactly(new ClassPathProblem(classes, "permission denied for " + classes));
            } finally {
                Files.setPosixFilePermissions(classes, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    @Nested
    class Splitting {
        @Test
        void opensUpWildcardsByName() throws IOException {
            Path b = Jars.jar().at(dir.resolve("lib/b.jar"));
            Path a = Jars.jar().at(dir.resolve("lib/a.JAR"));
            Files.writeString(dir.resolve("lib/notes.txt"), "");
            assertThat(ClassPath.split(dir.resolve("lib") + "/*" + File.pathSeparator + "x"))
                    .containsExactly(a, b, Path.of("x"));
        }

        @Test
        void takesAnEmptyElementForTheCurrentDirectory() {
            assertThat(ClassPath.split("a" + File.pathSeparator)).containsExactly(Path.of("a"), Path.of(""));
        }

        @Test
        void flattensAWildcardThatCameAsAPath() throws IOException {
            assumeTrue(File.separatorChar == '/', "a star is no valid path here");
            Path jar = Jars.jar().at(dir.resolve("lib/a.jar"));
            assertThat(ClassPath.flatten(List.of(dir.resolve("lib/*"), jar), dir.resolve("cache"))
                            .entries())
                    .containsExactly(jar);
        }
    }
}
