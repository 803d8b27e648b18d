package org.jurigged.bench.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of one of the two commits, in Maven's usual folders, and the classes that are made of them.
 *
 * @param module the folder of the module that is replayed
 * @param made where its test classes and lists go
 */
record Side(Path module, Path made) {
    private static final String WRAPPER = "mvnw";
    private static final String JAVA = ".java";
    private static final String CLASS = ".class";

    /** Writes a commit's files. */
    static Side checkOut(Git git, String commit, String module, Path folder) throws IOException, InterruptedException {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        git.checkOut(commit, tree);
        // Maven is asked with our own: a wrapper would fetch another one.
        Files.deleteIfExists(tree.resolve(WRAPPER));
        Files.deleteIfExists(tree.resolve(WRAPPER + ".cmd"));
        return new Side(tree.resolve(module).normalize().toRealPath(), Files.createDirectories(folder.resolve("made")));
    }

    Path sources() {
        return module.resolve("src/main/java");
    }

    Path tests() {
        return module.resolve("src/test/java");
    }

    Path resources() {
        return module.resolve("src/main/resources");
    }

    Path testResources() {
        return module.resolve("src/test/resources");
    }

    /** The main classes, with the main resources. */
    Path classes() {
        return module.resolve("target/classes");
    }

    /** The test classes as they are. */
    Path testClasses() {
        return made.resolve("tests");
    }

    /** The test classes under other names, which are run before. */
    Path renamedTests() {
        return made.resolve("renamed");
    }

    /** Returns the main sources; a module declaration has no meaning on a class path. */
    List<Path> sourceFiles() throws IOException {
        return Trees.files(sources(), JAVA).stream()
                .filter(file -> !isModuleDeclaration(file))
                .toList();
    }

    static boolean isModuleDeclaration(Path file) {
        return file.endsWith("module-info.java");
    }

    List<Path> testFiles() throws IOException {
        return Trees.files(tests(), JAVA).stream()
                .filter(file -> !isModuleDeclaration(file))
                .toList();
    }

    /** Returns the class files of a folder by binary name. */
    static Map<String, Path> classFiles(Path folder) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        for (Path file : Trees.files(folder, CLASS)) {
            String inside = folder.relativize(file).toString();
            files.put(inside.substring(0, inside.length() - CLASS.length()).replace('/', '.'), file);
        }
        return files;
    }
}
