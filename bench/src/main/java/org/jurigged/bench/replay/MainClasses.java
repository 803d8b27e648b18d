package org.jurigged.bench.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jurigged.controller.project.BuildSettings;

/** Compiles main sources, each state of them once: a commit's are most often the next one's parent's. */
final class MainClasses {
    private final Path folder;
    private final ProjectJavac javac;
    private final Set<Path> made = new HashSet<>();

    MainClasses(Path folder, ProjectJavac javac) {
        this.folder = folder;
        this.javac = javac;
    }

    /**
     * Compiles a side's main sources and puts the classes, with the main resources, where its build would.
     *
     * @param tree the git id of the sources
     * @return javac's errors, if there are any
     */
    Optional<String> compile(Side side, String tree, List<Path> libraries, BuildSettings build)
            throws IOException, InterruptedException {
        String how = Integer.toHexString(Objects.hash(libraries, build));
        Path classes = folder.resolve(tree + "-" + how);
        if (!made.contains(classes)) {
            Trees.delete(classes);
            Optional<String> problem = javac.compile(
                    new ProjectJavac.Job(side.sourceFiles(), Optional.empty(), libraries, classes), build);
            if (problem.isPresent()) {
                return problem;
            }
            made.add(classes);
        }
        Trees.copy(classes, Files.createDirectories(side.classes()));
        Trees.copy(side.resources(), side.classes());
        return Optional.empty();
    }

    /** Reads the class files of a side. */
    static Map<String, byte[]> read(Side side) throws IOException {
        Map<String, byte[]> read = new LinkedHashMap<>();
        for (Map.Entry<String, Path> file : Side.classFiles(side.classes()).entrySet()) {
            read.put(file.getKey(), Files.readAllBytes(file.getValue()));
        }
        return read;
    }
}
