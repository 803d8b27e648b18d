package org.jurigged.controller.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Compiles small sources one by one on a thread of its own, until javac has been compiled by the JVM. */
final class WarmUp implements AutoCloseable {
    /** After about a dozen runs javac takes twice what it takes in the end. */
    private static final int RUNS = 14;

    /** The rest of its way it goes at leisure, while nobody saves: the program needs the processor. */
    private static final int LEISURELY_RUNS = 46;

    private static final long LEISURE_MILLIS = 1_000;

    private static final int SOURCES = 7;
    private static final long SMALLEST = 400;
    private static final long LARGEST = 16_000;

    private final Rehearsal rehearsal;
    private final SourceLookup lookup;
    private final BooleanSupplier isAtRest;
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "jurigged-warm-up");

    /** Compiles one source and throws the result away. */
    interface Rehearsal {
        void compile(Path source) throws CompilerException;
    }

    /** @param isAtRest whether nobody has had anything compiled for a while */
    WarmUp(Rehearsal rehearsal, SourceLookup lookup, BooleanSupplier isAtRest) {
        this.rehearsal = rehearsal;
        this.lookup = lookup;
        this.isAtRest = isAtRest;
        thread.setDaemon(true);
    }

    /** Begin, the first time. */
    void start() {
        if (started.compareAndSet(false, true)) {
            thread.start();
        }
    }

    /** Wait for the end; false when the time was up before. */
    boolean await(long time, TimeUnit unit) throws InterruptedException {
        return done.await(time, unit);
    }

    private void run() {
        try {
            List<Path> sources = choose();
            for (int i = 0; i < RUNS; i++) {
                compile(sources, i);
            }
            done.countDown();
            thread.setName("jurigged-warm-on");
            for (int i = 0; i < LEISURELY_RUNS; i++) {
                do {
                    Thread.sleep(LEISURE_MILLIS);
                } while (!isAtRest.getAsBoolean());
                compile(sources, i);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CompilerException | RuntimeException e) {
            // no javac, no sources, or closed: a real compilation will say so
        } finally {
            done.countDown();
        }
    }

    private void compile(List<Path> sources, int run) throws CompilerException, InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        if (!sources.isEmpty()) {
            rehearsal.compile(sources.get(run % sources.size()));
        }
    }

    /**
     * Choose small sources, those that were edited last first: they are the likeliest to be edited next. Where there are none,
     * the nearest that there is.
     */
    private List<Path> choose() {
        List<Candidate> all = lookup.sources().stream().map(Candidate::of).toList();
        List<Path> small = all.stream()
                .filter(found -> found.size() >= SMALLEST && found.size() <= LARGEST)
                .sorted(Comparator.comparing(Candidate::modified).reversed())
                .limit(SOURCES)
                .map(Candidate::file)
                .toList();
        return small.isEmpty() ? nearest(all) : small;
    }

    private static List<Path> nearest(List<Candidate> all) {
        return all.stream()
                .filter(found -> found.size() > 0)
                .min(Comparator.comparingLong(found -> Math.abs(found.size() - SMALLEST)))
                .map(found -> List.of(found.file()))
                .orElse(List.of());
    }

    /** A source, its size in bytes and when it was last edited; of none when it can't be read. */
    private record Candidate(Path file, long size, FileTime modified) {
        static Candidate of(Path file) {
            try {
                return new Candidate(file, Files.size(file), Files.getLastModifiedTime(file));
            } catch (IOException e) {
                return new Candidate(file, 0, FileTime.fromMillis(0));
            }
        }
    }

    @Override
    public void close() {
        started.set(true);
        thread.interrupt();
    }
}
