package org.jurigged.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The jurigged that is measured: that of this source tree, as its script starts it.
 *
 * @param root the source tree
 * @param bench the folder with the bench's own classes
 */
record Installation(Path root, Path bench) {
    private static final long ARCHIVE_MILLIS = 120_000;

    Path script() {
        return root.resolve("jurigged");
    }

    /** The sources of the programs that are measured. */
    Path programs() {
        return root.resolve("bench/src/main/java/org/jurigged/bench/app");
    }

    /** Returns the program of the JDK that runs this process. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Returns a command for a JVM that is started as the script starts that of the controller, with the same options and
     * the same class-data archive, for a main class of the bench.
     */
    List<String> controllerCommand(Class<?> main, List<String> arguments) throws IOException {
        Path library = root.resolve("cli/target/dist/lib");
        List<String> command = new ArrayList<>();
        command.add(java());
        command.add("@" + library.resolve("jvm.options"));
        if (hasLargePages()) {
            command.add("-XX:+UseTransparentHugePages");
        }
        archive().ifPresent(archive -> command.add("-XX:SharedArchiveFile=" + archive));
        Path jar = library.resolve("jurigged.jar");
        command.addAll(opens(jar));
        command.add("-cp");
        command.add(jar + File.pathSeparator + bench);
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    /** As the script's function of this name. */
    private static boolean hasLargePages() throws IOException {
        Path pages = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        return Files.isReadable(pages) && Files.readString(pages).matches("(?s).*\\[(always|madvise)].*");
    }

    /** Returns what the jar's manifest opens, which counts only for a JVM that is started with {@code -jar}. */
    private static List<String> opens(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            String packages = file.getManifest().getMainAttributes().getValue("Add-Opens");
            return packages == null
                    ? List.of()
                    : Stream.of(packages.split(" "))
                            .map(name -> "--add-opens=" + name + "=ALL-UNNAMED")
                            .toList();
        }
    }

    /** Starts the script until it has made its class-data archive, which it does in the background; false if it can't. */
    boolean prepare() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + ARCHIVE_MILLIS * 1_000_000;
        do {
            Process process = new ProcessBuilder(script().toString(), "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (process.waitFor() != 0) {
                throw new IOException(script() + " --version ended with " + process.exitValue() + ".");
            }
            if (newestArchive().isPresent()) {
                return archive().isPresent();
            }
            Thread.sleep(500);
        } while (System.nanoTime() < deadline);
        return false;
    }

    /** Returns the class-data archive; an empty file says that there can be none. */
    private Optional<Path> archive() throws IOException {
        return newestArchive().filter(file -> file.toFile().length() > 0);
    }

    private Optional<Path> newestArchive() throws IOException {
        Path folder = root.resolve("cli/target/archives");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        Path jar = root.resolve("cli/target/dist/lib/jurigged.jar");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .filter(file -> file.toFile().lastModified() >= jar.toFile().lastModified())
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()));
        }
    }
}
