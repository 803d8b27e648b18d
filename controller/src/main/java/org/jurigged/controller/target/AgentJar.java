package org.jurigged.controller.target;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jurigged.agent.Agent;
import org.jurigged.agent.Entry;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.CacheDirectory;
import org.jurigged.controller.control.OwnerOnly;

/** The jar with the agent, which is made of our own class path when it is first needed: a JVM loads agents from jars only. */
final class AgentJar {
    private AgentJar() {}

    /** Returns the jar in the user's cache; its name tells one version from another. */
    static Path inCache() throws JuriggedException {
        Path directory = CacheDirectory.get().resolve("agent");
        try {
            Map<String, byte[]> content = content();
            Path jar = directory.resolve("jurigged-agent-" + sum(content) + ".jar");
            if (!Files.exists(jar)) {
                OwnerOnly.createDirectory(directory);
                Path whole = Files.createTempFile(directory, "agent", ".new");
                write(content, whole);
                Files.move(whole, jar, StandardCopyOption.ATOMIC_MOVE);
            }
            return jar;
        } catch (IOException e) {
            throw new JuriggedException(
                    "The agent could not be written to " + directory + ": " + e.getMessage() + ".", e);
        }
    }

    private static Map<String, byte[]> content() throws IOException {
        String packageName = Agent.class.getPackageName().replace('.', '/');
        try {
            Path place = Path.of(Agent.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(place)) {
                return content(place.resolve(packageName), packageName);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return content(jar.getPath(packageName), packageName);
            }
        } catch (URISyntaxException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Map<String, byte[]> content(Path directory, String packageName) throws IOException {
        Map<String, byte[]> content = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class") && !name.startsWith("package-info")) {
                    content.put(packageName + "/" + name, Files.readAllBytes(file));
                }
            }
        }
        return content;
    }

    private static String sum(Map<String, byte[]> content) {
        CRC32 sum = new CRC32();
        int hash = 1;
        for (byte[] file : content.values()) {
            sum.update(file);
            hash = 31 * hash + Arrays.hashCode(file);
        }
        return HexFormat.of().toHexDigits((int) sum.getValue()) + HexFormat.of().toHexDigits(hash);
    }

    private static void write(Map<String, byte[]> content, Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Agent-Class", Entry.class.getName());
        attributes.putValue("Can-Redefine-Classes", "true");
        attributes.putValue("Can-Retransform-Classes", "true");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream jarOut = new JarOutputStream(out, manifest)) {
            for (Map.Entry<String, byte[]> file : content.entrySet()) {
                jarOut.putNextEntry(new JarEntry(file.getKey()));
                jarOut.write(file.getValue());
                jarOut.closeEntry();
            }
        }
    }
}
