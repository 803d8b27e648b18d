package org.jurigged.controller.share;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the fields of a packet one after the other; what isn't there is a {@link BufferUnderflowException}. */
final class Fields {
    private final ByteBuffer buffer;
    private final IdSizes sizes;

    Fields(byte[] bytes, int from, IdSizes sizes) {
        this.buffer = ByteBuffer.wrap(bytes).position(from);
        this.sizes = sizes;
    }

    IdSizes sizes() {
        return sizes;
    }

    int position() {
        return buffer.position();
    }

    byte int1() {
        return buffer.get();
    }

    int int4() {
        return buffer.getInt();
    }

    long int8() {
        return buffer.getLong();
    }

    long object() {
        return id(sizes.object());
    }

    long type() {
        return id(sizes.type());
    }

    long method() {
        return id(sizes.method());
    }

    private long id(int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << Byte.SIZE | Byte.toUnsignedInt(buffer.get());
        }
        return value;
    }

    String string() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** Reads a length and that many bytes. */
    byte[] bytes() {
        byte[] bytes = new byte[checked(buffer.getInt())];
        buffer.get(bytes);
        return bytes;
    }

    void skip(int count) {
        buffer.position(buffer.position() + checked(count));
    }

    /** Skips a length and that many bytes. */
    void skipBytes() {
        skip(buffer.getInt());
    }

    private int checked(int count) {
        if (count < 0 || count > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        return count;
    }
}
