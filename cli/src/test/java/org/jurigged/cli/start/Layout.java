package org.jurigged.cli.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Lays out what the scripts start, with {@link Echo} in the place of jurigged. */
final class Layout {
    /** The root of our own source tree; surefire tells the module's folder. */
    static final Path TREE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

    private static final Path DISTRIBUTION = Path.of("cli", "src", "main", "dist");

    private Layout() {}

    /** Lays out a distribution, and returns the script that starts it. */
    static Path distribution(Path home) throws IOException {
        copy(TREE.resolve(DISTRIBUTION), home);
        writeEchoJar(home.resolve("lib").resolve("jurigged.jar"));
        return home.resolve("bin").resolve("jurigged");
    }

    /** Lays out as much of the source tree as its scripts look at. */
    static void sourceTree(Path root) throws IOException {
        copy(TREE.resolve(DISTRIBUTION), root.resolve(DISTRIBUTION));
        copy(TREE.resolve(".mvn"), root.resolve(".mvn"));
        Files.copy(TREE.resolve("jurigged"), root.resolve("jurigged"));
        Files.copy(TREE.resolve("mvnw"), root.resolve("mvnw"));
        Files.createFile(root.resolve("pom.xml"));
        for (String module : new String[] {"agent", "diff", "reshape", "junit", "controller", "cli"}) {
            Files.createDirectories(root.resolve(module).resolve("src").resolve("main"));
            Files.createFile(root.resolve(module).resolve("pom.xml"));
        }
    }

    /** Returns the environment of somebody who has our JDK, and this cache folder. */
    static Map<String, String> environment(Path cache) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("XDG_CACHE_HOME", cache.toString());
        return environment;
    }

    static void writeEchoJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
        String entry = Echo.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream echo = Echo.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            out.write(echo.readAllBytes());
            out.closeEntry();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> tree = Files.walk(from)) {
            tree.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
