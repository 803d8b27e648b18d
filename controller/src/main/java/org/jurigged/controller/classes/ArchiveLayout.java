package org.jurigged.controller.classes;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Where an archive keeps its classes: at its root (any jar), and where it is a Spring Boot jar or a WAR, also in a
 * folder of its own and in nested jars.
 *
 * <p>Spring Boot names its folders in the manifest ({@code Spring-Boot-Classes}, {@code Spring-Boot-Lib}); a WAR's are
 * given by the Servlet specification, section 10.5.
 *
 * @param classFolders folders of classes, each ending in a slash
 * @param nestedJars names of the jars inside, in the archive's order
 * @param manifestClassPath what the manifest's {@code Class-Path} points at, whether it exists or not
 */
record ArchiveLayout(List<String> classFolders, List<String> nestedJars, List<Path> manifestClassPath) {
    ArchiveLayout {
        classFolders = List.copyOf(classFolders);
        nestedJars = List.copyOf(nestedJars);
        manifestClassPath = List.copyOf(manifestClassPath);
    }

    static ArchiveLayout read(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Attributes manifest = manifest(zip);
            List<Path> classPath = classPath(archive, manifest);
            String root = rootFolder(zip, manifest);
            if (root.isEmpty()) {
                return new ArchiveLayout(List.of(), List.of(), classPath);
            }
            String classes = folder(manifest.getValue("Spring-Boot-Classes"), root + "classes/");
            String libraries = folder(manifest.getValue("Spring-Boot-Lib"), root + "lib/");
            return new ArchiveLayout(
                    List.of(classes), nestedJars(zip, List.of(libraries, root + "lib-provided/")), classPath);
        }
    }

    private static String rootFolder(ZipFile zip, Attributes manifest) {
        for (String root : List.of("BOOT-INF/", "WEB-INF/")) {
            boolean named = manifest.getValue("Spring-Boot-Classes") != null
                    && manifest.getValue("Spring-Boot-Classes").startsWith(root);
            if (named || zip.getEntry(root + "classes/") != null || zip.getEntry(root + "lib/") != null) {
                return root;
            }
        }
        // A WAR packed without entries for its folders.
        return zip.getName().endsWith(".war") ? "WEB-INF/" : "";
    }

    private static String folder(String named, String usual) {
        if (named == null || named.isBlank()) {
            return usual;
        }
        return named.endsWith("/") ? named : named + "/";
    }

    private static List<String> nestedJars(ZipFile zip, List<String> folders) {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(".jar") && folders.stream().anyMatch(name::startsWith))
                .toList();
    }

    private static Attributes manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
        if (entry == null) {
            return new Attributes();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new Manifest(in).getMainAttributes();
        }
    }

    /** Reads {@code Class-Path}: relative URLs, separated by spaces (JAR file specification, class path attribute). */
    private static List<Path> classPath(Path archive, Attributes manifest) {
        String value = manifest.getValue(Attributes.Name.CLASS_PATH);
        List<Path> paths = new ArrayList<>();
        for (String url : value == null ? new String[0] : value.trim().split("\\s+")) {
            resolve(archive, url).ifPresent(paths::add);
        }
        return paths;
    }

    private static Optional<Path> resolve(Path archive, String url) {
        try {
            URI uri = archive.toUri().resolve(new URI(url));
            return "file".equals(uri.getScheme()) ? Optional.of(Path.of(uri)) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            // The JVM passes over such an element, too.
            return Optional.empty();
        }
    }
}
