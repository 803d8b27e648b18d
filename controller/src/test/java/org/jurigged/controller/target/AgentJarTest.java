package org.jurigged.controller.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** What goes into the program's JVM. */
class AgentJarTest {
    private static final String OWN = "org/jurigged/agent/";

    @Test
    void itHasClassFilesOfJava8ThatKnowOneAnotherAndThePlatformOnly() throws Exception {
        List<String> others = new ArrayList<>();
        int classes = 0;
        try (JarFile jar = new JarFile(AgentJar.inCache().toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (!entry.getName().endsWith(".class")) {
                    continue;
                }
                classes++;
                byte[] file = read(jar, entry);
                assertThat(file[7]).as(entry.getName()).isEqualTo((byte) Opcodes.V1_8);
                assertThat(entry.getName()).startsWith(OWN);
                names(file).stream()
                        .filter(name -> !name.startsWith(OWN) && !name.startsWith("java/"))
                        .forEach(others::add);
            }
            assertThat(jar.getManifest().getMainAttributes().getValue("Agent-Class"))
                    .isEqualTo("org.jurigged.agent.Entry");
        }
        assertThat(others).isEmpty();
        assertThat(classes).isGreaterThan(10);
    }

    private static byte[] read(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    /** Returns the names of the types that a class file refers to. */
    private static List<String> names(byte[] file) {
        List<String> names = new ArrayList<>();
        new ClassReader(file)
                .accept(
                        new ClassRemapper(new ClassWriter(0), new Remapper(Opcodes.ASM9) {
                            @Override
                            public String map(String name) {
                                names.add(name);
                                return name;
                            }
                        }),
                        0);
        return names;
    }
}
