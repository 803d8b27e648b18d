package org.jurigged.controller.classes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Extracts what lies inside an archive, once, into the user's cache.
 *
 * <p>A nested jar is keyed by its content (CRC-32, size and name, all in the archive's directory), so a rebuilt
 * application shares its libraries with the build before. A folder of classes is keyed by the archive's path, size and
 * time; extractions of its former versions are deleted when they are a day old. Safe against other processes that
 * extract the same: everything is written under another name first and renamed.
 */
final class NestedJars {
    private static final Duration KEEP = Duration.ofDays(1);

    private final Path cache;

    NestedJars(Path cache) {
        this.cache = cache.resolve("nested");
    }

    /** Returns the extracted copy of a jar within {@code archive}. */
    Path extractJar(Path archive, String name) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new ZipException("no entry " + name);
            }
            String key = Long.toHexString(entry.getCrc()) + "-" + entry.getSize();
            Path jar = cache.resolve("jars").resolve(key).resolve(name.substring(name.lastIndexOf('/') + 1));
            if (!Files.exists(jar) || Files.size(jar) != entry.getSize()) {
                Path temporary = Files.createDirectories(jar.getParent()).resolve(UUID.randomUUID() + ".part");
                write(zip, entry, temporary);
                Files.move(temporary, jar, StandardCopyOption.ATOMIC_MOVE);
            }
            return jar;
        }
    }

    /** Returns the directory into which everything of {@code archive} below {@code folder} was extracted. */
    Path extractFolder(Path archive, String folder) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(archive, BasicFileAttributes.class);
        String path = archive.toAbsolutePath().normalize() + "!" + folder;
        String of = UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8)) + "-";
        String stamp = attributes.lastModifiedTime().toMillis() + "-" + attributes.size();
        Path directory = cache.resolve("classes").resolve(of + stamp);
        if (!Files.isDirectory(directory)) {
            Path temporary = Files.createDirectories(directory.resolveSibling(of + UUID.randomUUID() + ".part"));
            extract(archive, folder, temporary);
            moveUnlessThere(temporary, directory);
            deleteFormer(directory, of);
        }
        return directory;
    }

    private static void extract(Path archive, String folder, Path directory) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(e -> e.getName().startsWith(folder) && !e.isDirectory())
                    .toList();
            for (ZipEntry entry : entries) {
                Path file = directory
                        .resolve(entry.getName().substring(folder.length()))
                        .normalize();
                if (!file.startsWith(directory)) {
                    throw new ZipException("entry " + entry.getName() + " leads out of its archive");
                }
                Files.createDirectories(file.getParent());
                write(zip, entry, file);
            }
        }
    }

    private static void write(ZipFile zip, ZipEntry entry, Path file) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, file);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void moveUnlessThere(Path temporary, Path directory) throws IOException {
        try {
            Files.move(temporary, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteTree(temporary);
            if (!Files.isDirectory(directory)) { // else another process was first
                throw e;
            }
        }
    }

    private static void deleteFormer(Path directory, String prefix) throws IOException {
        Instant limit = Instant.now().minus(KEEP);
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(directory.getParent(), prefix + "*")) {
            for (Path sibling : siblings) {
                boolean old = Files.getLastModifiedTime(sibling).toInstant().isBefore(limit);
                if (old && !sibling.equals(directory)) {
                    deleteTree(sibling);
                }
            }
        }
    }

    private static void deleteTree(Path root) {
        try (Stream<Path> tree = Files.walk(root)) {
            tree.sorted(Comparator.reverseOrder()).forEach(ClassFileChange::deleteQuietly);
        } catch (IOException | UncheckedIOException e) {
            return; // a cache may keep what it can't delete
        }
    }
}
