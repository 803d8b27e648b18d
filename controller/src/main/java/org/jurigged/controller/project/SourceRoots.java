package org.jurigged.controller.project;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the Java source roots below a directory. */
public final class SourceRoots {
    private static final Set<String> TEST_FOLDERS = Set.of("test", "tests", "androidtest", "testfixtures");

    private SourceRoots() {}

    /**
     * Returns the source roots below {@code directory}, itself included, each absolute, those of tests marked.
     *
     * <p>They are what the builds say (Maven, Gradle, IntelliJ, Eclipse), and for sources outside of those what their package
     * declarations say. Hidden directories, version control, {@code node_modules} and build outputs are left out. One
     * source of a directory is read at most. A root may lie below another one.
     */
    public static List<SourceRoot> find(Path directory) {
        return Project.discover(directory).roots();
    }

    /** Returns the roots of the sources that lie below none of the declared roots. */
    static List<SourceRoot> undeclared(ProjectTree tree, Path top, Collection<ProjectModule> modules) {
        Set<Path> known = modules.stream()
                .flatMap(module -> module.roots().stream())
                .map(SourceRoot::directory)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Path> built = modules.stream()
                .filter(module -> module.kind() != Project.Kind.PLAIN)
                .map(ProjectModule::directory)
                .collect(Collectors.toSet());
        Map<Path, List<Path>> candidates = new TreeMap<>(tree.javaDirectories());
        candidates.keySet().removeIf(directory -> isResource(directory, built));
        return PackageRoots.find(candidates, known).stream()
                .map(root -> new SourceRoot(root, isTest(top, root)))
                .toList();
    }

    /** Whether the directory lies in {@code src/NAME/resources} of a module: sources there are data, not code. */
    private static boolean isResource(Path directory, Set<Path> modules) {
        for (Path p = directory; p != null && p.getNameCount() > 3; p = p.getParent()) {
            Path src = p.getParent().getParent();
            if (p.endsWith("resources") && src.endsWith("src") && modules.contains(src.getParent())) {
                return true;
            }
        }
        return false;
    }

    /** Takes a root for one of tests by the names of the folders that lead to it. */
    private static boolean isTest(Path top, Path root) {
        if (!root.startsWith(top)) {
            return false;
        }
        for (Path name : top.relativize(root)) {
            if (TEST_FOLDERS.contains(name.toString().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
