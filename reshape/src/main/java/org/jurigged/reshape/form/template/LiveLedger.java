package org.jurigged.reshape.form.template;

import java.lang.ref.WeakReference;

/**
 * Keeps for the next session what became of the classes of this JVM. Goes into {@code java.lang} under a name that all
 * versions share: its members are never to change, only what the texts say, which begin with their version.
 *
 * <p>A debugger reads the entries by itself, without a thread to call anything on.
 */
public final class LiveLedger {
    private static final int SIZE = 3;

    /** Three for each entry: a weak reference to its loader, or null for the boot loader; its key; its text. Replaced, not written to. */
    private static volatile Object[] entries = new Object[0];

    private LiveLedger() {}

    /**
     * Replaces entries of a class's loader, all at once; those of loaders that are gone go as well.
     *
     * @param text the key and the text of each on a line of its own; an empty text takes the entry away
     */
    public static synchronized void keep(Class<?> neighbour, String text) {
        ClassLoader loader = neighbour.getClassLoader();
        String[] lines = text.split("\n", -1);
        Object[] old = entries;
        Object[] all = new Object[old.length + lines.length / 2 * SIZE];
        WeakReference<?> reference = null;
        int end = 0;
        for (int i = 0; i < old.length; i += SIZE) {
            WeakReference<?> known = (WeakReference<?>) old[i];
            Object of = known == null ? null : known.get();
            boolean isOurs = of == loader && (known == null) == (loader == null);
            if (isOurs) {
                reference = known;
            }
            boolean isGone = known != null && of == null;
            if (!isGone && !(isOurs && isAmong(lines, old[i + 1]))) {
                end = put(all, end, known, old[i + 1], old[i + 2]);
            }
        }
        if (reference == null && loader != null) {
            reference = new WeakReference<>(loader);
        }
        for (int i = 0; i + 1 < lines.length; i += 2) {
            if (!lines[i + 1].isEmpty()) {
                end = put(all, end, reference, lines[i], lines[i + 1]);
            }
        }
        Object[] now = new Object[end];
        System.arraycopy(all, 0, now, 0, end);
        entries = now;
    }

    private static boolean isAmong(String[] lines, Object key) {
        for (int i = 0; i + 1 < lines.length; i += 2) {
            if (lines[i].equals(key)) {
                return true;
            }
        }
        return false;
    }

    private static int put(Object[] all, int at, Object reference, Object key, Object text) {
        all[at] = reference;
        all[at + 1] = key;
        all[at + 2] = text;
        return at + SIZE;
    }
}
