package org.jurigged.controller.classes;

import java.nio.file.Path;

/** One place where classes lie, after manifests, wildcards and nested jars are opened up. */
sealed interface ClassPathElement {
    /** The class path entry this came from, as it was listed. */
    Path entry();

    record Directory(Path entry, Path directory) implements ClassPathElement {}

    /** The classes of a jar below {@code prefix}, which is empty or ends in a slash. */
    record Jar(Path entry, Path jar, String prefix) implements ClassPathElement {}

    /** A jar within a jar, by its entry's name. */
    record NestedJar(Path entry, Path jar, String name) implements ClassPathElement {}
}
