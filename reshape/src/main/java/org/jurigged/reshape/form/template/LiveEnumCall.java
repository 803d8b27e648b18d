package org.jurigged.reshape.form.template;

import java.lang.reflect.Field;

/** Reads which constants an enum is to have from a text, with which {@link LiveEnums} is called. Goes into {@code java.lang}. */
public final class LiveEnumCall {
    /** The enum. */
    static final int TYPE = 0;
    /** Static fields that have the constants now, by new ordinal. */
    static final int SOURCES = 1;
    /** Static fields that are to have them, by ordinal; the same where they stay. */
    static final int PLACES = 2;
    /** Their names, by ordinal. */
    static final int NAMES = 3;
    /** The new ordinal of each former constant, by the old one; -1 if it is gone. */
    static final int MOVED = 4;
    /** The static fields of those that are gone; {@link LiveEnums#restore} puts them back. */
    static final int REMOVED = 5;
    /** The static field with all constants. */
    static final int VALUES = 6;
    /** Static fields with an {@code int} for each ordinal. */
    static final int TABLES = 7;
    /** What the tables are to have for each new constant, by table and ordinal; 0 for the others. */
    static final int NUMBERS = 8;
    /** Gives an array for the constants that are gone. */
    static final int HOLDER = 9;
    /** The tables that there were before the change. */
    static final int FORMER = 10;

    private final Class<?> host;
    private final String[] lines;
    private int next;

    private LiveEnumCall(Class<?> host, String text) {
        this.host = host;
        this.lines = LiveCalls.lines(text);
    }

    /**
     * Makes a call. Nothing in it refers to a constant.
     *
     * @param text the place of the array with all constants; how many there will be, and for each its place, its name and
     *     the number of its maker or -1; how many there are, and for each its place and what becomes of its ordinal; how
     *     many tables there are, and for each its name and a number for each constant
     * @param makers the classes that have the new constants in fields of their names
     * @param tables the classes of the tables
     */
    static Object[] of(Class<?> host, String text, Object[] makers, Object[] tables, Object holder) throws Throwable {
        return new LiveEnumCall(host, text).read(makers, tables, holder);
    }

    private Object[] read(Object[] makers, Object[] tables, Object holder) throws Throwable {
        Object[] call = new Object[FORMER + 1];
        call[TYPE] = host;
        call[HOLDER] = holder;
        call[VALUES] = place();
        int count = number();
        Field[] sources = new Field[count];
        Field[] places = new Field[count];
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            places[i] = place();
            names[i] = word();
            int maker = number();
            sources[i] = maker < 0 ? places[i] : LiveFields.field((Class<?>) makers[maker], names[i]);
        }
        call[SOURCES] = sources;
        call[PLACES] = places;
        call[NAMES] = names;
        before(call);
        tables(call, tables, count);
        return call;
    }

    private void before(Object[] call) throws Throwable {
        int[] moved = new int[number()];
        Field[] places = new Field[moved.length];
        int gone = 0;
        for (int i = 0; i < moved.length; i++) {
            places[gone] = place();
            moved[i] = number();
            gone += moved[i] < 0 ? 1 : 0;
        }
        Field[] removed = new Field[gone];
        System.arraycopy(places, 0, removed, 0, gone);
        call[MOVED] = moved;
        call[REMOVED] = removed;
    }

    private void tables(Object[] call, Object[] types, int count) throws Throwable {
        Field[] tables = new Field[types.length];
        int[] numbers = new int[types.length * count];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = LiveFields.field((Class<?>) types[i], word());
            for (int j = 0; j < count; j++) {
                numbers[i * count + j] = number();
            }
        }
        call[TABLES] = tables;
        call[NUMBERS] = numbers;
    }

    private Field place() throws Throwable {
        Class<?> owner = LiveCalls.sibling(host, word());
        return LiveFields.field(owner, word());
    }

    private int number() {
        return Integer.parseInt(word());
    }

    private String word() {
        return lines[next++];
    }
}
