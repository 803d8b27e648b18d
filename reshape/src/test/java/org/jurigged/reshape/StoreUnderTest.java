package org.jurigged.reshape;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jurigged.reshape.store.FieldStore;
import org.jurigged.reshape.store.Former;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** A host class T and the store of a field that it has not, in a class loader of their own. */
final class StoreUnderTest {
    static final String NAME = "T$Live$added";

    private final MethodHandle create;
    private final MethodHandle get;
    private final MethodHandle put;
    private final MethodHandle init;
    private final MethodHandle has;
    private final Class<?> companion;

    private StoreUnderTest(Class<?> host, Class<?> companion, Class<?> type) throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        this.companion = companion;
        create = lookup.findConstructor(host, MethodType.methodType(void.class))
                .asType(MethodType.methodType(Object.class));
        get = lookup.findStatic(companion, "get", MethodType.methodType(type, host))
                .asType(MethodType.genericMethodType(1));
        put = lookup.findStatic(companion, "put", MethodType.methodType(void.class, host, type))
                .asType(MethodType.methodType(void.class, Object.class, Object.class));
        init = lookup.findStatic(companion, "init", MethodType.methodType(type, host))
                .asType(MethodType.genericMethodType(1));
        has = lookup.findStatic(companion, "has", MethodType.methodType(boolean.class, host))
                .asType(MethodType.methodType(boolean.class, Object.class));
    }

    /** Makes a store for a plain field of a host without members of its own. */
    static StoreUnderTest of(String descriptor) {
        return of(descriptor, false, "public class T {}");
    }

    /**
     * Makes a store.
     *
     * @param source public class T; if it has a static method {@code initial}, that is the initialiser, and if it has {@code
     *     had} and {@code former}, they tell of the value from before
     */
    static StoreUnderTest of(String descriptor, boolean isVolatile, String source) {
        return load(classes(descriptor, isVolatile, source, 17), descriptor);
    }

    /** Compiles a host and makes the store's class files. */
    static Map<String, byte[]> classes(String descriptor, boolean isVolatile, String source, int release) {
        Map<String, byte[]> classes =
                new LinkedHashMap<>(InMemoryJavac.compile(source, "--release", String.valueOf(release)));
        ClassNode host = new ClassNode();
        new ClassReader(classes.get("T")).accept(host, 0);
        MethodNode initialiser = method(host, "initial");
        MethodNode had = method(host, "had");
        Former former = had == null ? null : new Former(had, method(host, "former"));
        FieldStore.companion(NAME, host.version, "T", "added", descriptor, isVolatile, initialiser, former, "T.java")
                .forEach((name, bytes) -> classes.put(name.replace('/', '.'), bytes));
        return classes;
    }

    private static MethodNode method(ClassNode host, String name) {
        return host.methods.stream()
                .filter(m -> m.name.equals(name))
                .findFirst()
                .orElse(null);
    }

    private static StoreUnderTest load(Map<String, byte[]> classes, String descriptor) {
        try {
            ClassLoader loader = loader(classes);
            Class<?> type = MethodType.fromMethodDescriptorString("()" + descriptor, loader)
                    .returnType();
            return new StoreUnderTest(loader.loadClass("T"), loader.loadClass(NAME), type);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(Type.getType(descriptor) + " has no store", e);
        }
    }

    /** Defines classes when they are asked for. */
    static ClassLoader loader(Map<String, byte[]> classes) {
        return new Loader(classes);
    }

    /** Returns how large the store's table is. */
    int slots() {
        try {
            Field table = companion.getDeclaredField("table");
            table.setAccessible(true);
            return Array.getLength(table.get(null));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("the table has another name now", e);
        }
    }

    Object create() {
        return call(() -> create.invokeExact());
    }

    Object get(Object host) {
        return call(() -> get.invokeExact(host));
    }

    void put(Object host, Object value) {
        call(() -> {
            put.invokeExact(host, value);
            return null;
        });
    }

    Object init(Object host) {
        return call(() -> init.invokeExact(host));
    }

    boolean has(Object host) {
        return (boolean) call(() -> (boolean) has.invokeExact(host));
    }

    private static Object call(Call call) {
        try {
            return call.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("no checked exception was expected", e);
        }
    }

    private interface Call {
        Object run() throws Throwable;
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(StoreUnderTest.class.getClassLoader());
            this.classes = new HashMap<>(classes);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
