package org.jurigged.controller.target;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Whose turn it is, of all threads of all processes of ours, to connect to a JVM. Between processes it is a lock on the byte
 * with the number of the JVM's process id, in a file that each user has one of: the system takes it back from a process that
 * ends. Where there can be no such file, each process goes by its own threads.
 */
final class AttachTurn {
    /** Longer than the Attach API waits for a JVM that doesn't answer; after that it is everybody's turn. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(15);

    private static final long PAUSE_MILLIS = 5;

    /** Never closed: closing any channel of a file gives back all of a process's locks on it, where they are POSIX's. */
    private static final FileChannel FILE = open();

    private static final Set<Long> OURS = ConcurrentHashMap.newKeySet();

    private final long pid;
    private boolean isOurs;
    private FileLock lock;

    private AttachTurn(long pid) {
        this.pid = pid;
    }

    private static FileChannel open() {
        try {
            Path file = Path.of(
                    System.getProperty("java.io.tmpdir"),
                    "jurigged-attach-" + System.getProperty("user.name") + ".lock");
            return FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    /** Waits for our turn with the JVM of a process id; it ends when it is closed. */
    static AttachTurn await(long pid) {
        AttachTurn turn = new AttachTurn(pid);
        long start = System.nanoTime();
        try {
            while (!turn.take() && System.nanoTime() - start < LONGEST_NANOS) {
                // Not FileChannel.lock: a thread that is interrupted in it closes the file for all.
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return turn;
    }

    private boolean take() {
        isOurs = isOurs || OURS.add(pid);
        if (!isOurs || FILE == null) {
            return isOurs;
        }
        try {
            lock = FILE.tryLock(pid, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // Another jurigged in this JVM, of another class loader, has it.
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    void close() {
        try {
            if (lock != null) {
                lock.release();
            }
        } catch (IOException e) {
            // It ends with the process, then.
        } finally {
            if (isOurs) {
                OURS.remove(pid);
            }
        }
    }
}
