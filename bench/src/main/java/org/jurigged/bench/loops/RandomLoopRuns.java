package org.jurigged.bench.loops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jurigged.bench.loops.LoopCourse.Moved;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.project.Jdk;

/**
 * Runs random programs of loops in live JVMs, edits each twice while it runs, and compares what it writes with what an
 * interpreter says of "the same state, and the new code from here".
 *
 * <p>Each JVM runs many programs at a time, on threads of their own, which are edited by the same saves. Used by one thread.
 */
public final class RandomLoopRuns {
    /** How many threads come to their loops' heads at once. */
    private static final int AT_ONCE = 3;

    private static final String NEXT_TURN = "new code at the next turn of its loop";
    /** How late a move may be told that its thread has made already, and has ended since. */
    private static final long LATE_NANOS = 3_000_000_000L;

    private final Jdk jdk;
    private final Path failures;
    private final Consumer<String> listener;
    private final LoopTotals totals = new LoopTotals();

    /**
     * Prepares to run.
     *
     * @param failures a folder for what fails, which is made when something does
     * @param listener is told each failure, as a text of several lines
     */
    public RandomLoopRuns(Jdk jdk, Path failures, Consumer<String> listener) {
        this.jdk = jdk;
        this.failures = failures;
        this.listener = listener;
    }

    public LoopTotals totals() {
        return totals;
    }

    /** Runs the programs of some seeds in one JVM. */
    public void run(long firstSeed, int count) throws IOException, JuriggedException {
        Map<String, LoopCase> cases = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            LoopCase one = LoopCase.of(firstSeed + i);
            cases.put(one.type(), one);
        }
        try (LoopJvm jvm = new LoopJvm(jdk, texts(cases, 0))) {
            new Batch(jvm, cases).run();
        }
    }

    private static Map<String, String> texts(Map<String, LoopCase> cases, int version) {
        Map<String, String> texts = new LinkedHashMap<>();
        cases.forEach((type, one) -> texts.put(type, one.java(version)));
        return texts;
    }

    /** The programs of one JVM. */
    private final class Batch {
        private final LoopJvm jvm;
        private final Map<String, LoopCase> cases;
        private final Map<String, List<Moved>> moves = new HashMap<>();
        private final Map<String, List<String>> fates = new HashMap<>();
        private final Map<String, Integer> ended = new HashMap<>();
        private int mark;

        Batch(LoopJvm jvm, Map<String, LoopCase> cases) {
            this.jvm = jvm;
            this.cases = cases;
            cases.keySet().forEach(type -> {
                moves.put("loops." + type, new ArrayList<>());
                fates.put("loops." + type, new ArrayList<>());
            });
        }

        void run() throws IOException {
            for (LoopCase one : cases.values()) {
                jvm.ask("start loops." + one.type() + " " + one.stops().get(0) + " "
                        + one.stops().get(1));
            }
            for (String type : moves.keySet()) {
                rest(type);
            }
            for (int save = 1; save < LoopCase.VERSIONS; save++) {
                jvm.save(texts(cases, save));
                int number = save;
                cases.values().forEach(one -> begin(one, number));
                release();
                take(save);
                awaitTold(save);
                for (String type : moves.keySet()) {
                    if (!state(type).equals("waits")) {
                        ended.putIfAbsent(type, save);
                    }
                }
            }
            for (LoopCase one : cases.values()) {
                judge(one);
            }
        }

        /** Where a save changes nothing, what was told before holds on. */
        private void begin(LoopCase one, int save) {
            List<String> told = fates.get("loops." + one.type());
            boolean isChanged = !one.java(save).equals(one.java(save - 1));
            told.add(isChanged || told.isEmpty() ? "" : told.get(save - 2));
        }

        /** What moved goes on at once, and is told a moment later. */
        private void awaitTold(int save) throws IOException {
            for (String type : jvm.inNewCode("loop(")) {
                boolean isToMove = fates.get(type).get(save - 1).startsWith(NEXT_TURN);
                if (isToMove && state(type).equals("waits")) {
                    LoopJvm.await("a move of " + type, () -> {
                        take(save);
                        return moves.get(type).stream().anyMatch(m -> m.save() == save);
                    });
                }
            }
        }

        private void judge(LoopCase one) throws IOException {
            String type = "loops." + one.type();
            String said = jvm.ask("said " + type);
            String thrown = state(type).substring("ended ".length());
            LoopCourse course = new LoopCourse(one, moves.get(type), fates.get(type), said, thrown);
            long deadline = System.nanoTime() + LATE_NANOS;
            while (!course.wrong().isEmpty() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(LATE_NANOS / 100);
                take(LoopCase.VERSIONS - 1);
            }
            judge(course);
        }

        /** Lets all threads go on, some at a time, until they wait or end again. */
        private void release() throws IOException {
            List<String> types = new ArrayList<>(moves.keySet());
            for (int i = 0; i < types.size(); i += AT_ONCE) {
                List<String> some = types.subList(i, Math.min(types.size(), i + AT_ONCE));
                for (String type : some) {
                    jvm.ask("release " + type);
                }
                for (String type : some) {
                    rest(type);
                }
            }
        }

        private void rest(String type) throws IOException {
            LoopJvm.await(type, () -> !state(type).equals("runs"));
        }

        private String state(String type) {
            try {
                return jvm.ask("state " + type);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private void take(int save) {
            for (Event event : jvm.events(mark)) {
                mark++;
                take(save, event);
            }
        }

        private void take(int save, Event event) {
            if (event instanceof Event.Moved moved) {
                int last = ended.getOrDefault(moved.thread(), save);
                moves.get(moved.thread()).add(new Moved(last, moved));
            } else if (event instanceof Event.StillOld old) {
                old.threads().forEach(thread -> fates.get(thread).set(save - 1, old.fate()));
            } else if (event instanceof Event.Trouble || event instanceof Event.Refused) {
                totals.wrong();
                listener.accept("told " + event);
            }
        }

        private void judge(LoopCourse course) throws IOException {
            totals.count(course);
            String wrong = course.wrong();
            if (!wrong.isEmpty()) {
                totals.wrong();
                Files.createDirectories(failures);
                Files.writeString(failures.resolve("seed-" + course.program().seed() + ".txt"), course.describe());
                listener.accept(course.describe());
            }
        }
    }
}
