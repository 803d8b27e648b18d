package org.jurigged.controller.control;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Messages on a socket, both ways at once: one byte for the kind, four for the length, and a text in UTF-8.
 *
 * <p>Reads and writes the channel itself: the streams that {@code Channels} makes of one channel wait for each other on
 * JDK 17. Thread-safe; one thread at a time receives.
 */
final class Wire implements AutoCloseable {
    private static final int HEADER = 1 + Integer.BYTES;
    /** More than any source has; whoever sends more speaks something else. */
    private static final int MOST_BYTES = 1 << 26;

    private final SocketChannel channel;
    private final Object writing = new Object();
    private final Object reading = new Object();

    Wire(SocketChannel channel) {
        this.channel = channel;
    }

    /** What a message is. */
    enum Kind {
        /** The command's name, and then its arguments. */
        WORD,
        /** All words are said. */
        GO,
        /** A piece of the answer, or of what the client has to say while the command runs. */
        TEXT,
        /** Nothing follows from this side; the command succeeded. */
        DONE,
        /** The command failed; the sentence why. */
        FAILED
    }

    /** One message. */
    record Message(Kind kind, String text) {}

    void send(Kind kind, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(HEADER + bytes.length);
        buffer.put((byte) kind.ordinal()).putInt(bytes.length).put(bytes).flip();
        synchronized (writing) {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    /** Waits for a message; empty at the end of the stream. */
    Optional<Message> receive() throws IOException {
        synchronized (reading) {
            ByteBuffer header = ByteBuffer.allocate(HEADER);
            if (channel.read(header) < 0) {
                return Optional.empty();
            }
            fill(header);
            int kind = header.get();
            int length = header.getInt();
            if (kind < 0 || kind >= Kind.values().length || length < 0 || length > MOST_BYTES) {
                throw new IOException("the other side speaks another language");
            }
            ByteBuffer text = ByteBuffer.allocate(length);
            fill(text);
            return Optional.of(new Message(
                    Kind.values()[kind], StandardCharsets.UTF_8.decode(text).toString()));
        }
    }

    private void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the other side is gone");
            }
        }
        buffer.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
