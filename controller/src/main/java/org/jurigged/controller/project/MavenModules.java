package org.jurigged.controller.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/** Turns a POM into a module: its source roots (those of build-helper-maven-plugin included) and outputs. */
final class MavenModules {
    private MavenModules() {}

    static ProjectModule module(MavenPom pom) {
        Path build = path(pom, pom.value("build", "directory").orElse("target"));
        Path output = pom.value("build", "outputDirectory")
                .map(text -> path(pom, text))
                .orElse(build.resolve("classes"));
        Path tests = pom.value("build", "testOutputDirectory")
                .map(text -> path(pom, text))
                .orElse(build.resolve("test-classes"));
        return new ProjectModule(
                pom.directory(),
                Project.Kind.MAVEN,
                roots(pom),
                MavenResources.of(pom, output, tests),
                output,
                tests,
                MavenCompiler.settings(pom));
    }

    /** Makes a module of the usual layout, for a POM that can't be read. */
    static ProjectModule usual(Path directory) {
        Path target = directory.resolve("target");
        Path src = directory.resolve("src");
        return new ProjectModule(
                directory,
                Project.Kind.MAVEN,
                List.of(
                        new SourceRoot(src.resolve("main").resolve("java"), false),
                        new SourceRoot(src.resolve("test").resolve("java"), true)),
                List.of(
                        ResourceRoot.of(src.resolve("main").resolve("resources"), target.resolve("classes")),
                        ResourceRoot.of(src.resolve("test").resolve("resources"), target.resolve("test-classes"))),
                target.resolve("classes"),
                target.resolve("test-classes"),
                BuildSettings.unknown());
    }

    private static List<SourceRoot> roots(MavenPom pom) {
        List<SourceRoot> roots = new ArrayList<>();
        roots.add(new SourceRoot(path(pom, pom.value("build", "sourceDirectory").orElse("src/main/java")), false));
        roots.add(new SourceRoot(
                path(pom, pom.value("build", "testSourceDirectory").orElse("src/test/java")), true));
        for (Element plugin : pom.plugins("build-helper-maven-plugin")) {
            for (Element execution : Xml.all(plugin, "execution")) {
                List<String> goals =
                        Xml.all(execution, "goal").stream().map(Xml::text).toList();
                if (goals.contains("add-source") || goals.contains("add-test-source")) {
                    boolean test = goals.contains("add-test-source");
                    Xml.all(execution, "source")
                            .forEach(source -> roots.add(new SourceRoot(path(pom, Xml.text(source)), test)));
                }
            }
        }
        return roots;
    }

    private static Path path(MavenPom pom, String text) {
        return pom.directory().resolve(pom.interpolate(text)).normalize();
    }
}
