package org.jurigged.controller.classes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes class files into class directories, all of them or none.
 *
 * <p>{@link #stage} writes each file beside its place under a temporary name, so a full disk shows before anything is
 * applied. {@link #commit} renames them all into place, each rename atomic: a reader sees the old class or the new one.
 * {@link #rollback} brings the former files back, with their times. {@link #close} ends it: it gives up what was not
 * committed and forgets what was. Nothing temporary is left behind, short of a kill; {@link ClassFileStore#sweep} sees to that.
 *
 * <p>Thread-safe. A call in the wrong state throws {@link IllegalStateException}.
 */
public final class ClassFileTransaction implements AutoCloseable {
    private enum State {
        OPEN,
        COMMITTED,
        ENDED
    }

    private final ClassFileStore store;
    private final TempFiles tempFiles;
    private final Map<Path, ClassFileChange> changes = new LinkedHashMap<>();
    private final Deque<Path> madeDirectories = new ArrayDeque<>();
    private State state = State.OPEN;

    ClassFileTransaction(ClassFileStore store, TempFiles tempFiles) {
        this.store = store;
        this.tempFiles = tempFiles;
    }

    /** Prepares a class file that is stamped with the time of the write: {@link #stage(Path, String, byte[], FileTime)}. */
    public void stage(Path classDir, String binaryName, byte[] bytes) throws ClassFileException {
        stage(classDir, binaryName, bytes, FileTime.fromMillis(0));
    }

    /**
     * Prepares a class file; nothing changes for readers of {@code classDir} yet. Staging a class again replaces it.
     *
     * @param classDir where the class belongs; made if missing, like the package's directories
     * @param notBefore the source's modification time: the class file never gets an earlier one, lest an incremental
     *     build takes it for stale
     * @throws ClassFileException if the file can't be written; what was staged before stands
     */
    public synchronized void stage(Path classDir, String binaryName, byte[] bytes, FileTime notBefore)
            throws ClassFileException {
        require(State.OPEN);
        Path file = BinaryName.file(classDir, binaryName);
        store.sweep(classDir);
        try {
            makeDirectories(file.getParent());
            put(ClassFileChange.write(binaryName, file, bytes, notBefore, tempFiles));
        } catch (IOException e) {
            throw new ClassFileException(
                    "Can't write class " + binaryName + " into " + classDir + ": " + Reason.of(e)
                            + ". Nothing was applied.",
                    e);
        }
    }

    /**
     * Prepares any other file of a class directory, as {@link #stage(Path, String, byte[], FileTime)} does a class file.
     *
     * @throws ClassFileException if the file can't be written; what was staged before stands
     */
    public synchronized void stageFile(Path file, byte[] bytes) throws ClassFileException {
        require(State.OPEN);
        try {
            makeDirectories(file.getParent());
            put(ClassFileChange.write(file.getFileName().toString(), file, bytes, FileTime.fromMillis(0), tempFiles));
        } catch (IOException e) {
            throw new ClassFileException("Can't write " + file + ": " + Reason.of(e) + ". Nothing was applied.", e);
        }
    }

    /** Prepares the removal of any other file; one that does not exist at {@link #commit} is no error. */
    public synchronized void deleteFile(Path file) {
        require(State.OPEN);
        put(ClassFileChange.delete(file.getFileName().toString(), file, tempFiles));
    }

    /** Prepares the removal of a class file; one that does not exist at {@link #commit} is no error. */
    public synchronized void delete(Path classDir, String binaryName) {
        require(State.OPEN);
        put(ClassFileChange.delete(binaryName, BinaryName.file(classDir, binaryName), tempFiles));
    }

    /**
     * Puts every staged file into place and removes every deleted one.
     *
     * @throws ClassFileException if one of them failed; the others are then as they were before, and the transaction ended
     */
    public synchronized void commit() throws ClassFileException {
        require(State.OPEN);
        Deque<ClassFileChange> applied = new ArrayDeque<>();
        ClassFileChange current = null;
        try {
            for (ClassFileChange change : changes.values()) {
                current = change;
                change.keepFormer();
            }
            for (ClassFileChange change : changes.values()) {
                current = change;
                change.apply();
                applied.push(change);
            }
            state = State.COMMITTED;
        } catch (IOException e) {
            throw failed(current, e, restore(applied));
        }
    }

    /**
     * Brings back what {@link #commit} replaced or removed, and removes what it added; before a commit, gives up what
     * was staged.
     *
     * @throws ClassFileException if some former file could not be brought back; every other one was
     */
    public synchronized void rollback() throws ClassFileException {
        if (state != State.COMMITTED) {
            close();
            return;
        }
        Deque<ClassFileChange> all = new ArrayDeque<>();
        changes.values().forEach(all::push);
        List<String> lost = restore(all);
        end();
        if (!lost.isEmpty()) {
            throw new ClassFileException(
                    "Can't bring back the former " + String.join(", ", lost) + ". Compile again.", null);
        }
    }

    /** Ends the transaction; idempotent, never throws. After a commit the new files stay and can't be rolled back. */
    @Override
    public synchronized void close() {
        if (state != State.ENDED) {
            end();
        }
    }

    /** Undoes in the given order and returns those that could not be, each with the reason. */
    private static List<String> restore(Iterable<ClassFileChange> applied) {
        List<String> lost = new ArrayList<>();
        for (ClassFileChange change : applied) {
            try {
                change.undo();
            } catch (IOException e) {
                lost.add("class file of " + change.binaryName() + " (" + Reason.of(e) + ")" + change.abandon());
            }
        }
        return lost;
    }

    private ClassFileException failed(ClassFileChange change, IOException cause, List<String> lost) {
        end();
        String rest = lost.isEmpty()
                ? ". Every class file is as it was before."
                : ", and can't bring back the former " + String.join(", ", lost) + ". Compile again.";
        return new ClassFileException(
                "Can't replace class file " + change.file() + ": " + Reason.of(cause) + rest, cause);
    }

    private void put(ClassFileChange change) {
        ClassFileChange former = changes.put(change.file(), change);
        if (former != null) {
            former.discard();
        }
    }

    private void end() {
        changes.values().forEach(ClassFileChange::discard);
        store.delete(changes.values().stream()
                .flatMap(change -> change.former().stream())
                .toList());
        state = State.ENDED;
        // Deepest first. One that holds a class by now stays: a directory that is not empty can't be deleted.
        madeDirectories.forEach(ClassFileChange::deleteQuietly);
        madeDirectories.clear();
    }

    private void makeDirectories(Path directory) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path p = directory.toAbsolutePath(); p != null && !Files.isDirectory(p); p = p.getParent()) {
            missing.push(p);
        }
        for (Path p : missing) {
            try {
                Files.createDirectory(p);
                madeDirectories.push(p);
            } catch (IOException e) {
                if (!Files.isDirectory(p)) { // else someone made it meanwhile
                    throw e;
                }
            }
        }
    }

    private void require(State wanted) {
        if (state != wanted) {
            throw new IllegalStateException("the transaction is " + state + ", not " + wanted);
        }
    }
}
