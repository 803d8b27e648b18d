package org.jurigged.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jurigged.controller.Event;

class ResultsTest {
    @TempDir
    private Path folder;

    static List<Verdict> verdicts() {
        return List.of(
                new Verdict.Right(),
                new Verdict.Refused(List.of(new Event.Refused("J103", "a.B", "why", "what to do"))),
                new Verdict.Told(List.of("said"), List.of()),
                new Verdict.Failed("trace"),
                new Verdict.Wrong(List.of()),
                new Verdict.NotCounted(LeftOut.TOO_SLOW, ""));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void aCommitIsWrittenAndReadAsALine(Verdict verdict) {
        Replayed replayed = new Replayed(new Commit("ab12", "p", "a\tb"), verdict, 3, 2, 1, true, false, 1.5);
        Replayed read = Results.parse(Results.line(replayed)).orElseThrow();
        assertThat(read.verdict().word()).isEqualTo(verdict.word());
        assertThat(read.verdict()).hasSameClassAs(verdict);
        assertThat(Results.line(read)).isEqualTo("ab12\t" + verdict.word() + "\t3\t2\t1\tplain\t-\t1.5\ta b");
    }

    @Test
    void whatWasAddedIsThereTheNextTime() throws IOException {
        Path file = folder.resolve("results");
        Commit commit = new Commit("ab12", "p", "subject");
        assertThat(Results.in(file).of(commit)).isEmpty();
        Results.in(file).add(new Replayed(commit, new Verdict.Right(), 1, 0, 0, false, true, 0));
        assertThat(Results.in(file).of(commit)).map(Replayed::linesOnly).contains(true);
    }

    @Test
    void anotherFileIsNotTakenForOne() throws IOException {
        Path file = Files.writeString(folder.resolve("results"), "hello\n");
        assertThatThrownBy(() -> Results.in(file)).hasMessageContaining("'hello'");
    }
}
