package org.jurigged.controller.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Puts a {@link Project} together from one walk over its tree and the build files found on it. Not thread-safe. */
final class ProjectDiscovery {
    private final Path top;
    private final ProjectTree tree;
    private final MavenRepository repository;
    private final Set<Path> gradleProjects;
    private final Map<Path, ProjectModule> modules = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    private ProjectDiscovery(Path top, ProjectTree tree, MavenRepository repository) {
        this.top = top;
        this.tree = tree;
        this.repository = repository;
        this.gradleProjects = GradleModules.directories(tree);
        this.notes.addAll(tree.notes());
    }

    static Project discover(Path directory, MavenRepository repository) {
        Path real = Project.real(directory);
        Path top = enclosingModule(Files.isRegularFile(real) ? real.getParent() : real);
        ProjectTree tree = ProjectTree.scan(top);
        return new ProjectDiscovery(buildDirectory(top, tree), tree, repository).project();
    }

    /** Returns the module above whose {@code src} the directory lies in, else the directory. */
    private static Path enclosingModule(Path directory) {
        for (Path p = directory; p != null && !hasBuild(p); p = p.getParent()) {
            Path parent = p.getParent();
            if (p.endsWith("src") && parent != null && hasBuild(parent)) {
                return parent;
            }
        }
        return directory;
    }

    /** Returns the directory of the one outermost build below {@code top}, if it is just one. */
    private static Path buildDirectory(Path top, ProjectTree tree) {
        if (hasBuild(top)) {
            return top;
        }
        Set<Path> builds = new TreeSet<>(tree.directoriesWith("pom.xml"));
        builds.addAll(GradleModules.directories(tree));
        List<Path> outermost = builds.stream()
                .filter(build -> builds.stream().noneMatch(other -> build.startsWith(other) && !build.equals(other)))
                .toList();
        boolean sourcesElsewhere = tree.javaDirectories().keySet().stream()
                .anyMatch(directory -> outermost.stream().noneMatch(directory::startsWith));
        return outermost.size() == 1 && !sourcesElsewhere ? outermost.get(0) : top;
    }

    private static boolean hasBuild(Path directory) {
        return isMaven(directory) || isGradle(directory);
    }

    private static boolean isMaven(Path directory) {
        return Files.isRegularFile(directory.resolve("pom.xml"));
    }

    private static boolean isGradle(Path directory) {
        return Stream.concat(GradleModules.BUILD_SCRIPTS.stream(), GradleModules.SETTINGS_SCRIPTS.stream())
                .map(directory::resolve)
                .anyMatch(Files::isRegularFile);
    }

    /** Where there are builds for both tools, the one that was used last left its classes; else it is Maven. */
    private static Project.Kind kind(Path directory) {
        if (!hasBuild(directory)) {
            return Project.Kind.PLAIN;
        }
        boolean builtByGradle = Files.isDirectory(directory.resolve("build").resolve("classes"))
                && !Files.isDirectory(directory.resolve("target").resolve("classes"));
        return isMaven(directory) && !(isGradle(directory) && builtByGradle) ? Project.Kind.MAVEN : Project.Kind.GRADLE;
    }

    private Project project() {
        addModule(top);
        MavenReactor.of(top, repository).poms().keySet().forEach(this::addModule);
        tree.directoriesWith("pom.xml").forEach(this::addModule);
        gradleProjects.forEach(this::addModule);
        tree.ideaModules().forEach(iml -> IdeaModules.module(iml, top).ifPresent(this::addOfIde));
        tree.directoriesWith(".classpath")
                .forEach(dir -> EclipseModules.module(dir).ifPresent(this::addOfIde));
        keepExistingRoots();
        for (SourceRoot root : SourceRoots.undeclared(tree, top, modules.values())) {
            Path owner = owner(root.directory());
            ProjectModule module = modules.get(owner);
            List<SourceRoot> roots = new ArrayList<>(module.roots());
            roots.add(root);
            modules.put(owner, withUncalled(module.withRoots(roots), root));
        }
        return new Project(top, kind(top), List.copyOf(modules.values()), notes);
    }

    /** Of files beside sources that no build knows of, those count which somebody has copied. */
    private static ProjectModule withUncalled(ProjectModule module, SourceRoot root) {
        Path output = root.test() ? module.testOutputDirectory() : module.outputDirectory();
        List<ResourceRoot> resources = new ArrayList<>(module.resources());
        resources.add(ResourceRoot.of(root.directory(), output).onlyWhatIsCopied());
        return module.withResources(resources);
    }

    private void addModule(Path directory) {
        if (!modules.containsKey(directory)) {
            modules.put(directory, module(directory));
        }
    }

    private ProjectModule module(Path directory) {
        // An included Gradle project need not have a script of its own.
        Project.Kind kind = kind(directory);
        boolean included = kind == Project.Kind.PLAIN && gradleProjects.contains(directory);
        return switch (included ? Project.Kind.GRADLE : kind) {
            case GRADLE -> GradleModules.module(directory);
            case MAVEN -> maven(directory);
            case PLAIN -> PlainModules.module(directory);
        };
    }

    private ProjectModule maven(Path directory) {
        Optional<MavenPom> pom = MavenPom.load(directory.resolve("pom.xml"), repository);
        if (pom.isEmpty()) {
            notes.add("POM " + directory.resolve("pom.xml")
                    + " is no well-formed XML; Maven's usual folders are assumed until it is mended.");
        }
        return pom.map(MavenModules::module).orElseGet(() -> MavenModules.usual(directory));
    }

    /** A module of an IDE counts where no build does, and takes the place of the plain one. */
    private void addOfIde(ProjectModule module) {
        ProjectModule known = modules.get(module.directory());
        boolean plain = known == null
                || (known.kind() == Project.Kind.PLAIN && known.roots().isEmpty());
        boolean built = modules.values().stream()
                .anyMatch(other ->
                        other.kind() != Project.Kind.PLAIN && module.directory().startsWith(other.directory()));
        if (plain && !built) {
            modules.put(module.directory(), module);
        }
    }

    private void keepExistingRoots() {
        modules.replaceAll((directory, module) -> module.withRoots(module.roots().stream()
                .filter(root -> Files.isDirectory(root.directory()))
                .map(root -> new SourceRoot(Project.real(root.directory()), root.test()))
                .distinct()
                .toList()));
    }

    private Path owner(Path root) {
        return modules.keySet().stream()
                .filter(root::startsWith)
                .max(Comparator.comparing(Path::getNameCount))
                .orElse(top);
    }
}
