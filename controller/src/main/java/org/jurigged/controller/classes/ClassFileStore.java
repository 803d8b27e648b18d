package org.jurigged.controller.classes;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Opens the transactions in which class files are written, and keeps class directories free of what killed ones left.
 *
 * <p>Thread-safe. Keep one for the life of the controller: a class directory is searched for leftovers once per store.
 */
public final class ClassFileStore implements AutoCloseable {
    private static final int DELETE_SECONDS = 5;

    private final TempFiles tempFiles;
    private final ThreadPoolExecutor deleting =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                Thread thread = new Thread(work, "jurigged-delete");
                thread.setDaemon(true);
                return thread;
            });
    private final Set<Path> swept = ConcurrentHashMap.newKeySet();

    public ClassFileStore() {
        this(Clock.systemUTC());
    }

    ClassFileStore(Clock clock) {
        this.tempFiles = new TempFiles(clock);
        deleting.allowCoreThreadTimeOut(true);
    }

    /** Opens a transaction; the caller closes it, which also gives up what it staged and did not commit. */
    public ClassFileTransaction begin() {
        return new ClassFileTransaction(this, tempFiles);
    }

    /**
     * Deletes files that nobody needs any more, in the background: a file system that is writing one back to the disk lets
     * its deletion wait, which took 2 ms a file on ext4.
     */
    void delete(Collection<Path> files) {
        if (files.isEmpty()) {
            return;
        }
        try {
            deleting.execute(() -> files.forEach(ClassFileChange::deleteQuietly));
        } catch (RejectedExecutionException e) {
            files.forEach(ClassFileChange::deleteQuietly);
        }
    }

    /** Waits for what is being deleted, a few seconds at most; idempotent. Transactions may be opened after it. */
    @Override
    public void close() {
        deleting.shutdown();
        try {
            deleting.awaitTermination(DELETE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Deletes the temporary files that killed processes left below {@code classDir}, the first time it is asked.
     *
     * <p>Staging does this too. Calling it ahead, while the program starts, keeps the walk out of the first save. Never
     * throws: what can't be deleted stays.
     *
     * @return how many files were deleted
     */
    public int sweep(Path classDir) {
        return swept.add(classDir.toAbsolutePath().normalize()) ? tempFiles.sweep(classDir) : 0;
    }
}
