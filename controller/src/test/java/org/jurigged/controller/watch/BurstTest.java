package org.jurigged.controller.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When a burst has settled, by a clock of its own: times are milliseconds. */
final class BurstTest {
    private static final Path A = Path.of("/src/A.java");
    private static final Path B = Path.of("/src/B.java");

    private final Map<Path, Look> disk = new HashMap<>();
    private final Map<Path, Boolean> old = new HashMap<>();
    private final Set<Path> rewritten = new HashSet<>();
    private boolean locked;
    private boolean written;
    private final Burst burst = new Burst(Timing.of(Duration.ofMillis(50)), new Burst.Disk() {
        @Override
        public Look look(Path file) {
            return disk.get(file);
        }

        @Override
        public boolean isNews(Path file, Look look) {
            return !old.containsKey(file);
        }

        @Override
        public boolean isStill(Path file, Look look) {
            return !rewritten.remove(file);
        }

        @Override
        public boolean isLocked() {
            return locked;
        }

        @Override
        public boolean isBeingWritten(Path file) {
            return written;
        }
    });

    private static long ms(long millis) {
        return millis * 1_000_000;
    }

    private void event(long at, Path file, Look.State state, long size) {
        Stamp stamp = state == Look.State.ABSENT ? null : new Stamp(size, ms(at), "key");
        disk.put(file, new Look(state, stamp, at, ms(at), null));
        burst.touch(file, ms(at));
    }

    /** Follows the burst's own waits from a time on and returns when something has settled. */
    private long settledAt(long from) {
        long now = ms(from);
        for (int steps = 0; steps < 10_000; steps++) {
            Burst.Verdict verdict = burst.step(now);
            if (!verdict.settled().isEmpty()) {
                return now / 1_000_000;
            }
            assertThat(verdict.waitNanos()).isPositive();
            if (verdict.waitNanos() == Long.MAX_VALUE) {
                return -1;
            }
            now += verdict.waitNanos();
        }
        throw new AssertionError("never settles");
    }

    @Test
    void nothingSettlesWithoutAnEvent() {
        assertThat(settledAt(0)).isEqualTo(-1);
    }

    @Nested
    final class OneFile {
        @Test
        void completeJavaSettlesAfterFourMilliseconds() {
            event(100, A, Look.State.COMPLETE, 10);
            assertThat(settledAt(100)).isEqualTo(104);
        }

        @Test
        void furtherEventsPutItOff() {
            event(100, A, Look.State.COMPLETE, 10);
            burst.step(ms(101));
            event(103, A, Look.State.COMPLETE, 10);
            assertThat(settledAt(103)).isEqualTo(107);
        }

        @Test
        void unchangedContentIsDropped() {
            old.put(A, true);
            event(100, A, Look.State.COMPLETE, 10);
            assertThat(settledAt(100)).isEqualTo(-1);
        }

        @Test
        void unfinishedEmptyAndMissingFilesAreWaitedFor() {
            event(100, A, Look.State.INCOMPLETE, 10);
            assertThat(settledAt(100)).isEqualTo(300);
            event(400, A, Look.State.EMPTY, 0);
            assertThat(settledAt(400)).isEqualTo(800);
            event(900, A, Look.State.ABSENT, 0);
            assertThat(settledAt(900)).isEqualTo(1_000);
        }

        @Test
        void fileThatWasWrittenSinceItWasReadIsReadAgain() {
            event(100, A, Look.State.COMPLETE, 10);
            rewritten.add(A);
            assertThat(settledAt(100)).isGreaterThan(104);
        }

        @Test
        void growingFileIsWaitedForLonger() {
            event(100, A, Look.State.INCOMPLETE, 10);
            burst.step(ms(110));
            event(150, A, Look.State.INCOMPLETE, 20);
            assertThat(settledAt(150)).isEqualTo(550);
        }

        @Test
        void unfinishedFileWithAWriterIsWaitedForTenSeconds() {
            written = true;
            event(0, A, Look.State.INCOMPLETE, 10);
            assertThat(settledAt(0)).isBetween(10_000L, 10_500L);
        }

        @Test
        void rewritingWithoutEndSettlesAfterASecond() {
            long settled = -1;
            for (long at = 0; settled < 0; at += 2) {
                event(at, A, Look.State.COMPLETE, 10);
                settled = burst.step(ms(at + 1)).settled().isEmpty() ? -1 : at + 1;
            }
            assertThat(settled).isBetween(1_000L, 1_002L);
        }

        @Test
        void withoutSettleTimeNothingCompleteIsWaitedFor() {
            Burst hasty = new Burst(Timing.of(Duration.ZERO), new Burst.Disk() {
                @Override
                public Look look(Path file) {
                    return new Look(Look.State.COMPLETE, new Stamp(1, 1, "key"), 1, 1, null);
                }

                @Override
                public boolean isNews(Path file, Look look) {
                    return true;
                }

                @Override
                public boolean isStill(Path file, Look look) {
                    return true;
                }

                @Override
                public boolean isLocked() {
                    return false;
                }

                @Override
                public boolean isBeingWritten(Path file) {
                    return false;
                }
            });
            hasty.touch(A, 5);
            assertThat(hasty.step(5).settled()).containsExactly(A);
        }
    }

    @Nested
    final class SeveralFiles {
        @Test
        void settleTogetherAfterTwentyMilliseconds() {
            event(100, A, Look.State.COMPLETE, 10);
            event(103, B, Look.State.COMPLETE, 10);
            assertThat(settledAt(103)).isEqualTo(123);
            Burst.Verdict verdict = burst.step(ms(123));
            assertThat(verdict.settled()).containsExactly(A, B);
            assertThat(verdict.firstNanos()).isEqualTo(ms(100));
        }

        @Test
        void lotsAreCollectedForLonger() {
            for (int i = 0; i < 10; i++) {
                event(100, Path.of("/src/F" + i + ".java"), Look.State.COMPLETE, 10);
            }
            assertThat(settledAt(100)).isEqualTo(150);
        }

        @Test
        void stragglersOfABurstAreNoSingleFiles() {
            event(100, A, Look.State.COMPLETE, 10);
            event(100, B, Look.State.COMPLETE, 10);
            burst.step(ms(120)).settled().forEach(burst::take);
            event(150, A, Look.State.COMPLETE, 20);
            assertThat(settledAt(150)).isEqualTo(170);
            burst.take(A);
            event(500, A, Look.State.COMPLETE, 30);
            assertThat(settledAt(500)).isEqualTo(504);
        }

        @Test
        void waitForTheSlowest() {
            event(100, A, Look.State.COMPLETE, 10);
            event(101, B, Look.State.ABSENT, 0);
            assertThat(settledAt(101)).isEqualTo(201);
        }

        @Test
        void waitWhileVersionControlIsAtWork() {
            locked = true;
            event(100, A, Look.State.COMPLETE, 10);
            assertThat(burst.step(ms(150)).settled()).isEmpty();
            locked = false;
            // What it changed last may be told of after its lock has gone.
            assertThat(settledAt(160)).isEqualTo(170);
        }

        @Test
        void doNotWaitForALockThatStays() {
            locked = true;
            event(100, A, Look.State.COMPLETE, 10);
            assertThat(settledAt(100)).isBetween(400L, 405L);
        }

        @Test
        void waitLongerForALockWhereSeveralFilesChangeUnderIt() {
            locked = true;
            event(100, A, Look.State.COMPLETE, 10);
            event(101, B, Look.State.COMPLETE, 10);
            assertThat(settledAt(101)).isBetween(2_101L, 2_106L);
        }

        @Test
        void whatComesAfterTheWatcherWasHeldUpBelongsToThem() {
            event(0, A, Look.State.COMPLETE, 10);
            burst.step(ms(0));
            event(1, B, Look.State.COMPLETE, 10);
            // The machine did something else for longer than a burst may last; a command went on and has ended.
            Burst.Verdict late = burst.step(ms(1_300));
            assertThat(late.settled()).isEmpty();
            assertThat(late.waitNanos()).isEqualTo(ms(20));
            Path c = Path.of("/src/C.java");
            event(1_301, c, Look.State.COMPLETE, 10);
            assertThat(burst.step(ms(1_320)).settled()).isEmpty();
            Burst.Verdict verdict = burst.step(ms(1_321));
            assertThat(verdict.settled()).containsExactly(A, B, c);
            assertThat(verdict.goesOn()).isFalse();
        }

        @Test
        void thatEndAfterALongTimeAreOverLikeAnyOthers() {
            for (long at = 0; at <= 1_100; at += 10) {
                event(at, at % 20 == 0 ? A : B, Look.State.COMPLETE, at);
                Burst.Verdict verdict = burst.step(ms(at + 5));
                assertThat(verdict.goesOn()).isEqualTo(at >= 1_000);
            }
            Burst.Verdict verdict = burst.step(ms(1_121));
            assertThat(verdict.settled()).containsExactly(A, B);
            assertThat(verdict.goesOn()).isFalse();
        }

        @Test
        void areWaitedForOnceMoreWhereTheWatcherIsAlwaysLate() {
            event(0, A, Look.State.COMPLETE, 10);
            event(0, B, Look.State.COMPLETE, 10);
            assertThat(burst.step(ms(100)).settled()).isEmpty();
            assertThat(burst.step(ms(200)).settled()).containsExactly(A, B);
        }

        @Test
        void thoseThatNeverEndDoNotHoldUpTheRest() {
            long settled = -1;
            event(0, B, Look.State.COMPLETE, 10);
            for (long at = 0; settled < 0; at += 3) {
                event(at, A, Look.State.INCOMPLETE, at);
                Burst.Verdict verdict = burst.step(ms(at + 1));
                assertThat(verdict.settled()).doesNotContain(A);
                settled = verdict.settled().isEmpty() ? -1 : at + 1;
            }
            assertThat(settled).isBetween(1_000L, 1_004L);
        }
    }
}
