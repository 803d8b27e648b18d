package org.jurigged.agent;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Those that run snippets in the program, each by a number. */
final class Guests {
    private final Platform platform;
    private final Classes classes;
    private final Map<Integer, Guest> open = new HashMap<>();
    private int lastNumber;

    Guests(Platform platform, Classes classes) {
        this.platform = platform;
        this.classes = classes;
    }

    /** Answers a question about one of them. */
    void answer(Wire.Frame in, Wire.Message out) throws Throwable {
        switch (in.readByte()) {
            case Protocol.GUEST_OPEN:
                out.add(open(in));
                break;
            case Protocol.GUEST_ASK:
                guest(in).ask(in.readBytes());
                break;
            case Protocol.GUEST_AWAIT:
                guest(in).await(out);
                break;
            case Protocol.GUEST_FOUND:
                Class<?> found = guest(in).found();
                out.add(found == null ? 0 : classes.number(found));
                break;
            case Protocol.GUEST_INTERRUPT:
                out.add(guest(in).interrupt());
                break;
            case Protocol.GUEST_STOP:
                guest(in).stop();
                break;
            case Protocol.GUEST_LEAVE:
                guest(in).leave(in.readInt());
                break;
            case Protocol.GUEST_CLOSE:
                close(in.readInt());
                break;
            default:
                throw new IOException("unknown question about snippets");
        }
    }

    private int open(Wire.Frame in) throws Throwable {
        byte[] nest = in.readBytes();
        long[] others = new long[in.readInt()];
        for (int i = 0; i < others.length; i++) {
            others[i] = in.readLong();
        }
        return add(Guest.open(platform, nest, others, classes.get(in.readInt())));
    }

    private synchronized int add(Guest guest) {
        open.put(++lastNumber, guest);
        return lastNumber;
    }

    private synchronized Guest guest(Wire.Frame in) throws IOException {
        Guest guest = open.get(in.readInt());
        if (guest == null) {
            throw new IOException("the prompt is closed");
        }
        return guest;
    }

    private synchronized void close(int number) {
        Guest guest = open.remove(number);
        if (guest != null) {
            guest.close();
        }
    }

    /** Lets go of all. */
    synchronized void close() {
        for (Guest guest : open.values()) {
            guest.close();
        }
        open.clear();
    }
}
