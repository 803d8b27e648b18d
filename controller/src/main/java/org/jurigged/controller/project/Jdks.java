package org.jurigged.controller.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds Java installations by looking at files alone; no process is started. Thread-safe. */
public final class Jdks {
    private static final Pattern VERSION = Pattern.compile("^JAVA_VERSION=\"?([^\"\\r\\n]+)\"?", Pattern.MULTILINE);
    private static final Pattern FEATURE = Pattern.compile("(?:1\\.)?(\\d+)");
    private static final int MAX_RELEASE_FILE = 64 * 1024;

    private Jdks() {}

    /**
     * Returns the installation a home directory or a {@code java} launcher belongs to, through symbolic links.
     *
     * <p>The version comes from the {@code release} file (JEP 220), except for the installation that runs us, which
     * need not have one. Empty where neither is to be had: a launcher stub, or a directory that is no Java home.
     */
    public static Optional<Jdk> of(Path homeOrJavaExecutable) {
        try {
            Path real = homeOrJavaExecutable.toRealPath();
            return homes(real).stream().flatMap(home -> read(home).stream()).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Finds the installations of this machine: the one that runs us first, then JAVA_HOME, the {@code java} on the path,
     * and what lies in the folders where installations usually lie, also beside one that was found.
     */
    public static List<Jdk> find() {
        return find(JdkPlaces.ofThisMachine());
    }

    static List<Jdk> find(JdkPlaces places) {
        Map<Path, Jdk> found = new LinkedHashMap<>();
        for (Path candidate : places.candidates()) {
            of(candidate).ifPresent(jdk -> found.putIfAbsent(jdk.home(), jdk));
        }
        Set<Path> containers = new LinkedHashSet<>();
        found.keySet().forEach(home -> containers.add(container(home)));
        containers.addAll(places.containers());
        for (Path container : containers) {
            for (Path child : children(container)) {
                of(child).ifPresent(jdk -> found.putIfAbsent(jdk.home(), jdk));
            }
        }
        return List.copyOf(found.values());
    }

    /** Returns the path of a tool of the installation, by the platform's naming. */
    static Path launcher(Path home, String tool) {
        return home.resolve("bin").resolve(JdkPlaces.isWindows() ? tool + ".exe" : tool);
    }

    private static List<Path> homes(Path real) {
        if (Files.isDirectory(real)) {
            return List.of(real, real.resolve("Contents").resolve("Home"));
        }
        Path bin = real.getParent();
        if (bin == null || bin.getParent() == null || !bin.endsWith("bin")) {
            return List.of();
        }
        Path home = bin.getParent();
        // A JDK 8 has a JRE inside, and the launcher on the path is often that one's.
        return home.endsWith("jre") ? List.of(home.getParent(), home) : List.of(home);
    }

    private static Optional<Jdk> read(Path home) {
        Optional<String> version = version(home);
        if (version.isEmpty() || !Files.isRegularFile(launcher(home, "java"))) {
            return Optional.empty();
        }
        Matcher feature = FEATURE.matcher(version.get());
        if (!feature.lookingAt()) {
            return Optional.empty();
        }
        // Not by the module list: Debian's JRE names jdk.compiler there and has no javac.
        boolean compiler = Files.isRegularFile(launcher(home, "javac"));
        return Optional.of(new Jdk(home, Integer.parseInt(feature.group(1)), version.get(), compiler));
    }

    private static Optional<String> version(Path home) {
        try (InputStream in = Files.newInputStream(home.resolve("release"))) {
            Matcher version = VERSION.matcher(new String(in.readNBytes(MAX_RELEASE_FILE), StandardCharsets.UTF_8));
            return version.find() ? Optional.of(version.group(1).trim()) : Optional.empty();
        } catch (IOException e) {
            boolean ours = home.equals(realPath(Path.of(System.getProperty("java.home"))));
            return ours ? Optional.of(System.getProperty("java.version")) : Optional.empty();
        }
    }

    private static Path realPath(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }

    /** Returns the folder in which installations stand side by side with this one. */
    private static Path container(Path home) {
        Path bundle =
                home.endsWith(Path.of("Contents", "Home")) ? home.getParent().getParent() : home;
        return bundle.toAbsolutePath().getParent() == null ? bundle : bundle.getParent();
    }

    private static List<Path> children(Path container) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(container, Files::isDirectory)) {
            stream.forEach(children::add);
        } catch (IOException e) {
            return List.of();
        }
        children.sort((a, b) ->
                a.toString().toLowerCase(Locale.ROOT).compareTo(b.toString().toLowerCase(Locale.ROOT)));
        return children;
    }
}
