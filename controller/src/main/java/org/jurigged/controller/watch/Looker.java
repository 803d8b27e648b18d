package org.jurigged.controller.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Reads a file once, for its hash and for whether it looks complete, in constant memory.
 *
 * <p>The hash is two different CRC-32s side by side (both intrinsics of the JVM). Not safe for several threads.
 */
final class Looker {
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);

    /** Reads the file; what goes wrong is in the result. */
    Look look(Path file) {
        long now = Stamp.wallClock();
        try {
            BasicFileAttributes before = Files.readAttributes(file, BasicFileAttributes.class);
            if (!before.isRegularFile()) {
                return Look.absent(now);
            }
            return read(file, Stamp.of(before), now);
        } catch (NoSuchFileException e) {
            return Look.absent(now);
        } catch (IOException e) {
            return Files.notExists(file) ? Look.absent(now) : Look.unreadable(now, reason(e));
        }
    }

    private Look read(Path file, Stamp stamp, long now) throws IOException {
        JavaEnd java = WatchOptions.isJavaSource(file) ? new JavaEnd() : null;
        CRC32 low = new CRC32();
        CRC32C high = new CRC32C();
        long length = 0;
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            for (buffer.clear(); channel.read(buffer) >= 0; buffer.clear()) {
                int n = buffer.position();
                low.update(buffer.array(), 0, n);
                high.update(buffer.array(), 0, n);
                if (java != null) {
                    java.accept(buffer.array(), n);
                }
                length += n;
            }
        }
        boolean steady = length == stamp.size() && Stamp.of(file).equals(stamp);
        return new Look(state(steady, length, java), stamp, high.getValue() << 32 | low.getValue(), now, null);
    }

    private static Look.State state(boolean steady, long length, JavaEnd java) {
        if (!steady) {
            return Look.State.CHANGING;
        }
        if (length == 0) {
            return Look.State.EMPTY;
        }
        if (java == null) {
            return Look.State.OPAQUE;
        }
        return java.isComplete() ? Look.State.COMPLETE : Look.State.INCOMPLETE;
    }

    static String reason(IOException e) {
        String message = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return e instanceof AccessDeniedException
                ? "permission denied"
                : message != null ? message : e.getClass().getSimpleName();
    }
}
