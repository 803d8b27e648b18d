package org.jurigged.controller.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.bytecode.MethodChanges;
import org.jurigged.controller.bytecode.MethodTexts;
import org.jurigged.controller.bytecode.Traceless;
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
 * it, however, what takes the method out of the handle is always inlined, and that is noted. So, if a method changes that may
 * be {@linkplain Traceless without a trace}, no compiled code may have that in it meanwhile; or, where a target can't see to
 * it, its class is redefined in the same step, with its own code. Not more often than needed, since code which is thrown
 * away stays in a JVM of JDK 20 or later, where each redefinition goes through it, until that has grown by megabytes.
 *
 * <p>Thread-safe, and waits for nothing but the JVM.
 */
final class HandleCode {
    private static final String ACCESS = "java.lang.invoke.DirectMethodHandle";
    private static final Set<String> TAKING_METHODS = Set.of("internalMemberName", "internalMemberNameEnsureInit");
    private static final Set<String> TAKING_CONSTRUCTORS = Set.of("constructorMethod");

    private final Target target;
    /** The class, once it is loaded: it never goes. */
    private volatile LoadedClass access;
    /** Its own code; empty when it can't be redefined, null as long as that isn't known. */
    private volatile Optional<byte[]> code;

    HandleCode(Target target) {
        this.target = target;
    }

    /** What a class runs, as far as that is known for certain. */
    interface Running {
        Optional<byte[]> of(LoadedClass loaded);
    }

    /**
     * Redefines all classes in one step, or none.
     *
     * @param running what they run; empty for one whose methods are all to be taken for changed
     * @return how long the JVM took in nanoseconds
     */
    long redefine(Map<LoadedClass, byte[]> classes, Running running) throws JuriggedException {
        // A JVM without limits has rules of its own for what it throws away.
        if (classes.isEmpty() || target.info().unrestricted() || !isLoaded()) {
            return target.redefine(classes);
        }
        Set<String> taking = taking(classes, running);
        if (taking.isEmpty()) {
            return target.redefine(classes);
        }
        Optional<Long> nanos = target.uncompiled(access, taking, () -> target.redefine(classes));
        return nanos.isPresent() ? nanos.get() : redefineAccess(classes);
    }

    /**
     * Returns what takes methods out of handles of which old code might stay. Reading code is most of what this takes, so
     * methods are read only as long as what they may ask for isn't asked for by others.
     */
    private static Set<String> taking(Map<LoadedClass, byte[]> classes, Running running) {
        Set<String> taking = new HashSet<>();
        classes.forEach((loaded, bytes) -> {
            Predicate<String> wanted = method -> !taking.containsAll(taking(method));
            Set<String> changed = running.of(loaded)
                    .map(before -> changed(before, bytes, wanted))
                    .orElseGet(() -> MethodTexts.of(bytes, wanted).keySet());
            changed.forEach(method -> taking.addAll(taking(method)));
        });
        return taking;
    }

    /** Returns what takes a method, given by name and descriptor, out of handles. */
    private static Set<String> taking(String method) {
        if (method.startsWith("<init>")) {
            return TAKING_CONSTRUCTORS;
        }
        return method.startsWith("<clinit>") ? Set.of() : TAKING_METHODS;
    }

    private static Set<String> changed(byte[] before, byte[] after, Predicate<String> wanted) {
        Set<String> changed = MethodChanges.between(before, after, wanted);
        if (!changed.isEmpty()) {
            changed.retainAll(Traceless.in(before));
        }
        return changed;
    }

    private long redefineAccess(Map<LoadedClass, byte[]> classes) throws JuriggedException {
        Map<LoadedClass, byte[]> all = new HashMap<>(classes);
        code().ifPresent(file -> all.putIfAbsent(access, file));
        try {
            return target.redefine(all);
        } catch (TargetException.Refused e) {
            if (all.size() == classes.size()) {
                throw e;
            }
            long nanos = target.redefine(classes);
            // It takes the rest alone, so it doesn't let its own class be redefined.
            code = Optional.empty();
            return nanos;
        }
    }

    /** Whether any handle was made yet. */
    private boolean isLoaded() throws JuriggedException {
        if (access == null) {
            List<LoadedClass> loaded = target.classes(ACCESS);
            access = loaded.size() == 1 ? loaded.get(0) : null;
        }
        return access != null;
    }

    private Optional<byte[]> code() throws JuriggedException {
        if (code == null) {
            code = PlatformClasses.of(target.info().javaHome()).find(ACCESS).filter(access::sameConstants);
        }
        return code;
    }
}
