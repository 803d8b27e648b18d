package org.jurigged.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.bench.replay.target.Result;

class ComparisonTest {
    private static final Result PASSED = new Result("a", "passed", "");
    private static final Result FAILED = new Result("a", "failed", "Error: é\n\tat \\ \ud800");

    @Test
    void aTestThatPassesNoLongerDiffers() {
        Comparison comparison = new Comparison(List.of(PASSED), List.of(FAILED));
        assertThat(comparison.differences()).containsExactly(new Difference("a", "failed", FAILED.failure()));
        assertThat(comparison.compared()).isEqualTo(1);
    }

    @Test
    void aTestThatIsGoneAndOneThatIsOnlyThereDiffer() {
        Comparison comparison = new Comparison(List.of(PASSED), List.of(new Result("b", "passed", "")));
        assertThat(comparison.differences()).extracting(Difference::test).containsExactly("a", "b");
    }

    @Test
    void whatFailsFreshIsNotCompared() {
        Comparison comparison = new Comparison(List.of(FAILED), List.of(PASSED));
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.compared()).isZero();
        assertThat(comparison.failing()).isEqualTo(1);
    }

    @Test
    void whatFailsInAnotherFreshJvmIsUnsteady() {
        Comparison comparison = new Comparison(List.of(PASSED), List.of(FAILED));
        comparison.ignoreUnsteady(List.of(FAILED));
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.unsteady()).isEqualTo(1);
        assertThat(comparison.compared()).isZero();
    }

    @Test
    void identitiesInNamesDoNotCount() {
        List<Result> fresh = List.of(new Result("test(Foo@1a2b3c)", "passed", ""));
        assertThat(new Comparison(fresh, List.of(new Result("test(Foo@4d5e6f)", "passed", ""))).differences())
                .isEmpty();
    }

    @Test
    void aResultIsWrittenAndReadAsALine() {
        assertThat(FAILED.line().lines()).hasSize(1);
        assertThat(Result.of(FAILED.line())).isEqualTo(FAILED);
    }
}
