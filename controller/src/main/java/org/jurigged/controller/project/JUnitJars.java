package org.jurigged.controller.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jurigged.controller.JuriggedException;

/** Finds what a project's own JUnit lacks to be run: build tools add the launcher, and often the engine, by themselves. */
public final class JUnitJars {
    private static final Pattern PLATFORM = Pattern.compile("junit-platform-(?:commons|engine)-(\\d.*)\\.jar");
    private static final Pattern JUPITER = Pattern.compile("junit-jupiter-api-(\\d.*)\\.jar");
    private static final Pattern JUPITER_ENGINE = Pattern.compile("junit-jupiter-engine-(\\d.*)\\.jar");
    private static final Pattern LAUNCHER = Pattern.compile("junit-platform-launcher-(\\d.*)\\.jar");

    private final MavenRepository repository;

    public JUnitJars() {
        this(MavenRepository.ofUser());
    }

    JUnitJars(MavenRepository repository) {
        this.repository = repository;
    }

    /** Returns the jars to add to a test class path. */
    public List<Path> missingFrom(List<Path> classPath) throws JuriggedException {
        Optional<String> platform = version(classPath, PLATFORM);
        if (platform.isEmpty()) {
            throw new JuriggedException("There is no JUnit 5 on the test class path of this project (no"
                    + " junit-platform-commons): jurigged test runs tests of the JUnit platform only.");
        }
        List<Path> missing = new ArrayList<>();
        if (version(classPath, LAUNCHER).isEmpty()) {
            missing.add(jar("org.junit.platform", "junit-platform-launcher", platform.get(), classPath));
        }
        if (classPath.stream()
                .noneMatch(entry -> entry.getFileName().toString().startsWith("junit-platform-engine-"))) {
            missing.add(jar("org.junit.platform", "junit-platform-engine", platform.get(), classPath));
        }
        Optional<String> jupiter = version(classPath, JUPITER);
        if (jupiter.isPresent() && version(classPath, JUPITER_ENGINE).isEmpty()) {
            missing.add(jar("org.junit.jupiter", "junit-jupiter-engine", jupiter.get(), classPath));
        }
        return missing;
    }

    private static Optional<String> version(List<Path> classPath, Pattern pattern) {
        return classPath.stream()
                .map(entry -> pattern.matcher(entry.getFileName().toString()))
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .findFirst();
    }

    /** Looks in Maven's local repository, and beside the jars that Gradle keeps. */
    private Path jar(String group, String artifact, String version, List<Path> classPath) throws JuriggedException {
        Path inMaven = repository.jar(new Coordinates(group, artifact, version));
        if (Files.isRegularFile(inMaven)) {
            return inMaven;
        }
        return classPath.stream()
                .flatMap(entry -> inGradle(entry, group, artifact, version).stream())
                .findFirst()
                .orElseThrow(() -> new JuriggedException(artifact + " " + version
                        + " is not on this machine. Run the build's tests once, or add it to the test dependencies."));
    }

    /** Gradle keeps GROUP/ARTIFACT/VERSION/HASH/FILE. */
    private static Optional<Path> inGradle(Path jar, String group, String artifact, String version) {
        Path cache = jar.getNameCount() > 5
                ? jar.getParent().getParent().getParent().getParent().getParent()
                : null;
        if (cache == null) {
            return Optional.empty();
        }
        Path hashes = cache.resolve(group).resolve(artifact).resolve(version);
        try (var found = Files.walk(hashes, 2)) {
            return found.filter(file -> file.getFileName().toString().equals(artifact + "-" + version + ".jar"))
                    .findFirst();
        } catch (java.io.IOException e) {
            return Optional.empty();
        }
    }
}
