package org.jurigged.controller.project;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Asks Maven for class paths, by {@code dependency:build-classpath}: offline, and when that fails, online.
 *
 * <p>The whole build around a module is asked, so that modules see each other. A module that another one needs and that
 * was never installed is only known to Maven once its phase {@code compile} is done: that is run along, with compiling
 * itself turned off. Each module's own artifact is replaced by its output directory. Modules are told apart by their
 * artifact ids: of two with the same one, only one gets its class path.
 */
final class MavenClassPath implements ToolClassPath {
    private static final Duration OFFLINE_LIMIT = Duration.ofMinutes(2);
    private static final Duration ONLINE_LIMIT = Duration.ofMinutes(15);
    private static final int MAX_REASON = 300;

    private final Path directory;
    private final MavenRepository repository;
    private final MavenReactor reactor;

    MavenClassPath(Path directory, MavenRepository repository) {
        this.directory = directory;
        this.repository = repository;
        this.reactor = MavenReactor.around(directory, repository);
    }

    @Override
    public List<Path> inputs() {
        List<Path> inputs = new ArrayList<>(reactor.files());
        Path settings = reactor.directory().resolve(".mvn");
        inputs.add(settings.resolve("maven.config"));
        inputs.add(settings.resolve("extensions.xml"));
        inputs.add(MavenRepository.userSettings());
        return inputs;
    }

    @Override
    public Map<Path, List<Path>> ask(ClassPathScope scope, Consumer<String> notes) throws UnresolvedException {
        BuildCommand mvn = BuildCommand.find(List.of(directory, reactor.directory()), "mvnw", "mvn")
                .orElseThrow(() -> new UnresolvedException("there is neither a mvnw in it nor a mvn on the path"));
        notes.accept(
                "Asking " + mvn.name() + " for the class path of " + directory + "; it is kept until a POM changes.");
        Path results = null;
        try {
            results = Files.createTempDirectory("jurigged");
            BuildCommand.Outcome offline = run(mvn, scope, results, true);
            if (!offline.success()) {
                BuildCommand.requireNotInterrupted();
                notes.accept(
                        "Maven's local repository does not hold all of it: asking " + mvn.name() + " again, online.");
                BuildCommand.Outcome online = run(mvn, scope, results, false);
                if (!online.success()) {
                    throw new UnresolvedException(mvn.name() + " says: " + reason(online.output()));
                }
            }
            return read(scope, results);
        } catch (IOException e) {
            throw new UnresolvedException(mvn.name() + " can't be run (" + e.getMessage() + ")");
        } finally {
            delete(results);
        }
    }

    private BuildCommand.Outcome run(BuildCommand mvn, ClassPathScope scope, Path results, boolean offline)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-q", "-B"));
        if (offline) {
            arguments.add("-o");
        }
        if (!directory.equals(reactor.directory())) {
            arguments.add("-pl");
            arguments.add(reactor.directory().relativize(directory).toString().replace(File.separatorChar, '/'));
            arguments.add("-am");
        }
        arguments.addAll(phase());
        arguments.add("dependency:build-classpath");
        arguments.add("-Dmdep.includeScope=" + scope.name().toLowerCase(Locale.ROOT));
        // Maven replaces an expression at the end of a value, which gives each module a file of its own.
        arguments.add("-Dmdep.outputFile=" + results + File.separator + "${project.artifactId}");
        return mvn.run(reactor.directory(), arguments, offline ? OFFLINE_LIMIT : ONLINE_LIMIT);
    }

    /** Returns what makes modules that were not installed known to each other. */
    private List<String> phase() {
        List<MavenDependency> missing = reactor.poms().values().stream()
                .flatMap(pom -> pom.dependencies().stream())
                .filter(dependency -> reactor.module(dependency.artifact())
                        .filter(sibling -> !Files.exists(repository.jar(sibling.coordinates())))
                        .isPresent())
                .toList();
        if (missing.isEmpty()) {
            return List.of();
        }
        String phase = missing.stream().anyMatch(MavenDependency::tests) ? "test-compile" : "compile";
        return List.of("-Dmaven.main.skip=true", "-Dmaven.test.skip=true", phase);
    }

    private Map<Path, List<Path>> read(ClassPathScope scope, Path results) throws IOException, UnresolvedException {
        Map<Path, List<Path>> byModule = new LinkedHashMap<>();
        Map<Path, Path> outputs = outputsByJar();
        for (MavenPom pom : reactor.poms().values()) {
            Path file = results.resolve(pom.coordinates().artifactId());
            if (Files.isRegularFile(file)) {
                byModule.put(
                        pom.directory(),
                        entries(pom, scope, Files.readString(file).trim(), outputs));
            }
        }
        if (byModule.isEmpty()) {
            throw new UnresolvedException("Maven ended well but wrote no class path");
        }
        return byModule;
    }

    private static List<Path> entries(MavenPom pom, ClassPathScope scope, String classPath, Map<Path, Path> outputs) {
        ProjectModule module = MavenModules.module(pom);
        Set<Path> entries = new LinkedHashSet<>();
        if (scope == ClassPathScope.TEST) {
            entries.add(module.testOutputDirectory());
        }
        entries.add(module.outputDirectory());
        Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .map(Path::of)
                .map(entry -> outputs.getOrDefault(entry, entry))
                .forEach(entries::add);
        return List.copyOf(entries);
    }

    /** Maps the jars that modules are installed and packaged as to the directories their classes come from. */
    private Map<Path, Path> outputsByJar() {
        Map<Path, Path> outputs = new HashMap<>();
        for (MavenPom pom : reactor.poms().values()) {
            Coordinates main = pom.coordinates();
            Coordinates tests = new Coordinates(main.groupId(), main.artifactId(), main.version(), "tests");
            ProjectModule module = MavenModules.module(pom);
            Path target = pom.directory().resolve("target");
            for (Path jar : List.of(
                    repository.jar(main), target.resolve(repository.jar(main).getFileName()))) {
                outputs.put(jar, module.outputDirectory());
            }
            for (Path jar : List.of(
                    repository.jar(tests), target.resolve(repository.jar(tests).getFileName()))) {
                outputs.put(jar, module.testOutputDirectory());
            }
        }
        return outputs;
    }

    /** Returns Maven's first line of error, without its marks, links and repetitions. */
    private static String reason(String output) {
        String line = output.lines()
                .map(text -> text.replaceAll("\\x1B\\[[;\\d]*m", "").trim())
                .filter(text -> text.startsWith("[ERROR]"))
                .findFirst()
                .orElse("nothing, within its time limit")
                .replace("[ERROR]", "")
                .replaceFirst("-> \\[Help.*$", "")
                .trim();
        return line.length() > MAX_REASON ? line.substring(0, MAX_REASON) + "…" : line;
    }

    private static void delete(Path directory) {
        if (directory == null) {
            return;
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            tree.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException e) {
            return; // the system's temporary directory is cleaned by the system
        }
    }
}
