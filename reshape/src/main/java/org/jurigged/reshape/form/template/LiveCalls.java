package org.jurigged.reshape.form.template;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.security.SecureClassLoader;
import java.util.Base64;
import java.util.Date;
import java.util.Timer;

/**
 * Does in the program, in one call, what a debugger needs many calls for. Goes into {@code java.lang}, whose module may.
 *
 * <p>Several words come as one text, each on a line of its own, and class files in Base64: JDI makes a string in one round
 * trip. What a method throws, others threw. Nothing of the program is kept when a method has returned.
 */
public final class LiveCalls {
    private static final MethodType NOTHING = MethodType.methodType(void.class);
    private static final Lookup TRUSTED = trusted();
    private static final Method DEFINE = method(
            ClassLoader.class, "defineClass", String.class, byte[].class, int.class, int.class, ProtectionDomain.class);

    private LiveCalls() {}

    private static Lookup trusted() {
        try {
            Field field = Lookup.class.getDeclaredField("IMPL_LOOKUP");
            field.setAccessible(true);
            return (Lookup) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("IMPL_LOOKUP", e);
        }
    }

    static Method method(Class<?> type, String name, Class<?>... parameters) {
        try {
            Method method = type.getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return method;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    /** Calls a method of the platform; throws what that throws. */
    static Object invoke(Method method, Object receiver, Object... arguments) throws Throwable {
        try {
            return method.invoke(receiver, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /**
     * Defines and initialises a class in a loader of its own, which finds nothing but what the boot loader finds.
     *
     * @param text its class file, and the name and class file of each class that belongs into the boot loader before
     */
    public static Class<?> open(String text) throws Throwable {
        String[] lines = lines(text);
        for (int i = 1; i < lines.length; i += 2) {
            if (!isInBootLoader(lines[i])) {
                defined(null, lines[i], decoded(lines[i + 1]), null);
            }
        }
        Constructor<SecureClassLoader> loaders = SecureClassLoader.class.getDeclaredConstructor(ClassLoader.class);
        loaders.setAccessible(true);
        ClassLoader loader = loaders.newInstance((Object) null);
        Class<?> type = defined(loader, null, decoded(lines[0]), null);
        return Class.forName(type.getName(), true, loader);
    }

    private static boolean isInBootLoader(String name) {
        try {
            return Class.forName(name, false, null) != null;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Defines classes in the loader of another one, as if they came from where that one does.
     *
     * @param text the name and the class file of each
     * @param made gets the classes
     */
    public static void define(Class<?> neighbour, String text, Object[] made) throws Throwable {
        ClassLoader loader = neighbour.getClassLoader();
        ProtectionDomain domain = neighbour.getProtectionDomain();
        String[] lines = lines(text);
        for (int i = 0; i < made.length; i++) {
            made[i] = defined(loader, lines[2 * i], decoded(lines[2 * i + 1]), domain);
        }
    }

    private static Class<?> defined(ClassLoader loader, String name, byte[] classFile, ProtectionDomain domain)
            throws Throwable {
        return loader == null
                ? LiveUnsafe.getUnsafe().defineClass(name, classFile, 0, classFile.length, null, null)
                : (Class<?>) invoke(DEFINE, loader, name, classFile, 0, classFile.length, domain);
    }

    /**
     * Has a timer make a call at once.
     *
     * @param method see {@link LiveTask}
     * @return the task, which has the outcome
     */
    public static Object later(
            Timer timer, String method, Object a, Object b, Object c, Object d, Object e, Object f, long number) {
        LiveTask task = new LiveTask(method, new Object[] {a, b, c, d, e, f}, number);
        // Whatever the clock does meanwhile, this is past.
        timer.schedule(task, new Date(0));
        return task;
    }

    /**
     * Links a class and doesn't initialise it, which the JVM does before it lists a class's constructors or an interface's
     * methods. What can't be linked stays as it is: redefining it says why.
     *
     * @return how many there are; none if it can't be linked
     */
    public static int link(Class<?> type) {
        try {
            return type.isInterface() ? type.getMethods().length : type.getConstructors().length;
        } catch (LinkageError e) {
            return 0;
        }
    }

    /** Initialises classes in the loader of another one. */
    public static void initialise(Class<?> neighbour, String names) throws ClassNotFoundException {
        for (String name : lines(names)) {
            Class.forName(name, true, neighbour.getClassLoader());
        }
    }

    /** Returns a class by its name in the loader of another one, or that one, initialised if it is another. */
    static Class<?> sibling(Class<?> host, String name) throws ClassNotFoundException {
        return host.getName().equals(name) ? host : Class.forName(name, true, host.getClassLoader());
    }

    /**
     * Runs a hidden nest mate of a class, and hands over what it leaves in its static fields.
     *
     * @param stores for each field: its name, the class and name of the final field that is to have it, and how
     *     ({@code FinalStore.Transfer}); null for none
     */
    public static void run(Class<?> host, String classFile, String stores) throws Throwable {
        Class<?> companion = hidden(host, classFile);
        run(companion);
        String[] lines = stores == null ? new String[0] : lines(stores);
        for (int i = 0; i < lines.length; i += 4) {
            Field from = LiveFields.field(companion, lines[i]);
            Field place = LiveFields.field(sibling(host, lines[i + 1]), lines[i + 2]);
            if (lines[i + 3].equals("COPY_STATE")) {
                LiveFields.copyState(LiveFields.get(from), LiveFields.get(place));
            } else {
                LiveFields.copyStatic(from, place);
            }
        }
    }

    /** Runs a hidden nest mate of a class, which gets a place in an array, be it that it throws. */
    public static void create(Class<?> host, String classFile, Object[] made, int at) throws Throwable {
        Class<?> companion = hidden(host, classFile);
        made[at] = companion;
        run(companion);
    }

    private static void run(Class<?> companion) throws Throwable {
        // Reflection would load the types of all its methods.
        MethodHandle run = TRUSTED.in(companion).findStatic(companion, "run", NOTHING);
        run.invokeExact();
    }

    /** Makes an object of a hidden nest mate of a class, by its constructor without parameters. */
    public static Object instance(Class<?> host, String classFile) throws Throwable {
        Class<?> type = hidden(host, classFile);
        return TRUSTED.in(type).findConstructor(type, NOTHING).invoke();
    }

    private static Class<?> hidden(Class<?> host, String classFile) throws IllegalAccessException {
        return TRUSTED.in(host)
                .defineHiddenClass(decoded(classFile), false, Lookup.ClassOption.NESTMATE)
                .lookupClass();
    }

    /**
     * Begins to tell code of the program what changed.
     *
     * @param runner ours, in a loader of its own
     * @return what it returns
     */
    static Object conform(Class<?> runner, Object[] changed, String text, Object[] values) throws Throwable {
        MethodType start =
                MethodType.methodType(Object.class, Lookup.class, Object[].class, String.class, Object[].class);
        return TRUSTED.in(runner).findStatic(runner, "start", start).invoke(TRUSTED, changed, text, values);
    }

    /**
     * Sets a static field, final or not.
     *
     * @param place its class and its name
     * @param bits what a field of a primitive type is to have
     * @param text what any other is to have; strings that are constants are interned (JLS 3.10.5)
     */
    public static void put(Class<?> host, String place, long bits, String text) throws Throwable {
        String[] lines = lines(place);
        LiveFields.put(LiveFields.field(sibling(host, lines[0]), lines[1]), bits, text == null ? null : text.intern());
    }

    /** Makes an array. */
    public static Object[] array(int length) {
        return new Object[length];
    }

    /** Puts up to eight objects into an array; nulls at the end are none. */
    public static void fill(
            Object[] array, int at, Object a, Object b, Object c, Object d, Object e, Object f, Object g, Object h) {
        Object[] some = {a, b, c, d, e, f, g, h};
        for (int i = 0; i < some.length && some[i] != null; i++) {
            array[at + i] = some[i];
        }
    }

    static String[] lines(String text) {
        return text.split("\n", -1);
    }

    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text);
    }
}
