package org.jurigged.bench.app;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Numbers that a program and the bench share through a mapped file, so that telling costs the program no system call.
 *
 * <p>Times on it are {@link System#nanoTime()}, which on Linux is the machine's monotonic clock: the same in every
 * process. Reads and writes are volatile. Thread-safe.
 */
public final class Board {
    /** The program's process id; other than 0 as soon as it runs. */
    public static final int PID = 0;

    /** What the edited method returned last. */
    public static final int REVISION = 1;

    /** When the edited method first returned that. */
    public static final int SEEN_AT = 2;

    /** How many threads of the program are where they are meant to be. */
    public static final int READY = 3;

    /** The longest time in which no beating thread ran at all. */
    public static final int STANDSTILL = 4;

    /** How long the JVM's compilers have worked, in milliseconds; counted when they are done with a method. */
    public static final int COMPILED = 5;

    /** From here on: one for each thread that beats or counts. */
    public static final int THREADS = 16;

    private static final int SLOTS = 512;
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer bytes;

    private Board(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Opens a board; makes the file, with every number 0, if it isn't there. */
    public static Board open(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Board(channel.map(FileChannel.MapMode.READ_WRITE, 0, SLOTS * (long) Long.BYTES));
        }
    }

    public long get(int slot) {
        return (long) LONGS.getVolatile(bytes, slot * Long.BYTES);
    }

    public void set(int slot, long value) {
        LONGS.setVolatile(bytes, slot * Long.BYTES, value);
    }

    /** Adds to a number, also where several threads do. */
    public void add(int slot, long value) {
        LONGS.getAndAdd(bytes, slot * Long.BYTES, value);
    }

    /** Raises a number to a value if it is lower. */
    public void raise(int slot, long value) {
        long now = get(slot);
        while (now < value && !LONGS.compareAndSet(bytes, slot * Long.BYTES, now, value)) {
            now = get(slot);
        }
    }

    /** Makes every number 0. */
    public void clear() {
        for (int slot = 0; slot < SLOTS; slot++) {
            set(slot, 0);
        }
    }
}
