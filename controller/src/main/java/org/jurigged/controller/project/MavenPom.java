package org.jurigged.controller.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * A POM together with its parents, those on disk (by {@code relativePath}) and those in the local repository.
 *
 * <p>This is no effective POM. Profiles are not applied ({@code <modules>} of every profile count, though), neither are
 * properties given on Maven's command line or in {@code .mvn/maven.config}; a parent that was never downloaded is missing;
 * and of a value that child and parent both give, the child's is taken whole rather than merged.
 */
final class MavenPom {
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^${}]+)}");
    private static final int MAX_DEPTH = 20;

    private record Level(Path file, Element project) {}

    /** From the POM itself up to its last parent. */
    private final List<Level> levels;

    private final MavenRepository repository;

    private MavenPom(List<Level> levels, MavenRepository repository) {
        this.levels = List.copyOf(levels);
        this.repository = repository;
    }

    /** Loads a POM; empty if it is missing or no XML. */
    static Optional<MavenPom> load(Path file, MavenRepository repository) {
        List<Level> levels = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        Optional<Path> next = Optional.of(file.toAbsolutePath().normalize());
        while (next.isPresent() && seen.add(next.get()) && levels.size() < MAX_DEPTH) {
            Optional<Level> level = level(next.get());
            level.ifPresent(levels::add);
            next = level.flatMap(child -> parent(child, repository));
        }
        return levels.isEmpty() ? Optional.empty() : Optional.of(new MavenPom(levels, repository));
    }

    Path directory() {
        return levels.get(0).file().getParent();
    }

    /** Returns the files this was read from, the POM first. */
    List<Path> files() {
        return levels.stream().map(Level::file).toList();
    }

    MavenRepository repository() {
        return repository;
    }

    Coordinates coordinates() {
        return new Coordinates(own("groupId"), own("artifactId"), own("version"));
    }

    /** Whether a POM of that artifact is among the parents, loaded or only named. */
    boolean hasParent(String artifactId) {
        return levels.stream()
                .anyMatch(level -> Xml.text(level.project(), "parent", "artifactId")
                        .filter(artifactId::equals)
                        .isPresent());
    }

    /** Returns the directories of the POM's modules, also those of profiles. */
    List<Path> modules() {
        Element project = levels.get(0).project();
        List<Element> profiles =
                Xml.element(project, "profiles").map(Xml::children).orElse(List.of());
        return Stream.concat(Stream.of(project), profiles.stream())
                .flatMap(from -> Xml.element(from, "modules").stream())
                .flatMap(modules -> Xml.children(modules, "module").stream())
                .map(module ->
                        directory().resolve(interpolate(Xml.text(module))).normalize())
                .map(path -> Files.isRegularFile(path) ? path.getParent() : path)
                .distinct()
                .toList();
    }

    /** Returns the nearest value at a path of element names, interpolated. */
    Optional<String> value(String... path) {
        return given(path).map(this::interpolate);
    }

    /** Returns the elements of the nearest list at a path of element names; none if there is no such list. */
    List<Element> list(String item, String... path) {
        return levels.stream()
                .flatMap(level -> Xml.element(level.project(), path).stream())
                .findFirst()
                .map(list -> Xml.children(list, item))
                .orElse(List.of());
    }

    Optional<String> property(String name) {
        return raw(name).map(this::interpolate);
    }

    /** Returns the {@code plugin} elements of a plugin, the one that weighs most first. */
    List<Element> plugins(String artifactId) {
        List<Element> found = new ArrayList<>();
        for (String[] section : new String[][] {{"build", "plugins"}, {"build", "pluginManagement", "plugins"}}) {
            levels.stream()
                    .flatMap(level -> Xml.element(level.project(), section).stream())
                    .flatMap(plugins -> Xml.children(plugins, "plugin").stream())
                    .filter(plugin -> Xml.text(plugin, "artifactId")
                            .filter(artifactId::equals)
                            .isPresent())
                    .forEach(found::add);
        }
        return found;
    }

    /** Returns all dependencies, the parents' included, without their versions. */
    Set<MavenDependency> dependencies() {
        Set<MavenDependency> found = new LinkedHashSet<>();
        for (Level level : levels) {
            Xml.element(level.project(), "dependencies")
                    .map(list -> Xml.children(list, "dependency"))
                    .orElse(List.of())
                    .forEach(dependency -> found.add(MavenDependency.of(dependency, this)));
        }
        return found;
    }

    /** Returns what a user of the artifact needs at run time. */
    List<Coordinates> runtimeDependencies() {
        return dependencies().stream()
                .filter(MavenDependency::isRuntime)
                .map(dependency -> withVersion(dependency.artifact()))
                .toList();
    }

    /** Returns the artifact with the version that this POM manages for it, if it has none of its own. */
    Coordinates withVersion(Coordinates artifact) {
        return artifact.version().isEmpty()
                ? managedVersion(artifact, 0).map(artifact::withVersion).orElse(artifact)
                : artifact;
    }

    /** Replaces {@code ${…}}; what is unknown stays as it is. */
    String interpolate(String text) {
        String current = text;
        for (int depth = 0; depth < MAX_DEPTH && current.contains("${"); depth++) {
            Matcher matcher = PROPERTY.matcher(current);
            String next = matcher.replaceAll(
                    match -> Matcher.quoteReplacement(raw(match.group(1)).orElse(match.group())));
            if (next.equals(current)) {
                return next;
            }
            current = next;
        }
        return current;
    }

    private Optional<String> managedVersion(Coordinates artifact, int depth) {
        List<MavenDependency> imports = new ArrayList<>();
        for (Level level : levels) {
            List<Element> managed = Xml.element(level.project(), "dependencyManagement", "dependencies")
                    .map(list -> Xml.children(list, "dependency"))
                    .orElse(List.of());
            for (Element element : managed) {
                MavenDependency dependency = MavenDependency.of(element, this);
                if (dependency.artifact().key().equals(artifact.key())) {
                    return Optional.of(dependency.artifact().version());
                }
                if (dependency.scope().equals("import")) {
                    imports.add(dependency);
                }
            }
        }
        return depth == MAX_DEPTH
                ? Optional.empty()
                : imports.stream()
                        .flatMap(bom -> load(repository.pom(bom.artifact()), repository).stream())
                        .flatMap(bom -> bom.managedVersion(artifact, depth + 1).stream())
                        .findFirst();
    }

    /** Looks a property up as Maven does: the model's own values, properties, the environment, the system's. */
    private Optional<String> raw(String name) {
        String model = name.startsWith("project.") ? name.substring("project.".length()) : name;
        switch (model) {
            case "basedir" -> {
                return Optional.of(directory().toString());
            }
            case "groupId", "artifactId", "version" -> {
                return name.equals(model) ? properties(name) : Optional.of(own(model));
            }
            case "build.directory" -> {
                return Optional.of(given("build", "directory")
                        .orElse(directory().resolve("target").toString()));
            }
            case "parent.version", "parent.groupId", "parent.artifactId" -> {
                return Xml.text(levels.get(0).project(), model.split("\\."));
            }
            default -> {
                return properties(name);
            }
        }
    }

    private Optional<String> properties(String name) {
        Optional<String> given = given("properties", name);
        if (given.isPresent()) {
            return given;
        }
        return Optional.ofNullable(
                name.startsWith("env.") ? System.getenv(name.substring("env.".length())) : System.getProperty(name));
    }

    private Optional<String> given(String... path) {
        return levels.stream()
                .flatMap(level -> Xml.text(level.project(), path).stream())
                .findFirst();
    }

    private String own(String name) {
        Element project = levels.get(0).project();
        return Xml.text(project, name)
                .or(() -> Xml.text(project, "parent", name))
                .map(text -> text.contains("${") ? interpolateVersion(text) : text)
                .orElse("");
    }

    /** Resolves a {@code ${revision}}, from properties alone: the model's own values may refer to this very one. */
    private String interpolateVersion(String text) {
        return PROPERTY.matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(properties(match.group(1)).orElse(match.group())));
    }

    private static Optional<Level> level(Path file) {
        try {
            return Optional.of(new Level(file, Xml.parse(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> parent(Level child, MavenRepository repository) {
        Optional<Element> parent = Xml.element(child.project(), "parent");
        if (parent.isEmpty()) {
            return Optional.empty();
        }
        Coordinates wanted = new Coordinates(
                Xml.text(parent.get(), "groupId").orElse(""),
                Xml.text(parent.get(), "artifactId").orElse(""),
                Xml.text(parent.get(), "version").orElse(""));
        String relative =
                Xml.element(parent.get(), "relativePath").map(Xml::text).orElse("../pom.xml");
        Path path = child.file().resolveSibling(relative).normalize();
        Path onDisk = Files.isDirectory(path) ? path.resolve("pom.xml") : path;
        // Maven, too, takes a file that is there by chance for the parent only if it is the parent by name.
        boolean fits = !relative.isEmpty()
                && level(onDisk)
                        .flatMap(level -> Xml.text(level.project(), "artifactId"))
                        .filter(wanted.artifactId()::equals)
                        .isPresent();
        return Optional.of(fits ? onDisk : repository.pom(wanted));
    }
}
