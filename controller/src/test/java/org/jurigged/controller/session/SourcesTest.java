package org.jurigged.controller.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jurigged.controller.compile.TextLayer;

/** What the program runs is taken from the disk only where it can have been made from that. */
final class SourcesTest {
    private final Instant opened = Instant.now();
    private final Sources sources = new Sources(StandardCharsets.UTF_8, TextLayer.NONE);

    @TempDir
    Path directory;

    private Path file(String text, Instant written) throws Exception {
        Path file = directory.resolve("One.java");
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(written));
        sources.load(List.of(file), opened);
        return file;
    }

    @Test
    void theTextFromBeforeTheSessionIsWhatRuns() throws Exception {
        Path file = file("class One {}", opened.minusSeconds(10));
        assertThat(sources.liveText(file)).contains("class One {}");
        assertThat(sources.isFromBefore(file)).isTrue();
    }

    @Test
    void aTextThatWasWrittenSinceIsNot() throws Exception {
        assertThat(sources.liveText(file("class One {}", opened.plusSeconds(1))))
                .isEmpty();
    }

    @Test
    void neitherIsATextWhoseTimeIsThatOfTheLastTickBeforeTheSessionBegan() throws Exception {
        Path file = file("class One {}", opened.minusMillis(5).minusNanos(1));
        assertThat(sources.liveText(file)).isEmpty();
        assertThat(sources.isFromBefore(file)).isFalse();
    }

    @Test
    void neitherIsATextWhoseTimeIsInWholeSecondsAndThatOfTheSessionsFirst() throws Exception {
        assertThat(sources.liveText(file("class One {}", opened.truncatedTo(ChronoUnit.SECONDS))))
                .isEmpty();
    }

    /** Who writes a file empties it first, and a file system may show that before it shows the time of it. */
    @Test
    void noTextIsNotWhateverItsTime() throws Exception {
        Path file = file("", opened.minusSeconds(10));
        assertThat(sources.liveText(file)).isEmpty();
        assertThat(sources.isFromBefore(file)).isFalse();
    }
}
