package org.jurigged.reshape.move;

/** What a method that is entered in its middle asks, within one test. */
public final class Handed {
    static final String NAME = Handed.class.getName().replace('.', '/');

    /** Whether anything is there to take. */
    @SuppressWarnings("PublicField")
    public static boolean armed;

    private static int expected;
    private static Object[] values;

    private Handed() {}

    static void put(int key, Object[] given) {
        expected = key;
        values = given;
        armed = true;
    }

    /** Hands the values over, once. */
    public static Object[] take(int key) {
        if (key != expected) {
            return null;
        }
        armed = false;
        return values;
    }
}
