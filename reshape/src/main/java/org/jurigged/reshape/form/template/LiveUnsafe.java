package org.jurigged.reshape.form.template;

import java.lang.reflect.Field;
import java.security.ProtectionDomain;

/**
 * The methods of {@code jdk.internal.misc.Unsafe} that our code in the boot loader calls. Its name is replaced by that one's
 * when such code is written out, so that nothing of this class is ever called.
 */
public abstract class LiveUnsafe {
    private LiveUnsafe() {}

    /** Returns the one instance. */
    public static LiveUnsafe getUnsafe() {
        throw new UnsupportedOperationException("jdk.internal.misc.Unsafe takes this class's place");
    }

    /** Returns where an instance field is; throws an {@code InternalError} if there is none of that name. */
    public abstract long objectFieldOffset(Class<?> type, String field);

    /** Returns where an instance field is. */
    public abstract long objectFieldOffset(Field field);

    /** Returns what {@link #staticFieldOffset} counts from. */
    public abstract Object staticFieldBase(Field field);

    /** Returns where a static field is. */
    public abstract long staticFieldOffset(Field field);

    /** Reads a reference. */
    public abstract Object getReference(Object base, long offset);

    /** Writes a reference, to a final field, too. */
    public abstract void putReference(Object base, long offset, Object value);

    /** Writes a reference that every thread sees from then on. */
    public abstract void putReferenceVolatile(Object base, long offset, Object value);

    /** Reads an {@code int}. */
    public abstract int getInt(Object base, long offset);

    /** Writes an {@code int}. */
    public abstract void putInt(Object base, long offset, int value);

    /** Reads a {@code byte}, or the one of a {@code boolean}. */
    public abstract byte getByte(Object base, long offset);

    /** Reads a {@code short}, or the bits of a {@code char}. */
    public abstract short getShort(Object base, long offset);

    /** Writes a {@code byte} that every thread sees from then on. */
    public abstract void putByteVolatile(Object base, long offset, byte value);

    /** Writes a {@code short} that every thread sees from then on. */
    public abstract void putShortVolatile(Object base, long offset, short value);

    /** Writes an {@code int} that every thread sees from then on. */
    public abstract void putIntVolatile(Object base, long offset, int value);

    /** Writes a {@code long} that every thread sees from then on. */
    public abstract void putLongVolatile(Object base, long offset, long value);

    /** Defines a class; a null loader is the boot loader. */
    public abstract Class<?> defineClass(
            String name, byte[] bytes, int from, int length, ClassLoader loader, ProtectionDomain domain);

    /** Reads a {@code long}. */
    public abstract long getLong(Object base, long offset);

    /** Writes a {@code long}. */
    public abstract void putLong(Object base, long offset, long value);

    /** Keeps reads and writes on their side. */
    public abstract void fullFence();
}
