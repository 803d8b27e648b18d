package org.jurigged.controller.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.w3c.dom.Element;

/**
 * Reads Eclipse's {@code .classpath} and {@code .settings}: source folders, outputs, jars, compiler settings.
 *
 * <p>Not considered: linked folders, variables, containers and other projects of the workspace.
 */
final class EclipseModules {
    private static final String JDT = "org.eclipse.jdt.core.compiler.";

    private EclipseModules() {}

    static Optional<ProjectModule> module(Path directory) {
        List<Element> entries = entries(directory);
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        Path output = paths(directory, entries, "output").stream().findFirst().orElse(directory.resolve("bin"));
        List<SourceRoot> roots = new ArrayList<>();
        Path main = output;
        Path tests = output;
        for (Element entry : entries) {
            String path = entry.getAttribute("path");
            // A path from the workspace's root is another project.
            if (entry.getAttribute("kind").equals("src") && !path.startsWith("/")) {
                boolean test = isTest(entry);
                roots.add(new SourceRoot(directory.resolve(path).normalize(), test));
                String own = entry.getAttribute("output");
                if (!own.isEmpty() && test) {
                    tests = directory.resolve(own).normalize();
                } else if (!own.isEmpty()) {
                    main = directory.resolve(own).normalize();
                }
            }
        }
        return Optional.of(new ProjectModule(
                directory, Project.Kind.PLAIN, roots, resources(roots, main, tests), main, tests, settings(directory)));
    }

    /** Eclipse copies whatever it doesn't compile. */
    private static List<ResourceRoot> resources(List<SourceRoot> roots, Path main, Path tests) {
        return roots.stream()
                .map(root -> ResourceRoot.of(root.directory(), root.test() ? tests : main))
                .toList();
    }

    /** Returns the jars and class folders of the project's own class path. */
    static List<Path> libraries(Path directory) {
        return paths(directory, entries(directory), "lib");
    }

    private static List<Path> paths(Path directory, List<Element> entries, String kind) {
        return entries.stream()
                .filter(entry -> entry.getAttribute("kind").equals(kind))
                .map(entry -> directory.resolve(entry.getAttribute("path")).normalize())
                .toList();
    }

    private static boolean isTest(Element entry) {
        return Xml.all(entry, "attribute").stream()
                .anyMatch(attribute -> attribute.getAttribute("name").equals("test")
                        && attribute.getAttribute("value").equals("true"));
    }

    private static List<Element> entries(Path directory) {
        try {
            return Xml.children(Xml.parse(directory.resolve(".classpath")), "classpathentry");
        } catch (IOException e) {
            return List.of();
        }
    }

    private static BuildSettings settings(Path directory) {
        Properties jdt = properties(directory, "org.eclipse.jdt.core.prefs");
        Properties resources = properties(directory, "org.eclipse.core.resources.prefs");
        return new Options()
                .level(
                        Optional.ofNullable(jdt.getProperty(JDT + "source")),
                        "enabled".equals(jdt.getProperty(JDT + "release")))
                .parameters("generate".equals(jdt.getProperty(JDT + "codegen.methodParameters")))
                .preview("enabled".equals(jdt.getProperty(JDT + "problem.enablePreviewFeatures")))
                .processing(!"disabled".equals(jdt.getProperty(JDT + "processAnnotations")))
                .encoding(Optional.ofNullable(resources.getProperty("encoding/<project>")))
                .settings();
    }

    private static Properties properties(Path directory, String name) {
        Properties properties = new Properties();
        try (InputStream in =
                Files.newInputStream(directory.resolve(".settings").resolve(name))) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            properties.clear(); // without settings, Eclipse's own defaults hold, and we don't know them
        }
        return properties;
    }
}
