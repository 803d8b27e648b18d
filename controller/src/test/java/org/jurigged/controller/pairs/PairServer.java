package org.jurigged.controller.pairs;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * Runs pairs' programs in their JVM, called by {@code Talk}; uses nothing but the JDK.
 *
 * <p>Each answer has to be the same each time it is asked for. Of a program that is edited it is asked for so often that
 * the JVM of {@link EditedJvm} compiles what gives it.
 */
final class PairServer {
    private static final int TIMES = 300;
    private static final int TIMES_FRESH = 3;

    private PairServer() {}

    /** Sets a program of the class path up, and observes it. */
    static String setUp(String mainClass) throws Throwable {
        return begin(Class.forName(mainClass), TIMES);
    }

    /** Observes a program that was set up. */
    static String observe(String mainClass) throws Throwable {
        return lasting(Class.forName(mainClass), TIMES);
    }

    /** Sets a program up that is loaded from a directory of its own, and observes it. */
    static String fresh(String directory, String mainClass) throws Throwable {
        URL[] places = {Path.of(directory).toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(places, ClassLoader.getPlatformClassLoader())) {
            return begin(Class.forName(mainClass, true, loader), TIMES_FRESH);
        } catch (IOException e) {
            throw new IllegalStateException("no classes in " + directory, e);
        }
    }

    private static String begin(Class<?> main, int times) throws Throwable {
        call(main, "setUp");
        return lasting(main, times);
    }

    private static String lasting(Class<?> main, int times) throws Throwable {
        String first = call(main, "observe");
        for (int i = 1; i < times; i++) {
            String again = call(main, "observe");
            if (!first.equals(again)) {
                throw new IllegalStateException(
                        "call " + (i + 1) + " of observe() returned " + again + ", not " + first);
            }
        }
        return first;
    }

    private static String call(Class<?> main, String name) throws Throwable {
        Method method = main.getDeclaredMethod(name);
        method.setAccessible(true);
        try {
            return (String) method.invoke(null);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
