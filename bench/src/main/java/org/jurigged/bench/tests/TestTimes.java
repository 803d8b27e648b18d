package org.jurigged.bench.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jurigged.bench.save.WarmUps;
import org.jurigged.controller.Event;
import org.jurigged.controller.launch.JavaExecutable;
import org.jurigged.controller.session.SessionOptions;
import org.jurigged.controller.testing.TestOptions;
import org.jurigged.controller.testing.TestSession;

/**
 * Times {@code jurigged test} in a process of its own: from the write of a source to the results of the tests that it may
 * concern. Writes a line {@code name milliseconds} for each time into a file, for the tests print where they like.
 */
public final class TestTimes {
    /** To the first result of a test. */
    public static final String FIRST = "first";

    /** To the last result of the test class that is named after the source. */
    public static final String NAMED = "named";

    /** To the last result of all. */
    public static final String ALL = "all";

    /** How many test classes ran; no time. */
    public static final String CLASSES = "classes";

    /** From a save to the end of the same test in a fresh JVM, compiled by a fresh javac. */
    public static final String FRESH = "fresh";

    /** From a save to the end of Maven's run of the same test. */
    public static final String MAVEN = "maven";

    private static final long PATIENCE_SECONDS = 300;
    private static final int REST_MILLIS = 300;

    private final EditedSource source;
    private final List<String> lines = new ArrayList<>();
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

    private record Told(Event event, long nanos) {}

    private TestTimes(EditedSource source) {
        this.source = source;
    }

    /**
     * @param args the project's directory, a source in it, how many saves to time, how many runs without us, and the
     *     file for the times
     */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]).toAbsolutePath();
        EditedSource source = new EditedSource(directory.resolve(args[1]));
        TestTimes times = new TestTimes(source);
        try {
            times.run(directory, Integer.parseInt(args[2]));
            times.lines.addAll(new FreshTimes(directory, source).measure(Integer.parseInt(args[3])));
        } finally {
            source.restore();
        }
        Files.write(Path.of(args[4]), times.lines);
        System.exit(0);
    }

    private void run(Path directory, int saves) throws Exception {
        TestOptions options = new TestOptions(JavaExecutable.of(Optional.empty()), List.of(), false);
        try (TestSession session = TestSession.open(
                SessionOptions.in(directory), options, event -> told.add(new Told(event, System.nanoTime())))) {
            Thread runner = new Thread(
                    () -> {
                        try {
                            session.run();
                        } catch (Exception e) {
                            told.add(new Told(new Event.Trouble(e.getMessage(), e), System.nanoTime()));
                        }
                    },
                    "bench-tests");
            runner.setDaemon(true);
            runner.start();
            awaitRun();
            WarmUps.awaitEnd();
            for (int i = 0; i <= saves; i++) {
                TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
                told.clear();
                save(i, i > 0);
            }
        }
    }

    private List<Told> awaitRun() throws IOException, InterruptedException {
        List<Told> all = new ArrayList<>();
        Told next;
        do {
            next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null || next.event() instanceof Event.Trouble || next.event() instanceof Event.Refused) {
                throw new IOException("No tests ran, but: " + (next == null ? "nothing" : next.event()));
            }
            all.add(next);
        } while (!(next.event() instanceof Event.TestsRun));
        return all;
    }

    private void save(int revision, boolean isCounted) throws IOException, InterruptedException {
        long start = System.nanoTime();
        source.edit(1000 + revision);
        List<Told> all = awaitRun();
        if (!isCounted) {
            return;
        }
        List<Told> results = all.stream()
                .filter(t -> t.event() instanceof Event.TestDone || t.event() instanceof Event.TestFailed)
                .toList();
        results.stream().findFirst().ifPresent(first -> add(FIRST, first.nanos() - start));
        results.stream()
                .filter(t ->
                        t.event() instanceof Event.TestDone done && done.test().startsWith(source.test() + "."))
                .reduce((one, other) -> other)
                .ifPresent(last -> add(NAMED, last.nanos() - start));
        Told run = all.get(all.size() - 1);
        add(ALL, run.nanos() - start);
        lines.add(CLASSES + " " + ((Event.TestsRun) run.event()).classes());
    }

    private void add(String name, long nanos) {
        lines.add(name + " " + nanos / 1e6);
    }
}
