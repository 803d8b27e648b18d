package org.jurigged.controller.share;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the data of a packet. */
final class Data {
    static final byte[] NONE = {};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final IdSizes sizes;

    Data(IdSizes sizes) {
        this.sizes = sizes;
    }

    static byte[] object(IdSizes sizes, long id) {
        return new Data(sizes).object(id).bytes();
    }

    Data int1(int value) {
        out.write(value);
        return this;
    }

    Data int4(int value) {
        return id(value, Integer.BYTES);
    }

    Data int8(long value) {
        return id(value, Long.BYTES);
    }

    Data object(long id) {
        return id(id, sizes.object());
    }

    Data type(long id) {
        return id(id, sizes.type());
    }

    Data method(long id) {
        return id(id, sizes.method());
    }

    Data string(String text) {
        byte[] utf = text.getBytes(StandardCharsets.UTF_8);
        int4(utf.length);
        return raw(utf, 0, utf.length);
    }

    Data raw(byte[] bytes, int from, int to) {
        out.write(bytes, from, to - from);
        return this;
    }

    private Data id(long value, int size) {
        for (int i = size - 1; i >= 0; i--) {
            out.write((int) (value >>> (i * Byte.SIZE)));
        }
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
