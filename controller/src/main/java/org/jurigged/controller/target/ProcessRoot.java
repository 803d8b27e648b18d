package org.jurigged.controller.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The files of a process as we see them: in a container it has a root of its own, which the system shows below {@code /proc}.
 *
 * @param place its root; {@code null} if it is ours
 */
record ProcessRoot(Path place) {
    private static final String FILE = "file:";

    /** Finds the root of a process. */
    static ProcessRoot of(long pid) {
        Path theirs = Path.of("/proc", Long.toString(pid), "root");
        try {
            return Files.isDirectory(theirs) && !isOurs(theirs) ? new ProcessRoot(theirs) : new ProcessRoot(null);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // Another system has no such thing, or doesn't let us look.
            return new ProcessRoot(null);
        }
    }

    private static boolean isOurs(Path theirs) throws IOException {
        Path ours = Path.of("/proc/self/root");
        return Files.getAttribute(theirs, "unix:dev").equals(Files.getAttribute(ours, "unix:dev"))
                && Files.getAttribute(theirs, "unix:ino").equals(Files.getAttribute(ours, "unix:ino"))
                && Files.isSameFile(theirs.resolve("tmp"), ours.resolve("tmp"));
    }

    /** Whether the process has a root of its own. */
    boolean isOther() {
        return place != null;
    }

    /** Returns where we find a file of the process. */
    Path outside(Path inside) {
        return isOther() && inside.isAbsolute()
                ? place.resolve(inside.toString().substring(1))
                : inside;
    }

    /** Returns the URL of a code source as it is for us; empty if it is. */
    Optional<String> outside(String location) {
        if (location.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                isOther() && location.contains(FILE)
                        ? location.replaceFirst(FILE + "/*", FILE + place + "/")
                        : location);
    }

    /** Returns where the process finds a file that lies below its root. */
    Path inside(Path outside) {
        return isOther() ? Path.of("/").resolve(place.relativize(outside).toString()) : outside;
    }

    /** Puts together what is known of the process's JVM. */
    TargetInfo info(Jvms.Jvm jvm, String version, String home, String classPath, String directory) {
        Path base = outside(Path.of(directory));
        List<Path> entries = Arrays.stream(classPath.split(isOther() ? ":" : java.io.File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> outside(Path.of(directory).resolve(entry).normalize()))
                .toList();
        return new TargetInfo(
                jvm.mainClass(),
                jvm.pid(),
                Connections.feature(version),
                version,
                home.isEmpty() ? Optional.empty() : Optional.of(outside(Path.of(home))),
                entries,
                base,
                false);
    }
}
