package org.jurigged.controller.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.PlatformClasses;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;
import org.jurigged.controller.target.TargetException;

/**
 * Redefines classes so that code which reaches their methods through method handles is compiled anew as well: a {@code
 * java.lang.reflect.Method} of JDK 18 or later, an {@code invokedynamic}, one of our companions.
 *
 * <p>HotSpot's first compiler (C1) inlines the method of a constant handle without noting that its code depends on it, as
 * JVMTI {@code RedefineClasses} needs; only the handle's linker is noted. What is inlined leaves other traces if it can
 * stop for a garbage collection or throw; if it can't, as {@code return "text"}, the old body goes on being run. Next to
 * it, however, {@link #ACCESS} is always inlined, and that is noted. So this class is redefined in the same step, with its
 * own code.
 *
 * <p>Thread-safe, and waits for nothing but the JVM.
 */
final class HandleCode {
    /** Takes the method out of a handle that leads to one. */
    private static final String ACCESS = "java.lang.invoke.DirectMethodHandle";

    private final Target target;
    /** The class and its own code; empty when it can't be redefined, null as long as neither is known. */
    private volatile Map<LoadedClass, byte[]> access;

    HandleCode(Target target) {
        this.target = target;
    }

    /**
     * Redefines all classes in one step, or none.
     *
     * @return how long the JVM took in nanoseconds
     */
    long redefine(Map<LoadedClass, byte[]> classes) throws JuriggedException {
        Map<LoadedClass, byte[]> all = new HashMap<>(classes);
        if (!classes.isEmpty()) {
            all.putAll(access());
        }
        try {
            return target.redefine(all);
        } catch (TargetException.Refused e) {
            if (all.size() == classes.size()) {
                throw e;
            }
            long nanos = target.redefine(classes);
            // It takes the rest alone, so it doesn't let its own class be redefined.
            access = Map.of();
            return nanos;
        }
    }

    private Map<LoadedClass, byte[]> access() throws JuriggedException {
        Map<LoadedClass, byte[]> known = access;
        if (known == null && target.info().unrestricted()) {
            // Such a JVM has rules of its own for what it throws away.
            known = Map.of();
        } else if (known == null) {
            List<LoadedClass> loaded = target.classes(ACCESS);
            if (loaded.size() != 1) {
                // No handle was made yet.
                return Map.of();
            }
            known = PlatformClasses.of(target.info().javaHome())
                    .find(ACCESS)
                    .filter(loaded.get(0)::sameConstants)
                    .map(file -> Map.of(loaded.get(0), file))
                    .orElse(Map.of());
        }
        access = known;
        return known;
    }
}
