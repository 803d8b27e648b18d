package org.jurigged.controller.classes;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens the transactions in which class files are written, and keeps class directories free of what killed ones left.
 *
 * <p>Thread-safe. Keep one for the life of the controller: a class directory is searched for leftovers once per store.
 */
public final class ClassFileStore {
    private final TempFiles tempFiles;
    private final Set<Path> swept = ConcurrentHashMap.newKeySet();

    public ClassFileStore() {
        this(Clock.systemUTC());
    }

    ClassFileStore(Clock clock) {
        this.tempFiles = new TempFiles(clock);
    }

    /** Opens a transaction; the caller closes it, which also gives up what it staged and did not commit. */
    public ClassFileTransaction begin() {
        return new ClassFileTransaction(this, tempFiles);
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
