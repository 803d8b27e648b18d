package org.jurigged.bench.share;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A packet of the debug wire protocol (JDWP specification, "JDWP Packets").
 *
 * @param code a command, its set in the high byte; or a reply's error, 0 for none
 */
record Message(int id, boolean isReply, int code, byte[] data) {
    static final int THREADS = 0x0104;
    static final int CLASSES_BY_SIGNATURE = 0x0102;
    static final int DISPOSE = 0x0106;
    static final int SUSPEND = 0x0108;
    static final int RESUME = 0x0109;
    static final int REDEFINE = 0x0112;
    static final int FIELDS = 0x0204;
    static final int METHODS = 0x0205;
    static final int STATIC_VALUES = 0x0206;
    static final int THREAD_NAME = 0x0B01;
    static final int THREAD_SUSPEND = 0x0B02;
    static final int THREAD_RESUME = 0x0B03;
    static final int THREAD_STATUS = 0x0B04;
    static final int THREAD_FRAME_COUNT = 0x0B07;
    static final int THREAD_SUSPEND_COUNT = 0x0B0C;
    static final int EVENT_SET = 0x0F01;
    static final int EVENT_CLEAR = 0x0F02;
    static final int COMPOSITE = 0x4064;

    static final int BREAKPOINT = 2;
    static final byte[] NOTHING = {};

    private static final int HEADER = 11;
    private static final int ROOM = 256;

    static Message read(byte[] bytes) {
        ByteBuffer packet = ByteBuffer.wrap(bytes);
        packet.getInt();
        int id = packet.getInt();
        boolean isReply = packet.get() < 0;
        int code = Short.toUnsignedInt(packet.getShort());
        return new Message(id, isReply, code, Arrays.copyOfRange(bytes, HEADER, bytes.length));
    }

    static byte[] command(int id, int command, byte[] data) {
        return ByteBuffer.allocate(HEADER + data.length)
                .putInt(HEADER + data.length)
                .putInt(id)
                .put((byte) 0)
                .putShort((short) command)
                .put(data)
                .array();
    }

    /** Makes data of fields: bytes, integers, ids (which HotSpot has in eight bytes), strings and byte arrays with their lengths. */
    static byte[] data(Object... fields) {
        ByteBuffer data = ByteBuffer.allocate(ROOM
                + Arrays.stream(fields)
                        .mapToInt(field -> field instanceof byte[] bytes ? bytes.length : 0)
                        .sum());
        for (Object field : fields) {
            if (field instanceof Byte one) {
                data.put(one);
            } else if (field instanceof Integer number) {
                data.putInt(number);
            } else if (field instanceof Long id) {
                data.putLong(id);
            } else {
                byte[] bytes = field instanceof byte[] raw ? raw : ((String) field).getBytes(StandardCharsets.UTF_8);
                data.putInt(bytes.length).put(bytes);
            }
        }
        return Arrays.copyOf(data.array(), data.position());
    }

    ByteBuffer fields() {
        return ByteBuffer.wrap(data);
    }

    static String string(ByteBuffer fields) {
        byte[] bytes = new byte[fields.getInt()];
        fields.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
