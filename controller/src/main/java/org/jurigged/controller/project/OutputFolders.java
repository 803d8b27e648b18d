package org.jurigged.controller.project;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts a class path together without a build tool: what modules put out, and the jars that lie about. */
final class OutputFolders {
    private static final List<String> LIBRARY_FOLDERS = List.of("lib", "libs");

    private OutputFolders() {}

    static Map<Path, List<Path>> of(Project project, ClassPathScope scope) {
        Map<Path, List<Path>> byModule = new LinkedHashMap<>();
        List<Path> siblings = new ArrayList<>();
        for (ProjectModule module : project.modules()) {
            siblings.addAll(outputs(module, scope));
        }
        for (ProjectModule module : project.modules()) {
            Set<Path> entries = new LinkedHashSet<>(outputs(module, scope));
            entries.addAll(siblings);
            entries.addAll(libraries(module.directory()));
            entries.addAll(libraries(project.directory()));
            byModule.put(module.directory(), List.copyOf(entries));
        }
        return byModule;
    }

    private static Set<Path> outputs(ProjectModule module, ClassPathScope scope) {
        Set<Path> outputs = new LinkedHashSet<>();
        if (scope == ClassPathScope.TEST) {
            outputs.add(module.testOutputDirectory());
        }
        outputs.add(module.outputDirectory());
        outputs.addAll(PlainModules.usualOutputs(module.directory()));
        return outputs;
    }

    private static Set<Path> libraries(Path directory) {
        Set<Path> libraries = new LinkedHashSet<>(EclipseModules.libraries(directory));
        list(directory, "*.iml").forEach(iml -> libraries.addAll(IdeaModules.libraries(iml)));
        list(directory.resolve(".idea"), "*.iml").forEach(iml -> libraries.addAll(IdeaModules.libraries(iml)));
        LIBRARY_FOLDERS.forEach(folder -> libraries.addAll(list(directory.resolve(folder), "*.jar")));
        return libraries;
    }

    private static List<Path> list(Path directory, String glob) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, glob)) {
            stream.forEach(files::add);
        } catch (IOException e) {
            return List.of();
        }
        files.sort(null);
        return files;
    }
}
