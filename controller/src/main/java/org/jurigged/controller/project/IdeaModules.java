package org.jurigged.controller.project;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * Reads IntelliJ's module files (.iml): source folders, outputs, language level, libraries of the module itself.
 *
 * <p>Not considered: package prefixes, project and global libraries, an output that {@code misc.xml} moved out of
 * {@code out}.
 */
final class IdeaModules {
    private IdeaModules() {}

    static Optional<ProjectModule> module(Path iml, Path projectDirectory) {
        return rootManager(iml).map(manager -> module(iml, manager, projectDirectory));
    }

    /** Returns the jars and class folders that the module lists itself. */
    static List<Path> libraries(Path iml) {
        return rootManager(iml).map(manager -> Xml.all(manager, "CLASSES")).orElse(List.of()).stream()
                .flatMap(classes -> Xml.all(classes, "root").stream())
                .flatMap(root -> path(iml, root.getAttribute("url")).stream())
                .toList();
    }

    private static ProjectModule module(Path iml, Element manager, Path projectDirectory) {
        String name = iml.getFileName().toString().replaceFirst("\\.iml$", "");
        Path out = projectDirectory.resolve("out");
        Path main =
                output(iml, manager, "output").orElse(out.resolve("production").resolve(name));
        Path tests =
                output(iml, manager, "output-test").orElse(out.resolve("test").resolve(name));
        return new ProjectModule(
                moduleDirectory(iml),
                Project.Kind.PLAIN,
                roots(iml, manager),
                resources(iml, manager, main, tests),
                main,
                tests,
                settings(manager));
    }

    private static List<SourceRoot> roots(Path iml, Element manager) {
        List<SourceRoot> roots = new ArrayList<>();
        for (Element folder : Xml.all(manager, "sourceFolder")) {
            boolean sources = folder.getAttribute("type").isEmpty();
            if (sources && !folder.getAttribute("generated").equals("true")) {
                boolean test = folder.getAttribute("isTestSource").equals("true");
                path(iml, folder.getAttribute("url")).ifPresent(path -> roots.add(new SourceRoot(path, test)));
            }
        }
        return roots;
    }

    /** IntelliJ copies what is in folders of resources, and what it doesn't compile of the others. */
    private static List<ResourceRoot> resources(Path iml, Element manager, Path main, Path tests) {
        List<ResourceRoot> roots = new ArrayList<>();
        for (Element folder : Xml.all(manager, "sourceFolder")) {
            boolean test = folder.getAttribute("isTestSource").equals("true")
                    || folder.getAttribute("type").equals("java-test-resource");
            Path output = (test ? tests : main).resolve(folder.getAttribute("relativeOutputPath"));
            path(iml, folder.getAttribute("url")).ifPresent(path -> roots.add(ResourceRoot.of(path, output)));
        }
        return roots;
    }

    private static BuildSettings settings(Element manager) {
        String level = manager.getAttribute("LANGUAGE_LEVEL");
        return new Options()
                .level(Optional.of(level.replace("JDK_", "").replace("_PREVIEW", "")), false)
                .preview(level.endsWith("_PREVIEW"))
                .settings();
    }

    private static Optional<Path> output(Path iml, Element manager, String name) {
        return Xml.element(manager, name).flatMap(output -> path(iml, output.getAttribute("url")));
    }

    private static Optional<Element> rootManager(Path iml) {
        try {
            return Xml.children(Xml.parse(iml), "component").stream()
                    .filter(component -> component.getAttribute("name").equals("NewModuleRootManager"))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Reads a URL as IntelliJ writes it: {@code file://$MODULE_DIR$/src}, {@code jar://$MODULE_DIR$/lib/a.jar!/}. */
    private static Optional<Path> path(Path iml, String url) {
        String path = url.replaceFirst("^(file|jar)://", "")
                .replaceFirst("!/$", "")
                .replace("$MODULE_DIR$", moduleDirectory(iml).toString());
        if (path.isEmpty() || path.contains("$")) {
            return Optional.empty();
        }
        try {
            return Stream.of(Path.of(path))
                    .filter(Path::isAbsolute)
                    .map(Path::normalize)
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A module file that is kept in {@code .idea} belongs to the directory above that. */
    private static Path moduleDirectory(Path iml) {
        Path parent = iml.getParent();
        return parent.endsWith(".idea") ? parent.getParent() : parent;
    }
}
