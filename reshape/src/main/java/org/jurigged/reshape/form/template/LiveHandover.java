package org.jurigged.reshape.form.template;

/** Hands the arguments of a constructor that the loaded class lacks to one that it has, within a thread. */
public final class LiveHandover {
    private static final ThreadLocal<Object> ARGUMENTS = new ThreadLocal<>();

    private LiveHandover() {}

    /** Leaves arguments for the constructor that this thread is about to call. */
    public static void put(Object arguments) {
        ARGUMENTS.set(arguments);
    }

    /** Takes what was left for this call; null if nothing was. */
    public static Object take() {
        Object arguments = ARGUMENTS.get();
        if (arguments != null) {
            ARGUMENTS.remove();
        }
        return arguments;
    }
}
