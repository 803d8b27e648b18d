package org.jurigged.agent;

import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.reflect.Field;

/** Reads what the program keeps for the sessions that come later. */
final class Kept {
    /** Three for each entry: a weak reference to a loader, or null for the boot loader; a key; a text. */
    private static final int SIZE = 3;

    private Kept() {}

    /** Tells the entries of a class of the boot loader, those of loaders that are gone left out. */
    static void tell(Wire.Frame in, Classes classes, Wire.Message out)
            throws IOException, ReflectiveOperationException {
        Object[] entries = entries(in.readText(), in.readText());
        // Each is held while it is told.
        Object[] loaders = new Object[entries.length / SIZE];
        int told = 0;
        for (int i = 0; i < loaders.length; i++) {
            Object reference = entries[i * SIZE];
            loaders[i] = reference == null ? null : ((Reference<?>) reference).get();
            told += isGone(reference, loaders[i]) ? 0 : 1;
        }
        out.add(told);
        for (int i = 0; i < loaders.length; i++) {
            if (!isGone(entries[i * SIZE], loaders[i])) {
                out.add(classes.loader((ClassLoader) loaders[i]))
                        .add((String) entries[i * SIZE + 1])
                        .add((String) entries[i * SIZE + 2]);
            }
        }
    }

    private static boolean isGone(Object reference, Object loader) {
        return reference != null && loader == null;
    }

    /** The array is replaced and never written to. */
    private static Object[] entries(String className, String fieldName) throws ReflectiveOperationException {
        Class<?> ledger;
        try {
            ledger = Class.forName(className, true, null);
        } catch (ClassNotFoundException e) {
            return new Object[0];
        }
        Field field = ledger.getDeclaredField(fieldName);
        field.setAccessible(true);
        return (Object[]) field.get(null);
    }
}
