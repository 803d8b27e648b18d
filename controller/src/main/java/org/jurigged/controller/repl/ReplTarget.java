package org.jurigged.controller.repl;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jurigged.controller.classes.ClassPath;
import org.jurigged.controller.target.TargetInfo;

/**
 * What has to be known of a program to compile snippets for it.
 *
 * @param label names it in messages
 * @param classPath class directories and jars
 * @param feature Java feature version of its JVM
 * @param javaHome its JDK, when it is on this machine
 * @param preview whether preview features are enabled there
 * @param in the package that snippets are in, empty text for the unnamed one; empty for none of the program's
 */
public record ReplTarget(
        String label,
        List<Path> classPath,
        int feature,
        Optional<Path> javaHome,
        boolean preview,
        Optional<String> in) {
    public ReplTarget {
        Objects.requireNonNull(label, "label");
        classPath = List.copyOf(classPath);
        Objects.requireNonNull(javaHome, "javaHome");
        Objects.requireNonNull(in, "in");
    }

    /** Returns what a JVM tells by itself. */
    public static ReplTarget of(TargetInfo info) {
        List<Path> classPath = ClassPath.flatten(info.classPath()).entries();
        return new ReplTarget(info.label(), classPath, info.feature(), info.javaHome(), false, Optional.empty());
    }

    /**
     * Returns the unnamed package if a JVM's main class is in it: code of any other package can't name its classes. Empty
     * otherwise.
     */
    public static Optional<String> packageOfMain(TargetInfo info) {
        boolean named = info.name().isEmpty() || info.name().matches(".*[./:].*");
        return named ? Optional.empty() : Optional.of("");
    }

    /** Returns this with another class path. */
    public ReplTarget withClassPath(List<Path> entries) {
        return new ReplTarget(label, entries, feature, javaHome, preview, in);
    }

    /** Returns this for snippets in a package. */
    public ReplTarget in(Optional<String> packageName) {
        return new ReplTarget(label, classPath, feature, javaHome, preview, packageName);
    }
}
