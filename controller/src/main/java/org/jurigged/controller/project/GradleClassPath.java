package org.jurigged.controller.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Asks Gradle for class paths, by an init script that adds a task to every project: offline, and when that fails, online.
 *
 * <p>Tried with Gradle 4.4.1; tested against a script that stands in for Gradle: its arguments, and the reading of
 * its answer. The init script keeps to API that Gradle has had since 4.0 ({@code tasks.create}, {@code sourceSets},
 * {@code classesDirs}) and turns the configuration cache off, in which a task may not use its project; with isolated
 * projects it will not work. Android's plug-ins have no {@code sourceSets} of this kind: such a project has no
 * answer.
 */
final class GradleClassPath implements ToolClassPath {
    private static final String MARK = "jurigged|";
    private static final Duration OFFLINE_LIMIT = Duration.ofMinutes(3);
    private static final Duration ONLINE_LIMIT = Duration.ofMinutes(15);

    /** Prints for each project: its directory, its outputs, the jar made of them, its class path. */
    private static final String SCRIPT = """
            allprojects {
                tasks.create('juriggedClassPath') {
                    doLast {
                        def sets = project.findProperty('sourceSets')
                        if (sets == null || sets.findByName('main') == null) return
                        def say = { kind, value -> println "jurigged|${kind}|${value}" }
                        say('module', project.projectDir)
                        def test = project.hasProperty('juriggedTest') ? sets.findByName('test') : null
                        test?.output?.classesDirs?.each { say('entry', it) }
                        sets.main.output.classesDirs.each { say('output', it) }
                        if (sets.main.output.resourcesDir != null) say('entry', sets.main.output.resourcesDir)
                        def jar = project.tasks.findByName('jar')
                        if (jar != null) {
                            say('jar', jar.hasProperty('archiveFile') ? jar.archiveFile.get().asFile : jar.archivePath)
                        }
                        sets.main.runtimeClasspath.each { say('entry', it) }
                        if (test != null) {
                            sets.main.compileClasspath.each { say('entry', it) }
                            test.compileClasspath.each { say('entry', it) }
                            test.runtimeClasspath.each { say('entry', it) }
                        }
                    }
                }
            }
            """;

    private final Project project;

    GradleClassPath(Project project) {
        this.project = project;
    }

    @Override
    public List<Path> inputs() {
        List<Path> inputs = new ArrayList<>();
        Path root = project.directory();
        for (ProjectModule module : project.modules()) {
            GradleModules.BUILD_SCRIPTS.forEach(
                    script -> inputs.add(module.directory().resolve(script)));
            inputs.add(module.directory().resolve("gradle.properties"));
        }
        GradleModules.SETTINGS_SCRIPTS.forEach(script -> inputs.add(root.resolve(script)));
        inputs.add(root.resolve("gradle.properties"));
        inputs.addAll(files(root.resolve("gradle")));
        inputs.addAll(files(root.resolve("buildSrc").resolve("src")));
        return inputs;
    }

    @Override
    public Map<Path, List<Path>> ask(ClassPathScope scope, Consumer<String> notes) throws UnresolvedException {
        BuildCommand gradle = BuildCommand.find(List.of(project.directory()), "gradlew", "gradle")
                .orElseThrow(
                        () -> new UnresolvedException("there is neither a gradlew in it nor a gradle on the path"));
        notes.accept("Asking " + gradle.name() + " for the class path of " + project.directory()
                + "; it is kept until a build script changes.");
        try {
            Path script = Files.createTempFile("jurigged", ".gradle");
            try {
                Files.writeString(script, SCRIPT);
                return read(run(gradle, scope, script, notes).output());
            } finally {
                Files.deleteIfExists(script);
            }
        } catch (IOException e) {
            throw new UnresolvedException(gradle.name() + " can't be run (" + e.getMessage() + ")");
        }
    }

    private BuildCommand.Outcome run(BuildCommand gradle, ClassPathScope scope, Path script, Consumer<String> notes)
            throws IOException, UnresolvedException {
        List<String> arguments = new ArrayList<>(List.of(
                "-q",
                "--console=plain",
                "-Dorg.gradle.configuration-cache=false",
                "-Dorg.gradle.unsafe.configuration-cache=false",
                "--init-script",
                script.toString(),
                "juriggedClassPath"));
        if (scope == ClassPathScope.TEST) {
            arguments.add("-PjuriggedTest");
        }
        List<String> offlineArguments = new ArrayList<>(arguments);
        offlineArguments.add("--offline");
        BuildCommand.Outcome offline = gradle.run(project.directory(), offlineArguments, OFFLINE_LIMIT);
        if (offline.success()) {
            return offline;
        }
        BuildCommand.requireNotInterrupted();
        notes.accept("Gradle's cache does not hold all of it: asking " + gradle.name() + " again, online.");
        BuildCommand.Outcome online = gradle.run(project.directory(), arguments, ONLINE_LIMIT);
        if (!online.success()) {
            throw new UnresolvedException(gradle.name() + " says: " + reason(online.output()));
        }
        return online;
    }

    private static Map<Path, List<Path>> read(String output) throws UnresolvedException {
        Map<Path, Set<Path>> byModule = new LinkedHashMap<>();
        Map<Path, Set<Path>> outputsByJar = new HashMap<>();
        Set<Path> entries = new LinkedHashSet<>();
        Set<Path> outputs = new LinkedHashSet<>();
        for (String line : output.lines().filter(l -> l.startsWith(MARK)).toList()) {
            String[] fields = line.split("\\|", 3);
            Path path = Path.of(fields[2]);
            switch (fields[1]) {
                case "module" -> {
                    entries = byModule.computeIfAbsent(path, p -> new LinkedHashSet<>());
                    outputs = new LinkedHashSet<>();
                }
                case "output" -> {
                    entries.add(path);
                    outputs.add(path);
                }
                case "jar" -> outputsByJar.put(path, outputs);
                default -> entries.add(path);
            }
        }
        if (byModule.isEmpty()) {
            throw new UnresolvedException("no project of the build has Java source sets");
        }
        return withOutputsForJars(byModule, outputsByJar);
    }

    /** Replaces the jar of a project, which may never have been built, by the directories it is made of. */
    private static Map<Path, List<Path>> withOutputsForJars(
            Map<Path, Set<Path>> byModule, Map<Path, Set<Path>> outputsByJar) {
        Map<Path, List<Path>> replaced = new LinkedHashMap<>();
        byModule.forEach((module, entries) -> replaced.put(
                module,
                entries.stream()
                        .flatMap(entry -> outputsByJar.getOrDefault(entry, Set.of(entry)).stream())
                        .distinct()
                        .toList()));
        return replaced;
    }

    private static String reason(String output) {
        List<String> lines = output.lines().map(String::trim).toList();
        int wrong = lines.indexOf("* What went wrong:");
        Optional<String> reason =
                wrong < 0 ? Optional.empty() : lines.stream().skip(wrong + 1L).findFirst();
        return reason.or(() -> lines.stream().filter(line -> !line.isEmpty()).findFirst())
                .orElse("nothing, within its time limit");
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
