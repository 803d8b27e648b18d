package org.jurigged.agent;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Frames over a socket. One thread reads, and any may write. */
public final class Wire implements Closeable {
    private final SocketChannel channel;
    private final ByteBuffer header = ByteBuffer.allocate(Integer.BYTES);
    private final Object writing = new Object();

    /** Takes over a connected channel. */
    public Wire(SocketChannel channel) {
        this.channel = channel;
    }

    /** A frame that is being written. */
    public static final class Message {
        private byte[] bytes = new byte[64];
        private int length;

        /** Begins a frame of a kind, with the number that belongs to it. */
        public Message(byte kind, int number) {
            add(kind).add(number);
        }

        private void reserve(int more) {
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
            }
        }

        private Message number(long value, int size) {
            reserve(size);
            for (int shift = Byte.SIZE * (size - 1); shift >= 0; shift -= Byte.SIZE) {
                bytes[length++] = (byte) (value >> shift);
            }
            return this;
        }

        /** Adds a byte. */
        public Message add(byte value) {
            return number(value, Byte.BYTES);
        }

        /** Adds a byte that is 1 or 0. */
        public Message add(boolean value) {
            return number(value ? 1 : 0, Byte.BYTES);
        }

        /** Adds four bytes. */
        public Message add(int value) {
            return number(value, Integer.BYTES);
        }

        /** Adds eight bytes. */
        public Message add(long value) {
            return number(value, Long.BYTES);
        }

        /** Adds a text, null being an empty one. */
        public Message add(String text) {
            return add(text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8));
        }

        /** Adds a byte array. */
        public Message add(byte[] array) {
            add(array.length);
            reserve(array.length);
            System.arraycopy(array, 0, bytes, length, array.length);
            length += array.length;
            return this;
        }

        /** Adds texts, their number first. */
        public Message add(Collection<String> texts) {
            add(texts.size());
            for (String text : texts) {
                add(text);
            }
            return this;
        }
    }

    /** A frame that was read. */
    public static final class Frame {
        private final DataInputStream in;

        /** What it is. */
        public final byte kind;
        /** The number that a question and its answer have in common. */
        public final int number;

        private Frame(byte[] bytes) throws IOException {
            in = new DataInputStream(new ByteArrayInputStream(bytes));
            kind = in.readByte();
            number = in.readInt();
        }

        /** Reads a byte. */
        public byte readByte() throws IOException {
            return in.readByte();
        }

        /** Reads a byte that is 1 or 0. */
        public boolean readBoolean() throws IOException {
            return in.readBoolean();
        }

        /** Reads four bytes. */
        public int readInt() throws IOException {
            return in.readInt();
        }

        /** Reads eight bytes. */
        public long readLong() throws IOException {
            return in.readLong();
        }

        /** Reads a text. */
        public String readText() throws IOException {
            return new String(readBytes(), StandardCharsets.UTF_8);
        }

        /** Reads texts, their number first. */
        public List<String> readTexts() throws IOException {
            List<String> texts = new ArrayList<>();
            for (int left = readInt(); left > 0; left--) {
                texts.add(readText());
            }
            return texts;
        }

        /** Reads a byte array. */
        public byte[] readBytes() throws IOException {
            int length = in.readInt();
            if (length < 0 || length > in.available()) {
                throw new EOFException("an array of " + length + " bytes in a frame with " + in.available());
            }
            byte[] array = new byte[length];
            in.readFully(array);
            return array;
        }
    }

    /** Waits for the next frame. */
    public Frame read() throws IOException {
        header.clear();
        fill(header);
        int length = header.getInt(0);
        if (length < Byte.BYTES + Integer.BYTES || length > Protocol.MOST_BYTES) {
            throw new IOException("a frame of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        fill(ByteBuffer.wrap(bytes));
        return new Frame(bytes);
    }

    /** Reads that many bytes which are in no frame. */
    public byte[] readRaw(int length) throws IOException {
        byte[] bytes = new byte[length];
        fill(ByteBuffer.wrap(bytes));
        return bytes;
    }

    private void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
    }

    /** Writes a frame; waits for as long as the other side doesn't read. */
    public void write(Message message) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(Integer.BYTES + message.length);
        all.putInt(message.length).put(message.bytes, 0, message.length);
        writeRaw(all.array());
    }

    /** Writes bytes that are in no frame. */
    public void writeRaw(byte[] bytes) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(bytes);
        synchronized (writing) {
            while (all.hasRemaining()) {
                channel.write(all);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
