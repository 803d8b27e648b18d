package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.Target;

/** Tells each source file once that belongs to a class which a program has loaded. */
final class WatchedSources {
    private final Consumer<Event> listener;
    private final Set<Path> told = ConcurrentHashMap.newKeySet();

    WatchedSources(Consumer<Event> listener) {
        this.listener = listener;
    }

    /** Tells the files of the classes that are there, and from now on of each class that comes. */
    void tell(Target target, Workspace workspace) throws JuriggedException {
        Set<String> prefixes = workspace.packagePrefixes();
        target.onPrepare(prefixes, name -> tell(name, workspace));
        loaded(target, prefixes).forEach(name -> tell(name, workspace));
    }

    private static Set<String> loaded(Target target, Set<String> prefixes) throws JuriggedException {
        return target.loadedNames(name -> prefixes.stream().anyMatch(name::startsWith));
    }

    /** Returns the files of the classes that are there, sorted; nothing is told. */
    List<Path> of(Target target, Workspace workspace) throws JuriggedException {
        return loaded(target, workspace.packagePrefixes()).stream()
                .map(workspace::sourceOf)
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .toList();
    }

    private void tell(String className, Workspace workspace) {
        workspace.sourceOf(className).filter(told::add).ifPresent(file -> listener.accept(new Event.Watch(file)));
    }
}
