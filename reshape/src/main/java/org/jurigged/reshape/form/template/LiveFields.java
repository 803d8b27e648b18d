package org.jurigged.reshape.form.template;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** Reads and writes fields whatever they are, final ones as well. Goes into {@code java.lang}. */
public final class LiveFields {
    private static final LiveUnsafe UNSAFE = LiveUnsafe.getUnsafe();
    private static final Method FIELDS = LiveCalls.method(Class.class, "getDeclaredFields0", boolean.class);

    private LiveFields() {}

    /** Finds the reflective field without reflection's filters ({@code getDeclaredField} hides some). */
    static Field field(Class<?> type, String name) throws Throwable {
        for (Field field : fields(type)) {
            if (field.getName().equals(name)) {
                return field;
            }
        }
        throw new NoSuchFieldError(type.getName().concat(".").concat(name));
    }

    private static Field[] fields(Class<?> type) throws Throwable {
        return (Field[]) LiveCalls.invoke(FIELDS, type, false);
    }

    /** Returns the reference in a static field. */
    static Object get(Field field) {
        return UNSAFE.getReference(UNSAFE.staticFieldBase(field), UNSAFE.staticFieldOffset(field));
    }

    /** Sets a static field to a reference. */
    static void set(Field field, Object value) {
        UNSAFE.putReferenceVolatile(UNSAFE.staticFieldBase(field), UNSAFE.staticFieldOffset(field), value);
    }

    /** Sets a static field to a number if its type is primitive, else to a reference. */
    static void put(Field field, long bits, Object reference) {
        if (field.getType().isPrimitive()) {
            write(field.getType(), UNSAFE.staticFieldBase(field), UNSAFE.staticFieldOffset(field), bits);
        } else {
            set(field, reference);
        }
    }

    /** Sets a static field to what another one of its type has. */
    static void copyStatic(Field from, Field place) {
        copy(
                place.getType(),
                UNSAFE.staticFieldBase(from),
                UNSAFE.staticFieldOffset(from),
                UNSAFE.staticFieldBase(place),
                UNSAFE.staticFieldOffset(place));
    }

    /** Copies every instance field, inherited and final ones too: the object that the program knows stays the same. */
    static void copyState(Object from, Object place) throws Throwable {
        // Name, ordinal and hash code are the constant's own.
        for (Class<?> type = from.getClass(); type != null && type != Enum.class; type = type.getSuperclass()) {
            for (Field field : fields(type)) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    long offset = UNSAFE.objectFieldOffset(field);
                    copy(field.getType(), from, offset, place, offset);
                }
            }
        }
    }

    private static void copy(Class<?> type, Object from, long offset, Object place, long placeOffset) {
        if (type.isPrimitive()) {
            write(type, place, placeOffset, read(type, from, offset));
        } else {
            UNSAFE.putReferenceVolatile(place, placeOffset, UNSAFE.getReference(from, offset));
        }
    }

    private static long read(Class<?> type, Object base, long offset) {
        if (type == long.class || type == double.class) {
            return UNSAFE.getLong(base, offset);
        }
        if (type == int.class || type == float.class) {
            return UNSAFE.getInt(base, offset);
        }
        return type == short.class || type == char.class ? UNSAFE.getShort(base, offset) : UNSAFE.getByte(base, offset);
    }

    private static void write(Class<?> type, Object base, long offset, long bits) {
        if (type == long.class || type == double.class) {
            UNSAFE.putLongVolatile(base, offset, bits);
        } else if (type == int.class || type == float.class) {
            UNSAFE.putIntVolatile(base, offset, (int) bits);
        } else if (type == short.class || type == char.class) {
            UNSAFE.putShortVolatile(base, offset, (short) bits);
        } else {
            UNSAFE.putByteVolatile(base, offset, (byte) bits);
        }
    }
}
