package org.jurigged.controller.target;

import com.sun.jdi.ClassLoaderReference;
import com.sun.jdi.Field;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.Value;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Predicate;

/**
 * Tells classes' loaders without keeping them in the program's memory.
 *
 * <p>The debug agent keeps each loader that it is asked for until the connection ends (JDWP ReferenceType.ClassLoader: its
 * local reference is never freed), and with the loader all its classes. What an object's field has it doesn't keep, and
 * HotSpot's {@code Class} has its loader in one. Thread-safe.
 */
final class Loaders {
    private static final String FIELD = "classLoader";

    /** Those that live as long as the JVM. */
    private static final String LASTING = "jdk.internal.loader.ClassLoaders$";

    /** The mirrors are held, since one that isn't may get another id when it is asked for again. */
    private final Map<ReferenceType, Optional<ClassLoaderReference>> known =
            Collections.synchronizedMap(new WeakHashMap<>());

    /** Returns a class's loader; empty for the boot loader. The same loader has the same id as long as this is there. */
    Optional<ClassLoaderReference> of(ReferenceType type) {
        Optional<ClassLoaderReference> loader = known.get(type);
        if (loader == null) {
            loader = read(type);
            known.put(type, loader);
        }
        return loader;
    }

    /** Returns a class's loader; empty for the boot loader, and where the class was unloaded. */
    Optional<ClassLoaderReference> find(ReferenceType type) {
        try {
            return of(type);
        } catch (ObjectCollectedException e) {
            return Optional.empty();
        }
    }

    /**
     * Begins to look which classes were unloaded: JDI hears of it a while later.
     *
     * @param all whether a class is asked for its loader, which takes three round trips, where that isn't known yet; one that
     *     isn't counts as loaded else
     */
    Predicate<ReferenceType> unloaded(boolean all) {
        Map<ClassLoaderReference, Boolean> gone = new HashMap<>();
        return type -> {
            try {
                Optional<ClassLoaderReference> loader = all ? of(type) : known.getOrDefault(type, Optional.empty());
                return loader.isPresent() && gone.computeIfAbsent(loader.get(), Loaders::isGone);
            } catch (ObjectCollectedException e) {
                return true;
            }
        };
    }

    private static boolean isGone(ClassLoaderReference loader) {
        try {
            return !loader.referenceType().name().startsWith(LASTING) && loader.isCollected();
        } catch (ObjectCollectedException e) {
            return true;
        }
    }

    /** Asks for a class's loader; empty for the boot loader. */
    static Optional<ClassLoaderReference> read(ReferenceType type) {
        Field field = type.classObject().referenceType().fieldByName(FIELD);
        if (field == null) {
            return Optional.ofNullable(type.classLoader()); // another JVM than HotSpot
        }
        Value loader = type.classObject().getValue(field);
        return Optional.ofNullable((ClassLoaderReference) loader);
    }
}
