package org.jurigged.controller.remote;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Stand-ins, in a stream, for values that can't be serialized themselves: they know how they were. */
sealed interface Portable extends Serializable {
    /** Returns the value. */
    Object value() throws IOException;

    /** Returns what to write for a value; the value itself where that can be written. */
    static Object of(Object value) throws IOException {
        if (value instanceof Serializable && !(value instanceof Throwable)) {
            return value;
        }
        if (value instanceof Record valueRecord) {
            return OfRecord.of(valueRecord);
        }
        if (value instanceof Path path) {
            return new OfPath(path.toString());
        }
        if (value instanceof Optional<?> optional) {
            return new OfOptional(optional.orElse(null));
        }
        if (value instanceof Charset charset) {
            return new OfCharset(charset.name());
        }
        return value instanceof Throwable thrown ? new OfThrowable(Failure.of(thrown)) : value;
    }

    /** A file, which both processes see under one name. */
    record OfPath(String path) implements Portable {
        @Override
        public Object value() {
            return Path.of(path);
        }
    }

    /** An optional; {@code content} is null if it is empty. */
    record OfOptional(Object content) implements Portable {
        @Override
        public Object value() {
            return Optional.ofNullable(content);
        }
    }

    /** An encoding, which both processes have since they run on one JDK. */
    record OfCharset(String name) implements Portable {
        @Override
        public Object value() {
            return Charset.forName(name);
        }
    }

    /** A record: its class and its components in order. */
    record OfRecord(String type, Object[] components) implements Portable {
        static OfRecord of(Record value) throws IOException {
            RecordComponent[] components = value.getClass().getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                try {
                    components[i].getAccessor().setAccessible(true);
                    values[i] = components[i].getAccessor().invoke(value);
                } catch (ReflectiveOperationException e) {
                    throw new IOException("the record " + value + " can't be read", e);
                }
            }
            return new OfRecord(value.getClass().getName(), values);
        }

        @Override
        public Object value() throws IOException {
            try {
                Class<?> known = Class.forName(type, false, Portable.class.getClassLoader());
                Class<?>[] types = Arrays.stream(known.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
                Constructor<?> constructor = known.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return constructor.newInstance(components);
            } catch (ReflectiveOperationException e) {
                throw (IOException) new InvalidObjectException("a record " + type + " can't be made").initCause(e);
            }
        }
    }

    /** What was thrown; the other process may not have its class. */
    record OfThrowable(Failure failure) implements Portable {
        @Override
        public Object value() {
            return failure.asCause();
        }
    }
}
