package org.jurigged.controller.share;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A JDWP packet: eleven bytes of header and its data (JDWP specification, "JDWP Packets").
 *
 * <p>The bytes are shared and not to be changed.
 */
record Packet(byte[] bytes) {
    static final int HEADER = 11;
    private static final int ID = 4;
    private static final int FLAGS = 8;
    private static final int COMMAND = 9;
    private static final byte REPLY = (byte) 0x80;

    static Packet command(int id, int command, byte[] data) {
        return of(id, (byte) 0, command, data);
    }

    static Packet reply(int id, byte[] data) {
        return of(id, REPLY, 0, data);
    }

    static Packet error(int id, int code) {
        return of(id, REPLY, code, new byte[0]);
    }

    private static Packet of(int id, byte flags, int code, byte[] data) {
        return new Packet(ByteBuffer.allocate(HEADER + data.length)
                .putInt(HEADER + data.length)
                .putInt(id)
                .put(flags)
                .putShort((short) code)
                .put(data)
                .array());
    }

    int id() {
        return ByteBuffer.wrap(bytes).getInt(ID);
    }

    boolean isReply() {
        return (bytes[FLAGS] & REPLY) != 0;
    }

    /** Returns the command set in the high byte and the command in the low one; see {@link Command}. */
    int command() {
        return Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(COMMAND));
    }

    /** Returns a reply's error code; 0 for none. */
    int error() {
        return Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(COMMAND));
    }

    byte[] data() {
        return Arrays.copyOfRange(bytes, HEADER, bytes.length);
    }

    /** Returns the same packet under another id. */
    Packet withId(int id) {
        byte[] copy = bytes.clone();
        ByteBuffer.wrap(copy).putInt(ID, id);
        return new Packet(copy);
    }

    /** Reads its data. */
    Fields fields(IdSizes sizes) {
        return new Fields(bytes, HEADER, sizes);
    }
}
