package org.jurigged.controller.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The local repository of Maven: where downloaded and installed artifacts lie on this machine. */
record MavenRepository(Path directory) {
    /** Returns the user's: {@code maven.repo.local}, else what {@code settings.xml} names, else {@code ~/.m2/repository}. */
    static MavenRepository ofUser() {
        String property = System.getProperty("maven.repo.local");
        if (property != null) {
            return new MavenRepository(Path.of(property).toAbsolutePath());
        }
        Path home = Path.of(System.getProperty("user.home"));
        Optional<String> named = Optional.empty();
        try {
            named = Xml.text(Xml.parse(userSettings()), "localRepository");
        } catch (IOException e) {
            named = Optional.empty(); // most users have no settings, and mvn itself complains about broken ones
        }
        Path usual = home.resolve(".m2").resolve("repository");
        return new MavenRepository(named.map(text -> text.replace("${user.home}", home.toString()))
                .filter(text -> !text.contains("${"))
                .map(Path::of)
                .orElse(usual));
    }

    /** Returns where the user's Maven settings are, if there are any. */
    static Path userSettings() {
        return Path.of(System.getProperty("user.home"), ".m2", "settings.xml");
    }

    Path pom(Coordinates artifact) {
        return file(artifact, "", ".pom");
    }

    Path jar(Coordinates artifact) {
        return file(artifact, artifact.classifier().isEmpty() ? "" : "-" + artifact.classifier(), ".jar");
    }

    /**
     * Returns the jars of these artifacts and of what they need at run time, as far as they were downloaded.
     *
     * <p>The nearest version of an artifact wins, as in Maven; exclusions are not heeded, and version ranges not resolved.
     */
    List<Path> closure(List<Coordinates> artifacts) {
        List<Path> jars = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Deque<Coordinates> queue = new ArrayDeque<>(artifacts);
        while (!queue.isEmpty()) {
            Coordinates artifact = queue.remove();
            if (seen.add(artifact.key() + ":" + artifact.classifier())) {
                Path jar = jar(artifact);
                if (Files.isRegularFile(jar)) {
                    jars.add(jar);
                }
                MavenPom.load(pom(artifact), this).ifPresent(pom -> queue.addAll(pom.runtimeDependencies()));
            }
        }
        return jars;
    }

    private Path file(Coordinates artifact, String classifier, String extension) {
        return directory
                .resolve(artifact.groupId().replace('.', '/'))
                .resolve(artifact.artifactId())
                .resolve(artifact.version())
                .resolve(artifact.artifactId() + "-" + artifact.version() + classifier + extension);
    }
}
