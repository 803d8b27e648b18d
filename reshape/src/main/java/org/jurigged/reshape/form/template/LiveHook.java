package org.jurigged.reshape.form.template;

import java.lang.invoke.MethodHandle;

/**
 * Tells methods of the platform which of the program's classes override them since an edit. Goes into {@code java.lang},
 * which every module reads.
 *
 * <p>Methods as basic as {@code Object.hashCode} ask here: nothing in it may call one of those on the objects it looks at.
 */
public final class LiveHook {
    private static volatile Method methods;
    private static volatile boolean everBypassed;
    private static final ThreadLocal<Bypass> BYPASS = new ThreadLocal<>();

    private LiveHook() {}

    /** A method of the platform, known by an interned string. */
    private static final class Method {
        private final String key;
        private final Method next;
        private volatile Overrider overriders;

        Method(String key, Method next) {
            this.key = key;
            this.next = next;
        }
    }

    /** A class of the program that overrides it; a more derived one comes before a less derived one. */
    private static final class Overrider {
        private final Class<?> type;
        private final MethodHandle handle;
        private final Overrider next;

        Overrider(Class<?> type, MethodHandle handle, Overrider next) {
            this.type = type;
            this.handle = handle;
            this.next = next;
        }
    }

    /** A call with {@code super} that is about to be made. */
    private static final class Bypass {
        private final String key;
        private final Object receiver;

        Bypass(String key, Object receiver) {
            this.key = key;
            this.receiver = receiver;
        }
    }

    /** Finds what overrides a method for an object; null if nothing does. */
    public static MethodHandle find(Object receiver, String key) {
        for (Method method = methods; method != null; method = method.next) {
            if (method.key == key) {
                return find(receiver, method);
            }
        }
        return null;
    }

    private static MethodHandle find(Object receiver, Method method) {
        for (Overrider overrider = method.overriders; overrider != null; overrider = overrider.next) {
            if (overrider.type.isInstance(receiver)) {
                return isBypassed(receiver, method.key) ? null : overrider.handle;
            }
        }
        if (everBypassed) {
            isBypassed(receiver, method.key);
        }
        return null;
    }

    private static boolean isBypassed(Object receiver, String key) {
        Bypass bypass = BYPASS.get();
        if (bypass == null || bypass.receiver != receiver || bypass.key != key) {
            return false;
        }
        BYPASS.remove();
        return true;
    }

    /** Announces a call with {@code super}: the method itself is meant, not what overrides it. */
    public static void bypass(Object receiver, String key) {
        everBypassed = true;
        BYPASS.set(new Bypass(key, receiver));
    }

    /** Adds an overrider; {@code handle} has the method's own type, its class being that of the receiver. */
    public static synchronized void add(String key, Class<?> type, MethodHandle handle) {
        Method method = methods;
        while (method != null && method.key != key) {
            method = method.next;
        }
        if (method == null) {
            method = new Method(key, methods);
            method.overriders = new Overrider(type, handle, null);
            methods = method;
        } else {
            method.overriders = insert(method.overriders, type, handle);
        }
    }

    private static Overrider insert(Overrider list, Class<?> type, MethodHandle handle) {
        if (list == null || list.type.isAssignableFrom(type)) {
            return new Overrider(type, handle, list);
        }
        return new Overrider(list.type, list.handle, insert(list.next, type, handle));
    }
}
