package org.jurigged.controller.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps class paths in the user's cache, by the content of the build files they were resolved from.
 *
 * <p>A file per class path: a line {@code M directory} for each module, followed by a line {@code E entry} for each of its
 * entries. Paths that hold a line break are not kept. Thread-safe, also between processes.
 */
final class ClassPathCache {
    private final Path directory;

    ClassPathCache(Path cache) {
        this.directory = cache.resolve("classpath");
    }

    /** Returns the key of the build files, each with its path, for a purpose; a file that is not there counts as such. */
    static String key(String purpose, List<Path> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(purpose.getBytes(StandardCharsets.UTF_8));
            for (Path file : files) {
                byte[] content = content(file);
                digest.update((file + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** Returns what is kept under a key, unless a jar of it is gone by now. */
    Optional<Map<Path, List<Path>>> get(String key) {
        Map<Path, List<Path>> byModule = new LinkedHashMap<>();
        List<Path> current = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file(key))) {
                Path path = Path.of(line.substring(2));
                if (line.startsWith("M ")) {
                    current = new ArrayList<>();
                    byModule.put(path, current);
                } else if (ClassPathResolution.isJar(path) && !Files.exists(path)) {
                    return Optional.empty();
                } else {
                    current.add(path);
                }
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // not there, or not as we wrote it: resolved again, it will be
        }
        return byModule.isEmpty() ? Optional.empty() : Optional.of(byModule);
    }

    /** Keeps a class path; one that can't be kept is resolved again the next time, and that is all. */
    void put(String key, Map<Path, List<Path>> byModule) {
        List<String> lines = new ArrayList<>();
        byModule.forEach((module, entries) -> {
            lines.add("M " + module);
            entries.forEach(entry -> lines.add("E " + entry));
        });
        if (lines.stream().anyMatch(line -> line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0)) {
            return;
        }
        try {
            Path temporary = Files.createDirectories(directory).resolve(UUID.randomUUID() + ".part");
            Files.write(temporary, lines);
            Files.move(temporary, file(key), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            return;
        }
    }

    private Path file(String key) {
        return directory.resolve(key + ".txt");
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
