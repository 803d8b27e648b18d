package org.jurigged.controller.classes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The class files of a JDK: what the program's classes inherit from.
 *
 * <p>Read from the JDK's image through its own file system provider ({@code jrt:}), which a JVM of another release can
 * load. Thread-safe.
 */
public final class PlatformClasses {
    private static final Map<Optional<Path>, PlatformClasses> OPEN = new ConcurrentHashMap<>();

    private final FileSystem image;
    private final Map<String, Optional<byte[]>> known = new ConcurrentHashMap<>();
    private final Map<String, Path> packages = new ConcurrentHashMap<>();

    private PlatformClasses(FileSystem image) {
        this.image = image;
    }

    /** Opens the JDK of a home; our own when the home isn't known or has no image. */
    public static PlatformClasses of(Optional<Path> javaHome) {
        return OPEN.computeIfAbsent(javaHome, home -> new PlatformClasses(open(home)));
    }

    private static FileSystem open(Optional<Path> home) {
        URI uri = URI.create("jrt:/");
        if (home.isPresent() && !home.get().equals(Path.of(System.getProperty("java.home")))) {
            try {
                return FileSystems.newFileSystem(
                        uri, Map.of("java.home", home.get().toString()));
            } catch (IOException | RuntimeException e) {
                // A home without an image: our own JDK's classes are the next best.
                return FileSystems.getFileSystem(uri);
            }
        }
        return FileSystems.getFileSystem(uri);
    }

    /** Returns the class file of a class of the JDK; empty if it has none of that binary name. */
    public Optional<byte[]> find(String name) {
        return known.computeIfAbsent(name, this::read);
    }

    private Optional<byte[]> read(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        Path module = packages.computeIfAbsent(name.substring(0, dot), this::moduleOf);
        try {
            Path file = module.resolve(name.replace('.', '/') + ".class");
            return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A package is in one module at most (JLS 7.4.3); the image lists which. */
    private Path moduleOf(String packageName) {
        Path links = image.getPath("/packages", packageName);
        Path modules = image.getPath("/modules");
        if (!Files.isDirectory(links)) {
            return modules;
        }
        try (var found = Files.list(links)) {
            return found.map(link -> modules.resolve(link.getFileName().toString()))
                    .filter(module -> Files.isDirectory(module.resolve(packageName.replace('.', '/'))))
                    .findFirst()
                    .orElse(modules);
        } catch (IOException e) {
            return modules;
        }
    }
}
