package org.jurigged.reshape.form.template;

import java.lang.invoke.MethodHandle;

/**
 * Tells methods of the platform which of the program's classes override them since an edit. Goes into {@code java.lang},
 * which every module reads.
 *
 * <p>Methods as basic as {@code Object.hashCode} ask here: nothing in it may call one of those on the objects it looks at.
 */
public final class LiveHook {
    /** Three for each overrider: key of the method (an interned string), class, method handle; derived classes first. */
    private static volatile Object[] overriders = new Object[0];

    /** Key and receiver of a call with {@code super} that is about to be made. */
    private static final ThreadLocal<Object[]> BYPASS = new ThreadLocal<>();

    private static volatile boolean everBypassed;

    private LiveHook() {}

    /** Finds what overrides a method for an object; null if nothing does. */
    public static MethodHandle find(Object receiver, String key) {
        if (everBypassed && isBypassed(receiver, key)) {
            return null;
        }
        Object[] all = overriders;
        for (int i = 0; i < all.length; i += 3) {
            if (all[i] == key && ((Class<?>) all[i + 1]).isInstance(receiver)) {
                return (MethodHandle) all[i + 2];
            }
        }
        return null;
    }

    private static boolean isBypassed(Object receiver, String key) {
        Object[] bypass = BYPASS.get();
        if (bypass == null || bypass[0] != receiver || bypass[1] != key) {
            return false;
        }
        BYPASS.remove();
        return true;
    }

    /** Announces a call with {@code super}: the method itself is meant, not what overrides it. */
    public static void bypass(Object receiver, String key) {
        everBypassed = true;
        BYPASS.set(new Object[] {receiver, key});
    }

    /** Adds an overrider; {@code handle} has the method's own type, its class being that of the receiver. */
    public static synchronized void add(String key, Class<?> type, MethodHandle handle) {
        Object[] all = overriders;
        int at = 0;
        while (at < all.length && !((Class<?>) all[at + 1]).isAssignableFrom(type)) {
            at += 3;
        }
        Object[] more = new Object[all.length + 3];
        System.arraycopy(all, 0, more, 0, at);
        more[at] = key;
        more[at + 1] = type;
        more[at + 2] = handle;
        System.arraycopy(all, at, more, at + 3, all.length - at);
        overriders = more;
    }
}
