package org.jurigged.controller.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class HistoryTest {
    private static final List<CodeVersion> VERSIONS = IntStream.range(0, 1_000)
            .mapToObj(i -> new CodeVersion(new byte[] {(byte) i}, i, i))
            .toList();

    private static History after(int edits) {
        History history = History.NONE;
        for (CodeVersion version : VERSIONS.subList(0, edits)) {
            history = history.with(version);
        }
        return history;
    }

    @Test
    void theLastTwoStayAndWhatAFrameRuns() {
        assertThat(after(10).keeping(Set.of(VERSIONS.get(3), VERSIONS.get(9))).versions())
                .containsExactly(VERSIONS.get(3), VERSIONS.get(8), VERSIONS.get(9));
        assertThat(after(10).keeping(Set.of()).versions()).containsExactly(VERSIONS.get(8), VERSIONS.get(9));
        assertThat(after(1).keeping(Set.of()).versions()).containsExactly(VERSIONS.get(0));
        assertThat(History.NONE.keeping(Set.of()).versions()).isEmpty();
    }

    @Test
    void theOldestGoWhereNobodyKnowsWhatFramesRun() {
        assertThat(after(1_000).versions())
                .hasSize(100)
                .startsWith(VERSIONS.get(900))
                .endsWith(VERSIONS.get(999));
    }
}
