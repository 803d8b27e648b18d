package org.jurigged.controller.session;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.project.Project;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;

/**
 * Tells which classes of a target are those of the session, and not others of the same name: plug-ins and web applications
 * bring copies of their own, which were made from other sources. Thread-safe.
 */
final class OwnClasses {
    private final Target target;
    private final Predicate<String> isForeign;
    private final Function<String, Optional<Path>> located;
    private final Consumer<Event> listener;
    private final Map<String, Boolean> foreign = new ConcurrentHashMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Map<LoadedClass, Optional<String>> locations = new ConcurrentHashMap<>();

    /**
     * @param isForeign whether a name means another class on the target's class path than it does in the session
     * @param located finds the class file or archive that the session has for a class
     */
    OwnClasses(
            Target target,
            Predicate<String> isForeign,
            Function<String, Optional<Path>> located,
            Consumer<Event> listener) {
        this.target = target;
        this.isForeign = isForeign;
        this.located = located;
        this.listener = listener;
    }

    /** Forgets the classes of a loader that is gone. */
    void forget(long loader) {
        locations.keySet().removeIf(loaded -> loaded.loader() == loader);
    }

    /** Whether a loaded class is another one than the session's. */
    boolean isForeign(LoadedClass loaded) throws JuriggedException {
        return isForeign(loaded.name())
                || !of(loaded.name(), target.classes(loaded.name()), loaded).contains(loaded);
    }

    /**
     * Returns the class's copies in all loaders. Where one comes from the place that the session has the class from, those
     * that come from elsewhere are left out, and told of once; of a single copy nothing is asked.
     */
    List<LoadedClass> copies(String className) throws JuriggedException {
        return isForeign(className) ? List.of() : of(className, target.classes(className), null);
    }

    /** Returns the copies of each class that has any. */
    Map<String, List<LoadedClass>> copies(Collection<String> classNames) throws JuriggedException {
        Set<String> names = new HashSet<>(classNames);
        names.removeIf(this::isForeign);
        if (names.isEmpty()) {
            return Map.of();
        }
        Map<String, List<LoadedClass>> copies = new HashMap<>();
        for (Map.Entry<String, List<LoadedClass>> loaded : target.classes(names).entrySet()) {
            copies.put(loaded.getKey(), of(loaded.getKey(), loaded.getValue(), null));
        }
        return copies;
    }

    private boolean isForeign(String className) {
        return foreign.computeIfAbsent(className, isForeign::test);
    }

    private List<LoadedClass> of(String className, List<LoadedClass> all, LoadedClass one) throws JuriggedException {
        boolean isListed = one == null || all.contains(one);
        Optional<Path> place = all.size() + (isListed ? 0 : 1) < 2 ? Optional.empty() : located.apply(className);
        if (place.isEmpty()) {
            return isListed ? all : List.of(one);
        }
        List<LoadedClass> candidates = new ArrayList<>(all);
        if (!isListed) {
            candidates.add(one);
        }
        return own(className, candidates, Project.real(place.get()));
    }

    private List<LoadedClass> own(String className, List<LoadedClass> all, Path place) throws JuriggedException {
        List<LoadedClass> own = new ArrayList<>();
        List<String> others = new ArrayList<>();
        boolean anyFromPlace = false;
        for (LoadedClass loaded : all) {
            Optional<String> location = location(loaded);
            boolean fromPlace = location.isPresent() && isAt(location.get(), place);
            anyFromPlace |= fromPlace;
            if (fromPlace || location.isEmpty()) {
                own.add(loaded);
            } else {
                others.add(location.get());
            }
        }
        if (!anyFromPlace || others.isEmpty()) {
            return all;
        }
        tell(className, others);
        return own;
    }

    private void tell(String className, List<String> others) {
        if (told.add(className)) {
            listener.accept(new Event.Note(
                    "Another " + className + " is loaded from " + String.join(", ", others) + "; it stays as it is."));
        }
    }

    private Optional<String> location(LoadedClass loaded) throws JuriggedException {
        Optional<String> known = locations.get(loaded);
        if (known == null) {
            known = target.location(loaded);
            locations.put(loaded, known);
        }
        return known;
    }

    /** Whether the location of a code source is the class directory or archive that has a file. */
    private static boolean isAt(String location, Path file) {
        if (location.startsWith("file:")) {
            try {
                return file.startsWith(Project.real(Path.of(URI.create(location))));
            } catch (IllegalArgumentException | FileSystemNotFoundException e) {
                return false;
            }
        }
        // An archive within an archive: jar:file:/app.jar!/BOOT-INF/classes!/ and the like.
        return URLDecoder.decode(location, StandardCharsets.UTF_8)
                .contains(file.toString().replace('\\', '/'));
    }
}
