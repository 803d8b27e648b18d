import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Builds jurigged for the {@code jurigged} script of the source tree, one build at a time.
 *
 * <p>The script runs it as a single source file, with the root of the tree and the home of the JDK to build with. What
 * the script starts is put into {@code cli/target/dist}, each file whole or not at all: sessions may be running from what
 * was there before.
 */
final class Build {
    /** The exit code that asks the caller to look again: another process was building. */
    private static final int LOOK_AGAIN = 75;

    private static final int MOST_LINES = 30;

    private final Path root;
    private final Path jdk;
    private final Path target;
    private final Path log;

    private Build(Path root, Path jdk) throws IOException {
        this.root = root;
        this.jdk = jdk;
        this.target = Files.createDirectories(root.resolve("cli").resolve("target"));
        this.log = target.resolve("build.log");
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        System.exit(new Build(Path.of(args[0]), Path.of(args[1])).run());
    }

    private int run() throws IOException, InterruptedException {
        Path file = target.resolve("build.lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock free = channel.tryLock();
            if (free == null) {
                say("waiting for the build that another jurigged has begun");
                channel.lock();
                return LOOK_AGAIN;
            }
            Instant started = ProcessHandle.current().info().startInstant().orElse(Instant.MAX);
            if (Files.size(file) > 0 && Files.getLastModifiedTime(file).toInstant().isAfter(started)) {
                return LOOK_AGAIN;
            }
            int exitCode = build();
            channel.write(StandardCharsets.UTF_8.encode("The time of this file is that of the last build.\n"));
            return exitCode;
        }
    }

    private int build() throws IOException, InterruptedException {
        Path dist = Files.createDirectories(target.resolve("dist"));
        // Its time is that of the beginning: what is saved while we build is newer.
        Path stamp = Files.createTempFile(target, "built", "");
        long began = System.nanoTime();
        say("building, which takes a while the first time; the log is " + log);
        if (maven() != 0) {
            Files.delete(stamp);
            errors().forEach(System.err::println);
            say("the build failed; all that it said is in " + log);
            return 1;
        }
        // Class-data archives of the jar that was there before: the script makes one for the new jar.
        deleteFiles(target.resolve("archives"));
        copyAll(root.resolve("cli/src/main/dist"), dist);
        for (String name : List.of("jurigged.jar", "jurigged.sum")) {
            copy(target.resolve(name), dist.resolve("lib").resolve(name));
        }
        Files.move(stamp, dist.resolve("built"), StandardCopyOption.ATOMIC_MOVE);
        say("built in " + (System.nanoTime() - began) / 1_000_000_000 + " s");
        return 0;
    }

    private int maven() throws IOException, InterruptedException {
        ProcessBuilder maven = new ProcessBuilder(List.of(
                "sh",
                root.resolve("mvnw").toString(),
                "-B",
                "-ntp",
                "-pl",
                "cli",
                "-am",
                "-P!check",
                "-Dquick",
                "-Dmaven.test.skip=true",
                "package"));
        maven.environment().put("JAVA_HOME", jdk.toString());
        maven.directory(root.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        return maven.start().waitFor();
    }

    /** Returns what Maven calls errors; the end of the log when it never got as far. */
    private List<String> errors() throws IOException {
        List<String> all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
        List<String> errors = all.stream().filter(line -> line.startsWith("[ERROR]")).limit(MOST_LINES).toList();
        return errors.isEmpty() ? all.subList(Math.max(0, all.size() - MOST_LINES), all.size()) : errors;
    }

    private static void deleteFiles(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                for (Path file : (Iterable<Path>) entries.filter(Files::isRegularFile)::iterator) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void copyAll(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(from)) {
            files = tree.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            copy(file, to.resolve(from.relativize(file)));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Path folder = Files.createDirectories(Optional.ofNullable(to.getParent()).orElseThrow());
        Path whole = folder.resolve(to.getFileName() + ".new");
        Files.copy(from, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(whole, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void say(String text) {
        System.err.println("jurigged: " + text);
    }
}
