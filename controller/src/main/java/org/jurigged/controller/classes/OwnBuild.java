package org.jurigged.controller.classes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.jurigged.reshape.Reshaper;

/** Tells builds of ourselves apart by the code that reshapes classes: one goes on with what the same one has made. */
public final class OwnBuild {
    private static final String PART = Reshaper.class.getPackageName().replace('.', '/') + "/";

    private OwnBuild() {}

    /** Returns a text that no build with other code has. Read once. */
    public static String version() {
        return Holder.VERSION;
    }

    private static final class Holder {
        static final String VERSION = of(place());
    }

    private static Path place() {
        try {
            return Path.of(Reshaper.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the version of the code in a jar or a class directory. */
    static String of(Path place) {
        CRC32 sum = new CRC32();
        try {
            if (Files.isDirectory(place)) {
                ofDirectory(place, sum);
            } else {
                ofJar(place, sum);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.format("%08x", sum.getValue());
    }

    private static void ofDirectory(Path place, CRC32 sum) throws IOException {
        List<Path> files;
        try (Stream<Path> below = Files.walk(place.resolve(PART))) {
            files = below.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            CRC32 own = new CRC32();
            own.update(Files.readAllBytes(file));
            add(sum, place.relativize(file).toString().replace('\\', '/'), own.getValue());
        }
    }

    private static void ofJar(Path place, CRC32 sum) throws IOException {
        try (JarFile jar = new JarFile(place.toFile(), false)) {
            Consumer<ZipEntry> add = entry -> add(sum, entry.getName(), entry.getCrc());
            jar.stream()
                    .filter(entry ->
                            entry.getName().startsWith(PART) && entry.getName().endsWith(".class"))
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .forEach(add);
        }
    }

    private static void add(CRC32 sum, String name, long content) {
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            sum.update((int) (content >>> shift));
        }
    }
}
