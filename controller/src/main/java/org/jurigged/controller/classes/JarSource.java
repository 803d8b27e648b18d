package org.jurigged.controller.classes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The classes of a jar below a folder of it. The jar is opened on first use, and again after it was replaced on disk. */
final class JarSource implements ClassSource {
    private final Path entry;
    private final Path jar;
    private final String prefix;
    private Stamp stamp = Stamp.NONE;
    private ZipFile zip;

    JarSource(Path entry, Path jar, String prefix) {
        this.entry = entry;
        this.jar = jar;
        this.prefix = prefix;
    }

    @Override
    public synchronized Optional<ClassBytes> read(String binaryName) throws IOException {
        ZipFile current = open();
        ZipEntry found = current.getEntry(prefix + BinaryName.resource(binaryName));
        if (found == null) {
            return Optional.empty();
        }
        try (InputStream in = current.getInputStream(found)) {
            return Optional.of(new ClassBytes(binaryName, in.readAllBytes(), entry, Optional.empty()));
        }
    }

    @Override
    public synchronized Optional<Path> locate(String binaryName) throws IOException {
        boolean found = open().getEntry(prefix + BinaryName.resource(binaryName)) != null;
        return found ? Optional.of(jar) : Optional.empty();
    }

    @Override
    public synchronized void close() throws IOException {
        if (zip != null) {
            zip.close();
            zip = null;
        }
    }

    private ZipFile open() throws IOException {
        Stamp now = Stamp.of(jar);
        if (zip == null || !now.equals(stamp)) {
            close();
            zip = new ZipFile(jar.toFile());
            stamp = now;
        }
        return zip;
    }

    private record Stamp(FileTime time, long size) {
        private static final Stamp NONE = new Stamp(FileTime.fromMillis(0), -1);

        private static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size());
        }
    }
}
