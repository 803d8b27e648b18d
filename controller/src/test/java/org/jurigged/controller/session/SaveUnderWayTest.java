package org.jurigged.controller.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a compilation that failed is worth while files are being written. */
final class SaveUnderWayTest {
    private static final Path READ = Path.of("Read.java");
    private static final Path OTHER = Path.of("Other.java");

    private final Set<Path> unsettled = new HashSet<>();
    private final List<Path> askedFor = new ArrayList<>();
    private final SaveUnderWay underWay = new SaveUnderWay(files -> {
        askedFor.addAll(files);
        return Set.copyOf(unsettled);
    });

    @Test
    void itCountsWhereNothingIsWritten() {
        assertThatCode(() -> underWay.failed(Set.of(READ), () -> true)).doesNotThrowAnyException();
    }

    @Test
    void itWaitsForAnyFileThatIsBeingSaved() {
        unsettled.add(OTHER);
        assertThatThrownBy(() -> underWay.failed(Set.of(READ), () -> true)).isInstanceOf(SaveUnderWay.More.class);
    }

    /** The file's events may not have come yet. */
    @Test
    void itLooksAtTheFilesThatWereRead() throws Exception {
        underWay.failed(Set.of(READ), () -> true);
        assertThat(askedFor).containsExactly(READ);
    }

    /** It was read empty, say, and its save waits behind this one. */
    @Test
    void itWaitsForAFileThatWasReadHalfAndIsWholeByNow() {
        assertThatThrownBy(() -> underWay.failed(Set.of(READ), () -> false)).isInstanceOf(SaveUnderWay.More.class);
    }

    @Test
    void itGivesWayOnceToSavesThatAreComing() throws Exception {
        underWay.giveWay(true);
        underWay.comes();
        underWay.giveWay(false);
        assertThatThrownBy(() -> underWay.giveWay(true)).isInstanceOf(SaveUnderWay.More.class);
        underWay.giveWay(true);
        assertThatThrownBy(() -> underWay.giveWay(true)).isInstanceOf(SaveUnderWay.More.class);
        underWay.giveWay(true);
        underWay.hasCome();
        underWay.giveWay(true);
    }

    @Test
    void whatWasReadIsComparedAfterTheWatcherWasAsked() throws Exception {
        underWay.failed(Set.of(READ), () -> !askedFor.isEmpty());
        underWay.compiled(Set.of(OTHER), () -> askedFor.contains(OTHER));
    }
}
