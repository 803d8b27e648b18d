package org.jurigged.reshape.form.template;

import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.function.Supplier;

/**
 * Gives an enum other constants: their ordinals and names, and everything that counts on them. Goes into {@code java.lang}.
 *
 * <p>It is called while all other threads are suspended, whatever locks they hold: nothing in it may wait for one.
 */
public final class LiveEnums {
    /** All is done. */
    public static final int DONE = 0;
    /** Nothing was done: a map or set has a constant that is to go. */
    public static final int HELD = 1;
    /** Nothing was done: an object can't be brought over while it is in use. */
    public static final int BUSY = 2;

    private static final LiveUnsafe UNSAFE = LiveUnsafe.getUnsafe();
    private static final long REFERENT = at(Reference.class, "referent");
    private static final long ORDINAL = at(Enum.class, "ordinal");
    private static final long NAME = at(Enum.class, "name");
    private static final long CONSTANTS = at(Class.class, "enumConstants");
    private static final long DIRECTORY = at(Class.class, "enumConstantDirectory");

    private LiveEnums() {}

    private static long at(Class<?> type, String field) {
        return UNSAFE.objectFieldOffset(type, field);
    }

    /**
     * Prepares a change and the way back: arrays for {@link #change}, {@link #restore} and {@link #takeBack}.
     *
     * @param there see {@link LiveEnumCall#of}
     * @param back the same for the way back
     */
    public static Object[] prepare(
            Class<?> host, String there, String back, Object[] makers, Object[] tables, Object holder)
            throws Throwable {
        LiveEnumObjects.ready();
        Object[] call = LiveEnumCall.of(host, there, makers, tables, holder);
        restore(call);
        return new Object[] {call, LiveEnumCall.of(host, back, makers, tables, holder)};
    }

    /**
     * Whether there may be sets or maps of an enum: whoever makes one of the first asks its class for an array of the
     * constants, which the class keeps.
     */
    public static boolean mayHaveSets(Class<?> type) {
        return UNSAFE.getReference(type, CONSTANTS) != null;
    }

    /**
     * Changes the constants of an enum, or does nothing.
     *
     * @param objects all sets and maps of enums, their iterators and entries, what switches remember, and references that
     *     don't count as such
     */
    public static int change(Object[] call, Object[] objects) {
        Field[] sources = (Field[]) call[LiveEnumCall.SOURCES];
        Class<?> type = (Class<?>) call[LiveEnumCall.TYPE];
        Object[] after = (Object[]) Array.newInstance(type, sources.length);
        for (int i = 0; i < after.length; i++) {
            after[i] = LiveFields.get(sources[i]);
        }
        int[] moved = (int[]) call[LiveEnumCall.MOVED];
        LiveEnumObjects change = new LiveEnumObjects(type, after, moved);
        Object[] made = new Object[objects.length];
        for (int i = 0; i < objects.length; i++) {
            made[i] = change.prepare(objects[i]);
        }
        Object[] former = tables(call);
        Object[] young = former.clone();
        for (int i = 0; i < young.length; i++) {
            young[i] = table((int[]) former[i], call, i * after.length);
        }
        Object[] referring = new Object[objects.length];
        Object[] gone = new Object[((Field[]) call[LiveEnumCall.REMOVED]).length];
        Object[] universe = after.clone();
        if (change.problem() != DONE) {
            return change.problem();
        }
        for (int i = 0; i < objects.length; i++) {
            change.commit(objects[i], made[i], universe);
        }
        call[LiveEnumCall.FORMER] = former;
        putTables(call, young);
        remove(call, gone, objects, referring);
        put(call, after, universe);
        return DONE;
    }

    private static void remove(Object[] call, Object[] gone, Object[] objects, Object[] referring) {
        Field[] removed = (Field[]) call[LiveEnumCall.REMOVED];
        for (int i = 0; i < removed.length; i++) {
            gone[i] = LiveFields.get(removed[i]);
            LiveFields.set(removed[i], null);
        }
        for (int i = 0; i < objects.length; i++) {
            referring[i] = hidden(objects[i], gone);
        }
        holder(call).get()[0] = new Object[][] {gone, objects, referring};
    }

    private static void put(Object[] call, Object[] after, Object[] universe) {
        Field[] sources = (Field[]) call[LiveEnumCall.SOURCES];
        Field[] places = (Field[]) call[LiveEnumCall.PLACES];
        for (int i = 0; i < after.length; i++) {
            if (sources[i] != places[i]) {
                LiveFields.set(places[i], after[i]);
                LiveFields.set(sources[i], null);
            }
        }
        LiveFields.set((Field) call[LiveEnumCall.VALUES], after);
        Class<?> type = (Class<?>) call[LiveEnumCall.TYPE];
        commit(after, (String[]) call[LiveEnumCall.NAMES]);
        UNSAFE.putReferenceVolatile(type, CONSTANTS, mayHaveSets(type) ? universe : null);
        UNSAFE.putReferenceVolatile(type, DIRECTORY, null);
        UNSAFE.fullFence();
    }

    /** Lets a reference that doesn't keep its object forget it, if that is gone; returns the object then. */
    private static Object hidden(Object reference, Object[] gone) {
        if (reference instanceof Reference) {
            Object referent = UNSAFE.getReference(reference, REFERENT);
            for (Object constant : gone) {
                if (constant == referent && referent != null) {
                    UNSAFE.putReference(reference, REFERENT, null);
                    return referent;
                }
            }
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    private static Supplier<Object[]> holder(Object[] call) {
        return (Supplier<Object[]>) call[LiveEnumCall.HOLDER];
    }

    /** Puts the constants that a change removed back into their fields, and forgets them; does nothing after no change. */
    public static void restore(Object[] call) {
        Supplier<Object[]> holder = holder(call);
        Field[] fields = (Field[]) call[LiveEnumCall.REMOVED];
        Object[][] all = (Object[][]) holder.get()[0];
        for (int i = 0; all != null && i < fields.length; i++) {
            LiveFields.set(fields[i], all[0][i]);
        }
        for (int i = 0; all != null && i < all[1].length; i++) {
            if (all[2][i] != null) {
                UNSAFE.putReference(all[1][i], REFERENT, all[2][i]);
            }
        }
        holder.get()[0] = null;
    }

    /** Goes the way back, once {@link #change} and {@link #restore} were called. */
    public static void takeBack(Object[] call, Object[] back, Object[] objects) {
        change(back, objects);
        putTables(call, (Object[]) call[LiveEnumCall.FORMER]);
    }

    private static Object[] tables(Object[] call) {
        Field[] fields = (Field[]) call[LiveEnumCall.TABLES];
        Object[] tables = new Object[fields.length];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = LiveFields.get(fields[i]);
        }
        return tables;
    }

    private static void putTables(Object[] call, Object[] tables) {
        Field[] fields = (Field[]) call[LiveEnumCall.TABLES];
        for (int i = 0; i < tables.length; i++) {
            LiveFields.set(fields[i], tables[i]);
        }
    }

    private static void commit(Object[] after, String[] names) {
        for (int i = 0; i < after.length; i++) {
            UNSAFE.putInt(after[i], ORDINAL, i);
            if (!names[i].equals(UNSAFE.getReference(after[i], NAME))) {
                UNSAFE.putReference(after[i], NAME, names[i].intern());
            }
        }
    }

    private static int[] table(int[] old, Object[] call, int from) {
        if (old == null) {
            return null;
        }
        int[] moved = (int[]) call[LiveEnumCall.MOVED];
        int[] numbers = (int[]) call[LiveEnumCall.NUMBERS];
        int count = ((Field[]) call[LiveEnumCall.SOURCES]).length;
        int[] young = new int[Math.max(old.length, count)];
        for (int i = 0; i < moved.length && i < old.length; i++) {
            if (moved[i] >= 0) {
                young[moved[i]] = old[i];
            }
        }
        for (int i = 0; i < count; i++) {
            young[i] = numbers[from + i] == 0 ? young[i] : numbers[from + i];
        }
        return young;
    }
}
