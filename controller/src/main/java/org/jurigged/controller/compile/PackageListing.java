package org.jurigged.controller.compile;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;

/**
 * The class files that a package of the class path has in a run of javac.
 *
 * @param onDisk those that lie there, as {@link ClassListings} lists them: the same list as long as they are the same
 * @param covered what the overlay has instead, by binary name; null for a class that it hides
 */
record PackageListing(List<JavaFileObject> onDisk, Map<String, byte[]> covered) {
    static PackageListing of(List<JavaFileObject> onDisk, Collection<String> covered, Overlay overlay) {
        Map<String, byte[]> bytes = new HashMap<>();
        covered.forEach(name -> bytes.put(name, overlay.bytesOf(name).orElse(null)));
        return new PackageListing(onDisk, bytes);
    }

    /** Whether another one has the same files with, as far as they are in the overlay, the same content. */
    boolean isSame(PackageListing other) {
        return onDisk == other.onDisk
                && covered.keySet().equals(other.covered.keySet())
                && covered.entrySet().stream().allMatch(each -> other.covered.get(each.getKey()) == each.getValue());
    }

    /** Returns how many files there are at most: one may be in several folders of the class path. */
    int size() {
        long shown = covered.values().stream().filter(Objects::nonNull).count();
        long lying = covered.isEmpty()
                ? onDisk.size()
                : onDisk.stream()
                        .filter(file -> !covered.containsKey(ClassListings.binaryName(file)))
                        .count();
        return (int) (shown + lying);
    }

    boolean isEmpty() {
        return covered.values().stream().noneMatch(Objects::nonNull)
                && onDisk.stream().allMatch(file -> covered.containsKey(ClassListings.binaryName(file)));
    }

    /** Returns the files by their binary names. */
    Map<String, JavaFileObject> files() {
        Map<String, JavaFileObject> files = new LinkedHashMap<>();
        for (JavaFileObject file : onDisk) {
            String name = ClassListings.binaryName(file);
            if (!covered.containsKey(name)) {
                files.putIfAbsent(name, file); // of the first folder of the class path
            }
        }
        covered.forEach((name, bytes) -> {
            if (bytes != null) {
                files.put(name, new MemoryFile(name, Kind.CLASS, null, bytes));
            }
        });
        return files;
    }

    /** Returns what tells a file from others of its name, by the names: the file on the disk, or the content. */
    Map<String, Object> contents() {
        Map<String, Object> contents = new HashMap<>();
        onDisk.forEach(file -> contents.putIfAbsent(ClassListings.binaryName(file), file));
        covered.forEach((name, bytes) -> {
            if (bytes == null) {
                contents.remove(name);
            } else {
                contents.put(name, bytes);
            }
        });
        return contents;
    }
}
