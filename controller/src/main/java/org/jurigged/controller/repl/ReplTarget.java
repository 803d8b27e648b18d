package org.jurigged.controller.repl;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jurigged.controller.classes.ClassPath;
import org.jurigged.controller.guest.Words;
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

    /** Returns what a JVM tells by itself; snippets are in the unnamed package if its main class is. */
    public static ReplTarget of(TargetInfo info) {
        List<Path> classPath = ClassPath.flatten(info.classPath()).entries();
        return new ReplTarget(info.label(), classPath, info.feature(), info.javaHome(), false, packageOfMain(info));
    }

    /**
     * Returns the unnamed package if a JVM's main class is in it: code of any other package can't name its classes. Empty
     * otherwise.
     */
    private static Optional<String> packageOfMain(TargetInfo info) {
        if (info.name().isEmpty() || info.name().matches(".*[./:].*")) {
            return Optional.empty();
        }
        try (ClassPath classPath = ClassPath.of(info.classPath())) {
            return classPath.locate(info.name()).map(place -> "");
        }
    }

    /** Returns this with another class path. */
    public ReplTarget compiledWith(List<Path> entries, boolean previewFeatures) {
        return new ReplTarget(label, entries, feature, javaHome, previewFeatures, in);
    }

    /** Returns this for snippets in a package. */
    public ReplTarget in(Optional<String> packageName) {
        return new ReplTarget(label, classPath, feature, javaHome, preview, packageName);
    }

    /** Returns this as a text. */
    public String text() {
        List<String> words = new ArrayList<>();
        words.add(label);
        words.add(Integer.toString(feature));
        words.add(javaHome.map(Path::toString).orElse(null));
        words.add(Boolean.toString(preview));
        words.add(in.orElse(null));
        classPath.forEach(entry -> words.add(entry.toString()));
        return Words.of(words);
    }

    /** Returns what {@link #text} was made of. */
    public static ReplTarget from(String text) {
        List<String> words = Words.from(text);
        return new ReplTarget(
                words.get(0),
                words.subList(5, words.size()).stream().map(Path::of).toList(),
                Integer.parseInt(words.get(1)),
                Optional.ofNullable(words.get(2)).map(Path::of),
                Boolean.parseBoolean(words.get(3)),
                Optional.ofNullable(words.get(4)));
    }
}
