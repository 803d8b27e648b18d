package org.jurigged.controller.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jurigged.controller.bytecode.ConstantPlaces;
import org.jurigged.controller.target.LoadedClass;

/** Has class files run as they are, of which frames are read: see {@link ConstantPlaces}. Thread-safe. */
final class ConstantLayouts {
    private final Function<LoadedClass, Optional<byte[]>> known;
    private final Map<LoadedClass, ConstantPlaces> places = new HashMap<>();

    /** @param known the class file that a class runs, as far as it is known */
    ConstantLayouts(Function<LoadedClass, Optional<byte[]>> known) {
        this.known = known;
    }

    /** Returns the class files as they are to be given to the JVM. */
    synchronized Map<LoadedClass, byte[]> into(Map<LoadedClass, byte[]> files) {
        Map<LoadedClass, byte[]> all = new HashMap<>();
        files.forEach((loaded, bytes) ->
                all.put(loaded, places.computeIfAbsent(loaded, this::before).in(bytes)));
        return all;
    }

    /** One that isn't prepared was defined by us, and of those no JVM tells the constants. */
    private ConstantPlaces before(LoadedClass loaded) {
        return new ConstantPlaces(
                known.apply(loaded).filter(file -> !loaded.isPrepared() || loaded.sameConstants(file)));
    }

    /** Forgets the classes of a loader that is gone. */
    synchronized void forget(long loader) {
        places.keySet().removeIf(loaded -> loaded.loader() == loader);
    }
}
