package org.jurigged.controller.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.jurigged.controller.Powerless;
import org.jurigged.controller.project.Project;

final class SourceTreeTest {
    @TempDir
    Path dir;

    private static SourceTree tree(Path directory) {
        return SourceTree.of(Project.discover(directory), SessionOptions.in(directory), List.of());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDirectoryThatCanNotBeReadHidesNothingElse() throws Exception {
        Powerless.run(Unreadable.class, dir.toRealPath());
    }

    /** A directory that can't be listed, between others. */
    public static final class Unreadable implements Powerless.Body {
        @Override
        public void run(Path root) throws Exception {
            for (String name : List.of("a", "b", "c")) {
                Path folder = Files.createDirectories(root.resolve("src").resolve(name));
                Files.writeString(folder.resolve("In.java"), "package " + name + "; class In {}");
            }
            Path closed = root.resolve("src/b");
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
            try {
                assertThat(tree(root).files())
                        .containsExactly(root.resolve("src/a/In.java"), root.resolve("src/c/In.java"));
            } finally {
                Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    @Test
    void prefixesAreThoseOfThePackagesWhereverTheDirectoryIs() throws Exception {
        Path packageFolder = Files.createDirectories(dir.resolve("elsewhere/com/acme"));
        Files.writeString(packageFolder.resolve("In.java"), "package com.acme; class In {}");
        Path here = Files.createDirectory(dir.resolve("here"));
        for (Path watched : List.of(dir.resolve("elsewhere"), packageFolder)) {
            SourceTree tree = SourceTree.of(Project.discover(here), SessionOptions.in(here), List.of(watched));
            assertThat(tree.packagePrefixes()).containsExactly("com.acme.");
        }
    }

    @Test
    void prefixesOfPackagesThatCameLaterAreThoseOfTheirSaves() throws Exception {
        Path src = Files.createDirectories(dir.toRealPath().resolve("src"));
        Files.createDirectories(src.resolve("com/acme"));
        Files.writeString(src.resolve("com/acme/In.java"), "package com.acme; class In {}");
        SourceTree tree = tree(src.getParent());
        assertThat(tree.packagePrefixes()).containsExactly("com.acme.");
        tree.include("org.other.Out");
        tree.include("com.acme.inner.In");
        assertThat(tree.packagePrefixes()).containsExactly("com.acme.", "org.other.");
    }
}
