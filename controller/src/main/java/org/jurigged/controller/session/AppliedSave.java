package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A save that is live.
 *
 * @param changed binary names of the classes that do something else, or are gone
 * @param reshaped those of them that were there before and of which a fresh JVM's reflection shows something else
 * @param dependents the changed classes, those that mention them, those that mention those, and so on; the nearest first
 * @param open the classes from which the platform is asked for classes by their names, and those that depend on them
 * @param resources other files that were saved
 * @param startNanos {@link System#nanoTime()} when the save was noticed
 * @param conformed completes when the program's code has been told of it
 */
public record AppliedSave(
        Set<String> changed,
        Set<String> reshaped,
        List<String> dependents,
        Set<String> open,
        List<Path> resources,
        long startNanos,
        CompletableFuture<Void> conformed) {
    public AppliedSave {
        changed = Set.copyOf(changed);
        reshaped = Set.copyOf(reshaped);
        dependents = List.copyOf(dependents);
        open = Set.copyOf(open);
        resources = List.copyOf(resources);
    }
}
