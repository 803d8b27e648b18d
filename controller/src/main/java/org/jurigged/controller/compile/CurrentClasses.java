package org.jurigged.controller.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The logical classes of today: what was accepted, on top of what the class path has. Thread-safe. */
final class CurrentClasses implements AutoCloseable {
    private final List<Path> classPath;
    private final Runtime.Version release;
    private final Map<Path, OpenJar> jars = new HashMap<>();
    private volatile Overlay overlay = Overlay.EMPTY;

    CurrentClasses(CompileSettings settings) {
        this.classPath = settings.classPath();
        this.release = settings.release() < 9
                ? settings.release() == 0 ? JarFile.runtimeVersion() : JarFile.baseVersion()
                : Runtime.Version.parse(String.valueOf(settings.release()));
    }

    private record OpenJar(JarFile file, long size, FileTime modified) {
        boolean matches(BasicFileAttributes now) {
            return now.size() == size && now.lastModifiedTime().equals(modified);
        }
    }

    /** Put classes on top, and hide others. */
    void overlay(Map<String, byte[]> added, Set<String> removed) {
        overlay = overlay.with(added, removed);
    }

    /** Whether the current class comes from the overlay, not from the class path. */
    boolean isAccepted(String name) {
        return overlay.bytesOf(name).isPresent();
    }

    /** Find the class file of a class by binary name. */
    Optional<byte[]> find(String name) {
        Overlay now = overlay;
        if (now.covers(name)) {
            return now.bytesOf(name);
        }
        String path = name.replace('.', '/') + ".class";
        for (Path entry : classPath) {
            Optional<byte[]> bytes = read(entry, path);
            if (bytes.isPresent()) {
                return bytes;
            }
        }
        return Optional.empty();
    }

    /** Open the jars of the class path now, so that the first question about a new class need not. */
    void openJars() {
        classPath.stream().filter(Files::isRegularFile).forEach(jar -> read(jar, JarFile.MANIFEST_NAME));
    }

    private Optional<byte[]> read(Path entry, String path) {
        try {
            BasicFileAttributes now = Files.readAttributes(entry, BasicFileAttributes.class);
            return now.isDirectory() ? readFile(entry.resolve(path)) : readJar(entry, now, path);
        } catch (IOException e) {
            return Optional.empty(); // an entry that is gone or broken has no classes, for javac and the JVM alike
        }
    }

    private static Optional<byte[]> readFile(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private synchronized Optional<byte[]> readJar(Path jar, BasicFileAttributes now, String path) throws IOException {
        OpenJar open = jars.get(jar);
        if (open == null || !open.matches(now)) {
            if (open != null) {
                jars.remove(jar).file().close();
            }
            JarFile file = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, release);
            open = new OpenJar(file, now.size(), now.lastModifiedTime());
            jars.put(jar, open);
        }
        ZipEntry entry = open.file().getEntry(path);
        if (entry == null) {
            return Optional.empty();
        }
        try (var in = open.file().getInputStream(entry)) {
            return Optional.of(in.readAllBytes());
        }
    }

    @Override
    public synchronized void close() {
        for (OpenJar jar : jars.values()) {
            try {
                jar.file().close();
            } catch (IOException e) {
                // nothing was written, so nothing is lost
            }
        }
        jars.clear();
    }
}
