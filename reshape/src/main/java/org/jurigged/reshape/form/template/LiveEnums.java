package org.jurigged.reshape.form.template;

import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.EnumMap;
import java.util.EnumSet;
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
    private static final Class<?> MAP_ITERATOR = named("java.util.EnumMap$EnumMapIterator");
    private static final Class<?> MAP_ENTRY = named("java.util.EnumMap$EntryIterator$Entry");
    private static final Class<?> SMALL = named("java.util.RegularEnumSet");
    private static final Class<?> SMALL_ITERATOR = named("java.util.RegularEnumSet$EnumSetIterator");
    private static final Class<?> LARGE = named("java.util.JumboEnumSet");
    private static final Class<?> LARGE_ITERATOR = named("java.util.JumboEnumSet$EnumSetIterator");
    private static final long MAP_TYPE = at(EnumMap.class, "keyType");
    private static final long MAP_UNIVERSE = at(EnumMap.class, "keyUniverse");
    private static final long MAP_VALUES = at(EnumMap.class, "vals");
    private static final long MAP_SIZE = at(EnumMap.class, "size");
    private static final long MAP_OF_ITERATOR = at(MAP_ITERATOR, "this$0");
    private static final long ITERATOR_OF_ENTRY = at(MAP_ENTRY, "this$1");
    private static final long SET_TYPE = at(EnumSet.class, "elementType");
    private static final long SET_UNIVERSE = at(EnumSet.class, "universe");
    private static final long SMALL_ELEMENTS = at(SMALL, "elements");
    private static final long SET_OF_SMALL_ITERATOR = at(SMALL_ITERATOR, "this$0");
    private static final long LARGE_ELEMENTS = at(LARGE, "elements");
    private static final long LARGE_SIZE = at(LARGE, "size");
    private static final long SET_OF_LARGE_ITERATOR = at(LARGE_ITERATOR, "this$0");
    private static final long REFERENT = at(Reference.class, "referent");
    private static final long ORDINAL = at(Enum.class, "ordinal");
    private static final long NAME = at(Enum.class, "name");
    private static final long CONSTANTS = at(Class.class, "enumConstants");
    private static final long DIRECTORY = at(Class.class, "enumConstantDirectory");

    private final Class<?> type;
    private final Object[] after;
    private final int[] moved;
    private final boolean anyMoved;
    private int problem;

    private LiveEnums(Class<?> type, Object[] after, int[] moved) {
        this.type = type;
        this.after = after;
        this.moved = moved;
        boolean any = false;
        for (int i = 0; i < moved.length; i++) {
            any |= moved[i] >= 0 && moved[i] != i;
        }
        this.anyMoved = any;
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new NoClassDefFoundError(name);
        }
    }

    private static long at(Class<?> type, String field) {
        return UNSAFE.objectFieldOffset(type, field);
    }

    /**
     * Changes the constants of an enum, or does nothing.
     *
     * @param call the enum and what {@link #change(Class, Field[], Field[], String[], int[], Field[], Field, Field[],
     *     int[], Object[], Supplier)} takes, in its order but for the objects
     */
    public static int change(Object[] call, Object[] objects) {
        return change(
                (Class<?>) call[0],
                (Field[]) call[1],
                (Field[]) call[2],
                (String[]) call[3],
                (int[]) call[4],
                (Field[]) call[5],
                (Field) call[6],
                (Field[]) call[7],
                (int[]) call[8],
                objects,
                holder(call));
    }

    /**
     * Changes the constants of an enum, or does nothing.
     *
     * @param sources static fields that have the constants now, by ordinal
     * @param places static fields that are to have them, by ordinal; the same where they stay
     * @param names their names, by ordinal
     * @param moved the new ordinal of each former constant, by the old one; -1 if it is gone
     * @param removed the static fields of those that are gone; {@link #restore} puts them back
     * @param values the static field with all constants
     * @param tables static fields with an {@code int} for each ordinal
     * @param numbers what the tables are to have for each new constant, by table and ordinal; 0 for the others
     * @param objects all sets and maps of enums, their iterators and entries, what switches remember, and references that
     *     don't count as such
     * @param holder gives an array for the constants that are gone
     */
    private static int change(
            Class<?> type,
            Field[] sources,
            Field[] places,
            String[] names,
            int[] moved,
            Field[] removed,
            Field values,
            Field[] tables,
            int[] numbers,
            Object[] objects,
            Supplier<Object[]> holder) {
        Object[] after = (Object[]) Array.newInstance(type, sources.length);
        for (int i = 0; i < after.length; i++) {
            after[i] = get(sources[i]);
        }
        LiveEnums change = new LiveEnums(type, after, moved);
        Object[] made = new Object[objects.length];
        for (int i = 0; i < objects.length; i++) {
            made[i] = change.prepare(objects[i]);
        }
        int[][] young = new int[tables.length][];
        for (int i = 0; i < tables.length; i++) {
            young[i] = change.table((int[]) get(tables[i]), numbers, i * after.length);
        }
        Object[] gone = new Object[removed.length];
        Object[] referring = new Object[objects.length];
        Object[] universe = after.clone();
        if (change.problem != DONE) {
            return change.problem;
        }
        for (int i = 0; i < objects.length; i++) {
            change.commit(objects[i], made[i], universe);
        }
        for (int i = 0; i < tables.length; i++) {
            set(tables[i], young[i]);
        }
        for (int i = 0; i < removed.length; i++) {
            gone[i] = get(removed[i]);
            set(removed[i], null);
        }
        for (int i = 0; i < objects.length; i++) {
            referring[i] = hidden(objects[i], gone);
        }
        holder.get()[0] = new Object[][] {gone, objects, referring};
        for (int i = 0; i < after.length; i++) {
            if (sources[i] != places[i]) {
                set(places[i], after[i]);
                set(sources[i], null);
            }
        }
        set(values, after);
        change.commit(names);
        return DONE;
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
        return (Supplier<Object[]>) call[9];
    }

    /** Puts the constants that a change removed back into their fields, and forgets them; does nothing after no change. */
    public static void restore(Object[] call) {
        Supplier<Object[]> holder = holder(call);
        Field[] fields = (Field[]) call[5];
        Object[][] all = (Object[][]) holder.get()[0];
        for (int i = 0; all != null && i < fields.length; i++) {
            set(fields[i], all[0][i]);
        }
        for (int i = 0; all != null && i < all[1].length; i++) {
            if (all[2][i] != null) {
                UNSAFE.putReference(all[1][i], REFERENT, all[2][i]);
            }
        }
        holder.get()[0] = null;
    }

    private static Object get(Field field) {
        return UNSAFE.getReference(UNSAFE.staticFieldBase(field), UNSAFE.staticFieldOffset(field));
    }

    private static void set(Field field, Object value) {
        UNSAFE.putReferenceVolatile(UNSAFE.staticFieldBase(field), UNSAFE.staticFieldOffset(field), value);
    }

    private void commit(String[] names) {
        for (int i = 0; i < after.length; i++) {
            UNSAFE.putInt(after[i], ORDINAL, i);
            if (!names[i].equals(UNSAFE.getReference(after[i], NAME))) {
                UNSAFE.putReference(after[i], NAME, names[i].intern());
            }
        }
        UNSAFE.putReferenceVolatile(type, CONSTANTS, null);
        UNSAFE.putReferenceVolatile(type, DIRECTORY, null);
        UNSAFE.fullFence();
    }

    /** Computes what an object is to have; null if nothing. */
    private Object prepare(Object object) {
        if (object instanceof EnumMap) {
            return UNSAFE.getReference(object, MAP_TYPE) == type ? values(object) : null;
        }
        if (object instanceof EnumSet) {
            return UNSAFE.getReference(object, SET_TYPE) != type
                    ? null
                    : SMALL.isInstance(object) ? bits(UNSAFE.getLong(object, SMALL_ELEMENTS)) : words(object);
        }
        if (anyMoved && LARGE_ITERATOR.isInstance(object)) {
            Object set = UNSAFE.getReference(object, SET_OF_LARGE_ITERATOR);
            problem = UNSAFE.getReference(set, SET_TYPE) == type ? BUSY : problem;
        }
        return null;
    }

    private Object[] values(Object map) {
        Object[] old = (Object[]) UNSAFE.getReference(map, MAP_VALUES);
        Object[] young = new Object[after.length];
        for (int i = 0; i < moved.length; i++) {
            if (old[i] != null && !isGone(i)) {
                young[moved[i]] = old[i];
            }
        }
        return young;
    }

    private Long bits(long old) {
        long young = 0;
        for (int i = 0; i < moved.length; i++) {
            if ((old & 1L << i) != 0 && !isGone(i)) {
                young |= 1L << moved[i];
            }
        }
        return young;
    }

    private long[] words(Object set) {
        long[] old = (long[]) UNSAFE.getReference(set, LARGE_ELEMENTS);
        long[] young = new long[after.length + 63 >>> 6];
        for (int i = 0; i < moved.length; i++) {
            if ((old[i >>> 6] & 1L << i) != 0 && !isGone(i)) {
                young[moved[i] >>> 6] |= 1L << moved[i];
            }
        }
        return young;
    }

    private boolean isGone(int ordinal) {
        if (moved[ordinal] < 0) {
            problem = HELD;
        }
        return moved[ordinal] < 0;
    }

    private int[] table(int[] old, int[] numbers, int from) {
        if (old == null) {
            return null;
        }
        int[] young = new int[Math.max(old.length, after.length)];
        for (int i = 0; i < moved.length && i < old.length; i++) {
            if (moved[i] >= 0) {
                young[moved[i]] = old[i];
            }
        }
        for (int i = 0; i < after.length; i++) {
            young[i] = numbers[from + i] == 0 ? young[i] : numbers[from + i];
        }
        return young;
    }

    private void commit(Object object, Object made, Object[] universe) {
        if (made instanceof Object[] values) {
            UNSAFE.putReference(object, MAP_UNIVERSE, universe);
            UNSAFE.putReference(object, MAP_VALUES, values);
            UNSAFE.putInt(object, MAP_SIZE, count(values));
        } else if (made instanceof Long bits) {
            UNSAFE.putReference(object, SET_UNIVERSE, universe);
            UNSAFE.putLong(object, SMALL_ELEMENTS, bits);
        } else if (made instanceof long[] words) {
            UNSAFE.putReference(object, SET_UNIVERSE, universe);
            UNSAFE.putReference(object, LARGE_ELEMENTS, words);
            UNSAFE.putInt(object, LARGE_SIZE, count(words));
        } else if (anyMoved && MAP_ITERATOR.isInstance(object)) {
            mapIterator(object);
        } else if (anyMoved && MAP_ENTRY.isInstance(object)) {
            Object iterator = UNSAFE.getReference(object, ITERATOR_OF_ENTRY);
            if (isOfMap(UNSAFE.getReference(iterator, MAP_OF_ITERATOR))) {
                move(object, at(MAP_ENTRY, "index"));
            }
        } else if (anyMoved && SMALL_ITERATOR.isInstance(object)) {
            setIterator(object);
        } else if (object.getClass().getName().startsWith("java.lang.runtime.")) {
            UNSAFE.putReferenceVolatile(object, at(object.getClass(), "constantsMap"), null);
        }
    }

    private static int count(Object[] values) {
        int count = 0;
        for (Object value : values) {
            count += value == null ? 0 : 1;
        }
        return count;
    }

    private static int count(long[] words) {
        int count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        return count;
    }

    private boolean isOfMap(Object map) {
        return UNSAFE.getReference(map, MAP_TYPE) == type;
    }

    private void move(Object object, long offset) {
        int old = UNSAFE.getInt(object, offset);
        if (old >= 0 && old < moved.length) {
            UNSAFE.putInt(object, offset, moved[old]);
        }
    }

    /** The next constant to look at is the first one from there on that is still there. */
    private void mapIterator(Object iterator) {
        if (isOfMap(UNSAFE.getReference(iterator, MAP_OF_ITERATOR))) {
            int next = UNSAFE.getInt(iterator, at(MAP_ITERATOR, "index"));
            while (next < moved.length && moved[next] < 0) {
                next++;
            }
            UNSAFE.putInt(iterator, at(MAP_ITERATOR, "index"), next < moved.length ? moved[next] : after.length);
            move(iterator, at(MAP_ITERATOR, "lastReturnedIndex"));
        }
    }

    private void setIterator(Object iterator) {
        Object set = UNSAFE.getReference(iterator, SET_OF_SMALL_ITERATOR);
        if (UNSAFE.getReference(set, SET_TYPE) == type) {
            for (String field : new String[] {"unseen", "lastReturned"}) {
                long offset = at(SMALL_ITERATOR, field);
                UNSAFE.putLong(iterator, offset, bits(UNSAFE.getLong(iterator, offset)));
            }
        }
    }
}
