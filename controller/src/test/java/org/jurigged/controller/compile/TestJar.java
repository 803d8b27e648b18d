package org.jurigged.controller.compile;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Makes small libraries. */
final class TestJar {
    private TestJar() {}

    /** Write a jar with one class, compiled from source. */
    static Path write(Path jar, String type, String text) throws Exception {
        return write(jar, type, text, Map.of());
    }

    /** Write a jar with one class, compiled from source, and some text files. */
    static Path write(Path jar, String type, String text, Map<String, String> resources) throws Exception {
        SourceText source =
                new SourceText(jar.resolveSibling(type.substring(type.lastIndexOf('.') + 1) + ".java"), text);
        try (LocalJavac javac = new LocalJavac(CompileSettings.of(List.of()));
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            Javac.Result result = javac.run(new Javac.Request(List.of(source), Map.of(), Set.of(), false));
            if (!result.problems().isEmpty()) {
                throw new IllegalArgumentException(result.problems().toString());
            }
            for (var c : result.classes()) {
                out.putNextEntry(new JarEntry(c.name().replace('.', '/') + ".class"));
                out.write(c.bytes());
            }
            for (Map.Entry<String, String> resource : resources.entrySet()) {
                out.putNextEntry(new JarEntry(resource.getKey()));
                out.write(resource.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }
}
