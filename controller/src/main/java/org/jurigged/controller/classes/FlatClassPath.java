package org.jurigged.controller.classes;

import java.nio.file.Path;
import java.util.List;

/**
 * A class path that javac can take: directories and jars only, all of which exist.
 *
 * @param entries in search order, without duplicates
 * @param problems the entries that were left out
 */
public record FlatClassPath(List<Path> entries, List<ClassPathProblem> problems) {
    public FlatClassPath {
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
    }
}
