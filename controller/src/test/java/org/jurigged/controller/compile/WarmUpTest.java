package org.jurigged.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which sources javac is warmed up with. */
final class WarmUpTest {
    private static final long BOUND_SECONDS = 20;

    @TempDir
    Path directory;

    private Path source(String name, int size, int editedSeconds) throws IOException {
        Path file = Files.writeString(directory.resolve(name), " ".repeat(size));
        Files.setLastModifiedTime(file, FileTime.from(editedSeconds, TimeUnit.SECONDS));
        return file;
    }

    private Set<Path> compiled() throws Exception {
        Set<Path> compiled = new ConcurrentSkipListSet<>();
        List<Path> sources;
        try (Stream<Path> files = Files.list(directory)) {
            sources = files.toList();
        }
        try (WarmUp warmUp = new WarmUp(compiled::add, lookup(sources), () -> false)) {
            warmUp.start();
            assertThat(warmUp.await(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        return compiled;
    }

    private static SourceLookup lookup(List<Path> sources) {
        return new SourceLookup() {
            @Override
            public Optional<Path> sourceOf(String binaryName) {
                return Optional.empty();
            }

            @Override
            public List<Path> sources() {
                return sources;
            }
        };
    }

    @Test
    void areTheSevenOfAnOrdinarySizeThatWereEditedLast() throws Exception {
        source("Tiny.java", 100, 99);
        source("Large.java", 100_000, 98);
        source("Old.java", 1_000, 1);
        for (int i = 0; i < 7; i++) {
            source("New" + i + ".java", 1_000, 10 + i);
        }
        assertThat(compiled()).hasSize(7).allMatch(file -> file.toString().contains("New"));
    }

    @Test
    void areTheLargestOfTinyOnes() throws Exception {
        source("package-info.java", 30, 3);
        Path tiny = source("Tiny.java", 200, 2);
        source("Other.java", 60, 1);
        assertThat(compiled()).containsExactly(tiny);
    }

    @Test
    void areTheSmallestOfLargeOnes() throws Exception {
        source("Larger.java", 90_000, 2);
        Path large = source("Large.java", 30_000, 1);
        assertThat(compiled()).containsExactly(large);
    }

    @Test
    void areNoneWhereThereAreNone() throws Exception {
        source("Empty.java", 0, 1);
        assertThat(compiled()).isEmpty();
    }
}
