package org.jurigged.controller.remote;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.util.function.UnaryOperator;

/** Sends messages and receives them: each a length in bytes, and so many bytes of Java serialization. */
final class Link {
    private final DataInputStream in;
    private final DataOutputStream out;
    private final UnaryOperator<Object> leaving;
    private final UnaryOperator<Object> arriving;

    /**
     * Takes the streams.
     *
     * @param leaving returns what to send for an object: a {@link Reference}, or the object
     * @param arriving returns the object of a {@link Reference}
     */
    Link(InputStream in, OutputStream out, UnaryOperator<Object> leaving, UnaryOperator<Object> arriving) {
        this.in = new DataInputStream(new BufferedInputStream(in));
        this.out = new DataOutputStream(new BufferedOutputStream(out));
        this.leaving = leaving;
        this.arriving = arriving;
    }

    /** A message that can't be written throws, and nothing of it is sent. */
    void send(Message message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new Leaving(bytes)) {
            objects.writeObject(message);
        }
        synchronized (out) {
            out.writeInt(bytes.size());
            bytes.writeTo(out);
            out.flush();
        }
    }

    /** Waits for the next message; one thread does. */
    Message receive() throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        try (ObjectInputStream objects = new Arriving(bytes)) {
            return (Message) objects.readObject();
        } catch (ClassNotFoundException e) {
            throw new IOException("it is of another version", e);
        }
    }

    private final class Leaving extends ObjectOutputStream {
        Leaving(OutputStream to) throws IOException {
            super(to);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) throws IOException {
            Object reference = leaving.apply(object);
            return reference == object ? Portable.of(object) : reference;
        }
    }

    private final class Arriving extends ObjectInputStream {
        Arriving(byte[] bytes) throws IOException {
            super(new ByteArrayInputStream(bytes));
            enableResolveObject(true);
        }

        /** The program that is live may have us in a class loader that is not on the stack. */
        @Override
        protected Class<?> resolveClass(ObjectStreamClass described) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(described.getName(), false, Link.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                return super.resolveClass(described);
            }
        }

        @Override
        protected Object resolveObject(Object object) throws IOException {
            if (object instanceof Reference) {
                return arriving.apply(object);
            }
            return object instanceof Portable portable ? portable.value() : object;
        }
    }
}
