package org.jurigged.controller.watch;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/**
 * Reads files in the background, one after the other and with pauses, so that their content is known before they change.
 *
 * <p>The program is starting meanwhile, so this leaves most of a processor alone: about two seconds for 20,000 files.
 */
final class ContentReader implements AutoCloseable {
    private static final int PORTION = 64;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(ContentReader::thread);
    private final BiConsumer<Path, Look> result;
    private final Looker looker = new Looker();

    /** Hands every reading to {@code result}, on the reader's thread. */
    ContentReader(BiConsumer<Path, Look> result) {
        this.result = result;
    }

    /** Reads these files after all that were asked for before. */
    void read(Collection<Path> files) {
        List<Path> copy = List.copyOf(files);
        if (!copy.isEmpty() && !thread.isShutdown()) {
            thread.execute(() -> readNow(copy));
        }
    }

    /** Ends the reading after the file that is being read. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void readNow(List<Path> files) {
        int n = 0;
        for (Path file : files) {
            result.accept(file, looker.look(file));
            if (++n % PORTION == 0 && paused(PAUSE)) {
                return;
            }
        }
    }

    /** Returns true if the reader was closed. */
    private static boolean paused(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !Thread.currentThread().isInterrupted(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return Thread.currentThread().isInterrupted();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "jurigged-watch-content");
        thread.setDaemon(true);
        return thread;
    }
}
