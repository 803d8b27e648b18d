package org.jurigged.agent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.security.SecureClassLoader;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the platform keeps to itself, and what it has since Java 9: reached by reflection, {@code java.base} being opened to
 * this class's module and to nobody else.
 */
final class Platform {
    private final List<String> options;
    private final Object unsafe;
    private final Method defineByUnsafe;
    private final Method isUninitialised;
    private final Method defineByLoader;
    private final Method findLoaded;
    private final Constructor<?> loader;
    /** Null since Java 20. */
    private final Method stop;

    private final Method module;
    private final Method isNamed;

    Platform(Instrumentation instrumentation) throws ReflectiveOperationException {
        module = Class.class.getMethod("getModule");
        isNamed = module.getReturnType().getMethod("isNamed");
        open(instrumentation);
        Object arguments = Class.forName("jdk.internal.misc.VM")
                .getMethod("getRuntimeArguments")
                .invoke(null);
        options = arguments == null ? Collections.<String>emptyList() : Arrays.asList((String[]) arguments);
        Class<?> type = Class.forName("jdk.internal.misc.Unsafe");
        unsafe = type.getMethod("getUnsafe").invoke(null);
        defineByUnsafe = type.getMethod(
                "defineClass",
                String.class,
                byte[].class,
                int.class,
                int.class,
                ClassLoader.class,
                ProtectionDomain.class);
        isUninitialised = type.getMethod("shouldBeInitialized", Class.class);
        defineByLoader = ClassLoader.class.getDeclaredMethod(
                "defineClass", String.class, byte[].class, int.class, int.class, ProtectionDomain.class);
        defineByLoader.setAccessible(true);
        findLoaded = ClassLoader.class.getDeclaredMethod("findLoadedClass", String.class);
        findLoaded.setAccessible(true);
        loader = SecureClassLoader.class.getDeclaredConstructor(ClassLoader.class);
        loader.setAccessible(true);
        stop = stop();
    }

    private void open(Instrumentation instrumentation) throws ReflectiveOperationException {
        Object base = module.invoke(Object.class);
        Object own = module.invoke(Platform.class);
        Map<String, Set<Object>> opened = new HashMap<>();
        for (String name : new String[] {"java.lang", "java.security", "jdk.internal.misc"}) {
            opened.put(name, new HashSet<>(Collections.singleton(own)));
        }
        Instrumentation.class
                .getMethod(
                        "redefineModule", module.getReturnType(), Set.class, Map.class, Map.class, Set.class, Map.class)
                .invoke(
                        instrumentation,
                        base,
                        Collections.emptySet(),
                        opened,
                        opened,
                        Collections.emptySet(),
                        Collections.emptyMap());
    }

    private static Method stop() {
        try {
            Method stop = Thread.class.getDeclaredMethod("stop0", Object.class);
            stop.setAccessible(true);
            return stop;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /** Returns the options that the JVM was started with. */
    List<String> options() {
        return options;
    }

    /** Whether a class is of the platform's part that the boot loader has. */
    boolean isOfBootModule(Class<?> type) throws ReflectiveOperationException {
        return type.getClassLoader() == null && (Boolean) isNamed.invoke(module.invoke(type));
    }

    boolean isInitialised(Class<?> type) throws ReflectiveOperationException {
        return !(Boolean) isUninitialised.invoke(unsafe, type);
    }

    /** Makes a loader that knows the platform's classes that the boot loader has, and nothing of ours. */
    ClassLoader newLoader() throws ReflectiveOperationException {
        return (ClassLoader) loader.newInstance((Object) null);
    }

    /** Has a thread throw something, on a JVM that can do that. */
    void stop(Thread thread, Throwable what) throws ReflectiveOperationException {
        if (stop != null) {
            stop.invoke(thread, what);
        }
    }

    /** Finds a class that a loader has, without loading one; null if it has none. */
    Class<?> find(ClassLoader loader, String name) throws ReflectiveOperationException {
        return (Class<?>) findLoaded.invoke(loader, name);
    }

    /** Defines a class in a loader, null being the boot loader; throws what the JVM throws. */
    Class<?> define(ClassLoader loader, String name, byte[] bytes, ProtectionDomain domain) throws Throwable {
        try {
            return (Class<?>)
                    (loader == null
                            ? defineByUnsafe.invoke(unsafe, name, bytes, 0, bytes.length, null, null)
                            : defineByLoader.invoke(loader, name, bytes, 0, bytes.length, domain));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
