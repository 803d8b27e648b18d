package org.jurigged.controller.project;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where to look for Java installations.
 *
 * @param candidates paths that may be a Java home or a {@code java} launcher
 * @param containers folders in which Java homes may stand side by side
 */
record JdkPlaces(List<Path> candidates, List<Path> containers) {
    /** Folders where package managers and vendors' installers put JDKs, by platform. */
    private static final List<String> USUAL_UNIX =
            List.of("/usr/lib/jvm", "/usr/lib64/jvm", "/usr/java", "/opt/java", "/Library/Java/JavaVirtualMachines");

    private static final List<String> USUAL_WINDOWS =
            List.of("Java", "Eclipse Adoptium", "Microsoft", "Zulu", "Amazon Corretto", "BellSoft", "SapMachine");

    private static final List<String> USUAL_HOME =
            List.of(".sdkman/candidates/java", ".jdks", ".gradle/jdks", "Library/Java/JavaVirtualMachines");

    JdkPlaces {
        candidates = List.copyOf(candidates);
        containers = List.copyOf(containers);
    }

    static JdkPlaces ofThisMachine() {
        List<Path> candidates = new ArrayList<>();
        candidates.add(Path.of(System.getProperty("java.home")));
        candidates.addAll(paths(System.getenv("JAVA_HOME")));
        for (Path directory : paths(System.getenv("PATH"))) {
            candidates.add(directory.resolve(isWindows() ? "java.exe" : "java"));
        }
        return new JdkPlaces(candidates, containers(Path.of(System.getProperty("user.home"))));
    }

    static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    private static List<Path> containers(Path home) {
        List<Path> containers = new ArrayList<>();
        USUAL_HOME.forEach(folder -> containers.add(home.resolve(folder)));
        if (isWindows()) {
            for (Path programs : paths(System.getenv("ProgramFiles"))) {
                USUAL_WINDOWS.forEach(vendor -> containers.add(programs.resolve(vendor)));
            }
        } else {
            USUAL_UNIX.forEach(folder -> containers.add(Path.of(folder)));
        }
        return containers;
    }

    /** Splits a variable that lists paths; an element that is no valid path here is passed over. */
    private static List<Path> paths(String variable) {
        List<Path> paths = new ArrayList<>();
        Stream.of(variable == null ? new String[0] : variable.split(File.pathSeparator))
                .filter(element -> !element.isBlank())
                .forEach(element -> {
                    try {
                        paths.add(Path.of(element));
                    } catch (InvalidPathException e) {
                        return;
                    }
                });
        return paths;
    }
}
