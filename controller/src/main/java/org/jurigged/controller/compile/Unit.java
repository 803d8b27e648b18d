package org.jurigged.controller.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The sources that are compiled together: what changed, and what turned out to depend on it. */
final class Unit {
    private final SourceReader reader;
    private final Map<Path, String> given;
    private final Map<Path, String> texts = new LinkedHashMap<>();
    private final Set<Path> dependents = new HashSet<>();
    private final Set<Path> deleted = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    /** @param given texts that stand in for what is on disk */
    Unit(SourceReader reader, Map<Path, String> given) {
        this.reader = reader;
        this.given = given;
    }

    /** Add changed files; those that are not there count as deleted. */
    void addChanged(Collection<Path> files) {
        for (Path file : files) {
            if (!isModuleInfo(file) && !add(file)) {
                deleted.add(file);
            }
        }
    }

    /** Add dependents and return those that are new; those that are not there don't count. */
    List<Path> addDependents(Collection<Path> files) {
        List<Path> added = new ArrayList<>();
        for (Path file : files) {
            if (!texts.containsKey(file) && !deleted.contains(file) && add(file)) {
                dependents.add(file);
                added.add(file);
            }
        }
        return added;
    }

    private boolean add(Path file) {
        if (given.containsKey(file)) {
            texts.put(file, SourceReader.withoutMark(given.get(file)));
            return true;
        }
        SourceReader.Outcome outcome = reader.read(file);
        if (outcome instanceof SourceReader.Outcome.Text text) {
            texts.put(file, text.text());
        } else if (outcome instanceof SourceReader.Outcome.Unreadable unreadable) {
            problems.add(unreadable.problem());
        }
        return !(outcome instanceof SourceReader.Outcome.Gone);
    }

    private static boolean isModuleInfo(Path file) {
        return file.endsWith("module-info.java"); // all is compiled as the unnamed module
    }

    /** Errors met while reading. */
    List<Problem> problems() {
        return problems;
    }

    /** All files, compiled or deleted. */
    Set<Path> files() {
        Set<Path> files = new HashSet<>(texts.keySet());
        files.addAll(deleted);
        return files;
    }

    List<SourceText> sources() {
        return sources(texts.keySet());
    }

    /** The sources that are in some of the files. */
    List<SourceText> sources(Collection<Path> files) {
        return files.stream()
                .filter(texts::containsKey)
                .map(file -> new SourceText(file, texts.get(file)))
                .toList();
    }

    Compilation.Failed failed(List<Problem> why) {
        Set<Path> unread = problems.stream().map(Problem::file).collect(Collectors.toSet());
        return new Compilation.Failed(why, texts, deleted, unread);
    }

    Compilation.Compiled compiled(Assessment assessment) {
        return new Compilation.Compiled(
                assessment.classes(),
                texts,
                dependents,
                deleted,
                assessment.removed(),
                !assessment.changes().isEmpty());
    }
}
