package org.jurigged.bench.random.stage;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fields of classes and of kept objects, to be set and read whatever their modifiers.
 *
 * <p>A slot is a line of four words with tabs between them: the object's key (empty for a static field, a constant's
 * name behind a dot for an enum constant), class, field, and the value: {@code ?} for as it is.
 */
final class Slots {
    private final ClassLoader loader;
    private final Map<String, Object> kept;
    private final Object unsafe;

    Slots(ClassLoader loader, Map<String, Object> kept) throws ReflectiveOperationException {
        this.loader = loader;
        this.kept = kept;
        // The one way to set the final fields of records and classes; its package is opened on the command line.
        this.unsafe =
                Class.forName("jdk.internal.misc.Unsafe").getMethod("getUnsafe").invoke(null);
    }

    /** Sets what has a value. */
    void set(List<String> slots) throws ReflectiveOperationException {
        for (String slot : slots) {
            String[] words = slot.split("\t", -1);
            Field field = field(words);
            if (!words[3].equals("?")) {
                set(field, Modifier.isStatic(field.getModifiers()) ? null : object(words), words[3]);
            }
        }
    }

    /** Returns the value of each slot. */
    List<String> values(List<String> slots) throws ReflectiveOperationException {
        List<String> values = new ArrayList<>();
        for (String slot : slots) {
            String[] words = slot.split("\t", -1);
            Field field = field(words);
            Object value = field.get(Modifier.isStatic(field.getModifiers()) ? null : object(words));
            values.add(value == null ? "n" : "v" + value);
        }
        return values;
    }

    private Field field(String[] words) throws ReflectiveOperationException {
        Field field = Class.forName(words[1], true, loader).getDeclaredField(words[2]);
        field.setAccessible(true);
        return field;
    }

    private Object object(String[] words) throws ReflectiveOperationException {
        if (!words[0].startsWith(".")) {
            return kept.get(words[0]);
        }
        Field constant = Class.forName(words[1], true, loader).getDeclaredField(words[0].substring(1));
        constant.setAccessible(true);
        return constant.get(null);
    }

    private void set(Field field, Object object, String value) throws ReflectiveOperationException {
        boolean isStatic = object == null;
        Object base = isStatic ? call("staticFieldBase", field) : object;
        Object offset = call(isStatic ? "staticFieldOffset" : "objectFieldOffset", field);
        Class<?> type = field.getType();
        boolean none = value.equals("n");
        if (type == int.class) {
            int number = none ? 0 : Integer.parseInt(value.substring(1));
            put("putInt", base, offset, int.class, number);
        } else if (type == long.class) {
            long number = none ? 0 : Long.parseLong(value.substring(1));
            put("putLong", base, offset, long.class, number);
        } else {
            Object reference =
                    none ? null : type == String.class ? value.substring(1) : Integer.valueOf(value.substring(1));
            put("putReference", base, offset, Object.class, reference);
        }
    }

    private Object call(String method, Field field) throws ReflectiveOperationException {
        return unsafe.getClass().getMethod(method, Field.class).invoke(unsafe, field);
    }

    private void put(String name, Object base, Object offset, Class<?> type, Object value)
            throws ReflectiveOperationException {
        Method method = unsafe.getClass().getMethod(name, Object.class, long.class, type);
        method.invoke(unsafe, base, offset, value);
    }
}
