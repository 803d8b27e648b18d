package org.jurigged.reshape.form.template;

import java.util.EnumMap;
import java.util.EnumSet;

/**
 * Brings the sets and maps of an enum, and what goes through them, over to other constants. Goes into {@code java.lang}.
 *
 * <p>See {@link LiveEnums}: nothing in it may wait for a lock.
 */
public final class LiveEnumObjects {
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

    private final Class<?> type;
    private final Object[] after;
    private final int[] moved;
    private final boolean anyMoved;
    private int problem;

    /**
     * Begins.
     *
     * @param after the constants from now on, by ordinal
     * @param moved the new ordinal of each former constant, by the old one; -1 if it is gone
     */
    LiveEnumObjects(Class<?> type, Object[] after, int[] moved) {
        this.type = type;
        this.after = after;
        this.moved = moved;
        boolean any = false;
        for (int i = 0; i < moved.length; i++) {
            any |= moved[i] >= 0 && moved[i] != i;
        }
        this.anyMoved = any;
    }

    /** Does nothing, once all is looked up that takes locks to find. */
    static void ready() {}

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

    /** Returns what {@link LiveEnums#change} is to return. */
    int problem() {
        return problem;
    }

    /** Computes what an object is to have; null if nothing. */
    Object prepare(Object object) {
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
            problem = UNSAFE.getReference(set, SET_TYPE) == type ? LiveEnums.BUSY : problem;
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
            problem = LiveEnums.HELD;
        }
        return moved[ordinal] < 0;
    }

    /** Gives an object what was computed for it; objects in {@code universe} are shared by all. */
    void commit(Object object, Object made, Object[] universe) {
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
