package org.jurigged.bench.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jurigged.controller.project.Project;

/** Adds to a project's libraries what runs its tests: the JUnit platform's launcher, and engines for JUnit 5, 4 and 3. */
final class JUnitPlatform implements TestClassPath {
    /** For projects that have JUnit 4 only, or 3. */
    private static final String VERSION = "5.14.1";

    private static final String JUNIT_4 = "4.13.2";
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d.*)\\.jar");

    private final Path folder;
    private final Libraries libraries;
    private final Map<String, List<Path>> known = new HashMap<>();

    /**
     * @param folder where small build files are written, to ask Maven for the jars
     */
    JUnitPlatform(Path folder, Libraries libraries) {
        this.folder = folder;
        this.libraries = libraries;
    }

    /** Returns the project's libraries with the launcher and the engines; each jar once, in one version. */
    @Override
    public List<Path> of(Project project) throws LeftOut.Stop, IOException {
        List<Path> jars = libraries.of(project);
        Optional<String> jupiter = version(jars, "junit-jupiter-api");
        boolean old = version(jars, "junit").isPresent();
        if (jupiter.isEmpty() && !old) {
            throw new LeftOut.Stop(LeftOut.NO_TESTS, "The project uses neither JUnit 5 nor an older one.");
        }
        List<Path> added = resolved(jupiter, old);
        Set<String> replaced = added.stream().map(JUnitPlatform::artifact).collect(Collectors.toSet());
        Predicate<Path> stays = jar -> !replaced.contains(artifact(jar));
        List<Path> all = new ArrayList<>(jars.stream().filter(stays).toList());
        all.addAll(added);
        return all;
    }

    private List<Path> resolved(Optional<String> jupiter, boolean old) throws LeftOut.Stop, IOException {
        String version = jupiter.orElse(VERSION);
        String key = (jupiter.isPresent() ? "jupiter-" : "vintage-") + (old ? "old-" : "") + version;
        List<Path> found = known.get(key);
        if (found == null) {
            List<String> dependencies = new ArrayList<>();
            dependencies.add(dependency("org.junit.platform", "junit-platform-launcher", platform(version)));
            if (jupiter.isPresent()) {
                dependencies.add(dependency("org.junit.jupiter", "junit-jupiter-engine", version));
                dependencies.add(dependency("org.junit.jupiter", "junit-jupiter-params", version));
            }
            if (old) {
                dependencies.add(dependency("org.junit.vintage", "junit-vintage-engine", version));
                dependencies.add(dependency("junit", "junit", JUNIT_4));
            }
            Path project = Files.createDirectories(folder.resolve(key));
            Files.writeString(project.resolve("pom.xml"), pom(dependencies));
            found = libraries.of(Project.discover(project));
            known.put(key, found);
        }
        return found;
    }

    /** JUnit 5.x.y goes with version 1.x.y of the platform; from 6 on they have the same. */
    private static String platform(String version) {
        return version.startsWith("5.") ? "1." + version.substring(2) : version;
    }

    private static Optional<String> version(List<Path> jars, String artifact) {
        for (Path jar : jars) {
            Matcher name = JAR.matcher(jar.getFileName().toString());
            if (name.matches() && name.group(1).equals(artifact)) {
                return Optional.of(name.group(2));
            }
        }
        return Optional.empty();
    }

    private static String artifact(Path jar) {
        Matcher name = JAR.matcher(jar.getFileName().toString());
        return name.matches() ? name.group(1) : jar.getFileName().toString();
    }

    private static String dependency(String group, String artifact, String version) {
        return "    <dependency><groupId>" + group + "</groupId><artifactId>" + artifact + "</artifactId><version>"
                + version + "</version></dependency>\n";
    }

    private static String pom(List<String> dependencies) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.jurigged.replay</groupId>
                  <artifactId>junit</artifactId>
                  <version>1</version>
                  <dependencies>
                %s  </dependencies>
                </project>
                """.formatted(String.join("", dependencies));
    }
}
