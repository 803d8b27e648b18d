package org.jurigged.controller.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The class path of a project.
 *
 * @param origin where it comes from
 * @param byModule by a module's directory its entries: its outputs, its sibling modules' outputs, its libraries
 */
public record ClassPathResolution(Origin origin, Map<Path, List<Path>> byModule) {
    /** Where a class path comes from, the best first. */
    public enum Origin {
        /** The build tool, asked just now. */
        BUILD_TOOL,
        /** The build tool, asked when the build files were as they are now. */
        CACHE,
        /** The usual output folders: libraries may be missing. */
        OUTPUT_FOLDERS
    }

    public ClassPathResolution {
        Objects.requireNonNull(origin, "origin");
        Map<Path, List<Path>> copy = new LinkedHashMap<>();
        byModule.forEach((module, entries) -> copy.put(module, List.copyOf(entries)));
        byModule = copy;
    }

    /** Returns the entries of all modules: first the directories, so that no stale jar hides a module's own classes. */
    public List<Path> entries() {
        Set<Path> directories = new LinkedHashSet<>();
        Set<Path> jars = new LinkedHashSet<>();
        byModule.values().forEach(entries -> entries.forEach(entry -> (isJar(entry) ? jars : directories).add(entry)));
        List<Path> all = new ArrayList<>(directories);
        all.addAll(jars);
        return List.copyOf(all);
    }

    /** Returns the entries of one module; none if the build does not know it. */
    public List<Path> entries(ProjectModule module) {
        return byModule.getOrDefault(module.directory(), List.of());
    }

    static boolean isJar(Path entry) {
        return entry.toString().endsWith(".jar");
    }
}
