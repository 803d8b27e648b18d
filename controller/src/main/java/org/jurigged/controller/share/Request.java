package org.jurigged.controller.share;

import java.nio.ByteBuffer;

/**
 * An event request of a client (JDWP EventRequest.Set).
 *
 * <p>The JVM's id of it changes when it is set again: after a redefinition, or when a step had to wait for another one.
 */
final class Request {
    private static final int LOCATION_ONLY = 7;
    private static final int STEP = 10;

    final Client owner;
    final int kind;
    final byte policy;
    private final IdSizes sizes;
    private byte[] data;
    /** The id that its client knows. */
    int clientId;
    /** The JVM's own; 0 while it isn't known to be set there. */
    int id;
    /** Whether it is to be set in the JVM. */
    boolean isWanted;

    private final int modifiers;
    private boolean isCounted;
    private long stepped;
    /** Where a location begins in the data, or -1. */
    private int location = -1;
    /** The source line of a breakpoint, once it had to be known; -1 before. */
    int line = -1;

    Request(Client owner, Packet set, IdSizes sizes) {
        this.owner = owner;
        this.sizes = sizes;
        this.data = set.data();
        Fields fields = new Fields(data, 0, sizes);
        this.kind = Byte.toUnsignedInt(fields.int1());
        this.policy = fields.int1();
        this.modifiers = fields.int4();
        for (int i = 0; i < modifiers; i++) {
            modifier(fields.int1(), fields);
        }
    }

    private void modifier(byte modifier, Fields fields) {
        switch (modifier) {
            case 1 -> {
                isCounted = true;
                fields.skip(Integer.BYTES);
            }
            case 2 -> fields.skip(Integer.BYTES);
            case 3, 11 -> fields.skip(sizes.object());
            case 4 -> fields.skip(sizes.type());
            case 5, 6, 12 -> fields.skipBytes();
            case LOCATION_ONLY -> {
                location = fields.position();
                fields.skip(sizes.location());
            }
            case 8 -> fields.skip(sizes.type() + 2);
            case 9 -> fields.skip(sizes.type() + sizes.field());
            case STEP -> {
                stepped = fields.object();
                fields.skip(2 * Integer.BYTES);
            }
            case 13 -> fields.skip(0);
            default -> throw new IllegalArgumentException("there is no event modifier " + modifier);
        }
    }

    /** Whether the JVM forgets it when it has told of it. */
    boolean isCounted() {
        return isCounted;
    }

    /** Returns the thread that it steps; 0 if it is no step. */
    long stepped() {
        return kind == EventKind.SINGLE_STEP ? stepped : 0;
    }

    /** Whether it asks for all events of its kind and suspends nothing, as debuggers do to keep up with what is loaded. */
    boolean isAboutAll() {
        return modifiers == 0 && policy == Composite.SUSPEND_NONE;
    }

    boolean isBreakpoint() {
        return kind == EventKind.BREAKPOINT && location >= 0;
    }

    /** Returns the class that a breakpoint is in. */
    long type() {
        return new Fields(data, location + 1, sizes).type();
    }

    /** Returns the method that a breakpoint is in. */
    long method() {
        return new Fields(data, location + 1 + sizes.type(), sizes).method();
    }

    /** Returns where in its method a breakpoint is. */
    long index() {
        return new Fields(data, location + 1 + sizes.type() + sizes.method(), sizes).int8();
    }

    /** Moves a breakpoint within its class. */
    void moveTo(long method, long index) {
        byte[] moved = data.clone();
        int at = location + 1 + sizes.type();
        byte[] bytes = new Data(sizes).method(method).int8(index).bytes();
        ByteBuffer.wrap(moved).position(at).put(bytes);
        data = moved;
    }

    /** What is sent to set it. */
    byte[] data() {
        return data;
    }
}
