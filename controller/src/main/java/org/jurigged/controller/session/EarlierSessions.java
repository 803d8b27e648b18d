package org.jurigged.controller.session;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jurigged.controller.compile.Change;
import org.jurigged.controller.compile.ClassComparison;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.reshape.Realm;

/** What earlier sessions left in a program, beside what became of its classes. Thread-safe. */
final class EarlierSessions {
    private final Map<Long, Map<String, String>> files = new ConcurrentHashMap<>();
    private volatile Map<Long, Map<String, Realm.Shaped>> stayed = Map.of();
    private volatile Set<String> patched = Set.of();

    /** Takes what the program kept of them. */
    void found(ClassLedger.Found found) {
        stayed = found.stayed();
        found.files().forEach((loader, sums) -> files.put(loader, new ConcurrentHashMap<>(sums)));
        patched = found.patched();
    }

    /** Forgets what class files there were for classes that become something else now. */
    void forget(long loader, Collection<String> classNames) {
        files.getOrDefault(loader, new ConcurrentHashMap<>()).keySet().removeAll(classNames);
    }

    /** Returns a class that stayed what it was as its class file became another one. */
    Optional<Realm.Shaped> stays(LoadedClass loaded) {
        return Optional.ofNullable(
                stayed.getOrDefault(loaded.loader(), Map.of()).get(loaded.name()));
    }

    /** Returns the names of classes that were left with a patch which is in no source: they are other ones than those say. */
    Set<String> patched() {
        return patched;
    }

    /**
     * Whether a class was left as it is, and its class file is another one for a reason that nobody in the program knows: it
     * was built since, or the class has a patch that is in no source.
     *
     * @param shaped what became of the class
     */
    boolean isOther(LoadedClass loaded, Realm.Shaped shaped, byte[] onDisk) {
        String sum = files.getOrDefault(loaded.loader(), Map.of()).get(loaded.name());
        boolean isRebuilt = sum != null && !sum.equals(ClassLedger.sum(onDisk));
        return (isRebuilt || patched.contains(loaded.name()))
                && ClassComparison.compare(shaped.identified(), onDisk).compareTo(Change.LINES_ONLY) > 0;
    }
}
