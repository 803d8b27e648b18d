package org.jurigged.controller.compile;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Properties;

/** Chooses where javac runs for a JDK: in this process, or in a process of that JDK. */
final class JavacChoice {
    /** What this program's own classes need. */
    private static final int OLDEST_WORKER = 17;

    private JavacChoice() {}

    /**
     * Open the javac of the settings' JDK. A JDK that can't run a worker (older than 17, or without a compiler) is
     * stood in for by this process's javac at that JDK's level.
     *
     * @throws CompilerException when there is no JDK that could compile for it
     */
    static Javac open(CompileSettings settings) throws CompilerException {
        Path home = settings.jdkHome();
        if (isOurs(home)) {
            return new LocalJavac(settings);
        }
        int own = Runtime.version().feature();
        OptionalInt version = versionOf(home);
        if (hasCompiler(home) && version.orElse(OLDEST_WORKER) >= OLDEST_WORKER) {
            return new WorkerJavac(settings);
        }
        if (version.isEmpty()) {
            throw new CompilerException("There is no JDK at " + home + ": name the home of a JDK that has bin/javac.");
        }
        if (version.getAsInt() > own) {
            throw new CompilerException("The Java " + version.getAsInt() + " at " + home
                    + " has no compiler (it is a JRE): install a JDK " + version.getAsInt() + " and name its home.");
        }
        return new LocalJavac(settings.release() == 0 ? atLevel(settings, version.getAsInt()) : settings);
    }

    private static boolean isOurs(Path home) {
        try {
            return Files.isSameFile(home, Path.of(System.getProperty("java.home")));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasCompiler(Path home) {
        Path bin = home.resolve("bin");
        return Files.exists(bin.resolve("javac")) || Files.exists(bin.resolve("javac.exe"));
    }

    /** Read the feature version of a JDK from its {@code release} file, which a JRE inside a JDK 8 has one level up. */
    static OptionalInt versionOf(Path home) {
        for (Path place : new Path[] {home, home.resolve("..")}) {
            try (Reader release = Files.newBufferedReader(place.resolve("release"))) {
                Properties properties = new Properties();
                properties.load(release);
                String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
                String feature = version.startsWith("1.") ? version.substring(2) : version;
                return OptionalInt.of(Integer.parseInt(feature.replaceAll("[._+-].*", "")));
            } catch (IOException | RuntimeException e) {
                // no such file, or none with a version: not a JDK's
            }
        }
        return OptionalInt.empty();
    }

    private static CompileSettings atLevel(CompileSettings s, int level) {
        return new CompileSettings(
                s.classPath(),
                level,
                true,
                s.preview(),
                s.parameters(),
                s.processorPath(),
                s.annotationProcessing(),
                s.options(),
                s.encoding(),
                s.jdkHome());
    }
}
