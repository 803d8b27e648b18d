package org.jurigged.controller.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jurigged.controller.project.Project;
import org.jurigged.controller.project.ProjectModule;
import org.jurigged.controller.project.ResourceRoot;

/** Which files of a project are resources: they are copied beside the class files and not compiled. */
final class ResourceTree {
    /** IntelliJ writes a file under another name first. */
    private static final List<String> LEFT_OVERS = List.of("___jb_tmp___", "___jb_old___");

    private final List<ResourceRoot> roots;
    private final Set<Path> sources = new TreeSet<>();
    private final Set<Path> testOutputs = new TreeSet<>();

    ResourceTree(Project project) {
        this.roots = project.modules().stream()
                .flatMap(module -> module.resources().stream())
                .toList();
        project.roots().forEach(root -> sources.add(root.directory()));
        project.modules().stream()
                .filter(module -> !module.outputDirectory().equals(module.testOutputDirectory()))
                .map(ProjectModule::testOutputDirectory)
                .forEach(testOutputs::add);
    }

    /** Returns the directories of resources. */
    List<Path> directories() {
        return roots.stream().map(ResourceRoot::directory).distinct().toList();
    }

    /** Whether a file, which need not exist, is a resource. */
    boolean has(Path file) {
        return roots.stream().anyMatch(root -> has(root, file));
    }

    private boolean has(ResourceRoot root, Path file) {
        return root.has(file) && !isCode(file) && (!root.onlyCopied() || Files.isRegularFile(root.copyOf(file)));
    }

    private boolean isCode(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".class")
                || (name.endsWith(".java") && sources.stream().anyMatch(file::startsWith))
                || LEFT_OVERS.stream().anyMatch(name::endsWith);
    }

    /** Returns the roots that have a file, which need not exist. */
    List<ResourceRoot> rootsOf(Path file) {
        return roots.stream().filter(root -> has(root, file)).toList();
    }

    /** Returns the files that exist and are copied to a place, the one that ends up there last. */
    Stream<Path> copiedTo(Path copy) {
        return roots.stream()
                .filter(root -> copy.startsWith(root.output()))
                .map(root -> root.directory().resolve(root.output().relativize(copy)))
                .filter(file -> Files.isRegularFile(file) && has(file));
    }

    /** Whether a directory is one that only tests read from. */
    boolean isOfTests(ResourceRoot root) {
        return testOutputs.stream().anyMatch(root.output()::startsWith);
    }
}
