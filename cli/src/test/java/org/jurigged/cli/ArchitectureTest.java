package org.jurigged.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.jurigged.agent.Agent;
import org.jurigged.controller.Event;
import org.jurigged.diff.SourceDiff;
import org.jurigged.junit.Live;
import org.jurigged.reshape.Reshaper;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** Imports go one way: cli → controller → diff and reshape, which know neither each other nor a JVM they could talk to. */
class ArchitectureTest {
    private static final Predicate<String> JDI_OR_ATTACH =
            name -> name.startsWith("com/sun/jdi/") || name.startsWith("com/sun/tools/");

    @Test
    void theAgentKnowsNothingButThePlatform() throws Exception {
        assertThat(forbidden(Agent.class, name -> !name.startsWith("java/") && !name.startsWith("org/jurigged/agent/")))
                .isEmpty();
    }

    @Test
    void whatRunsTestsKnowsNothingButThePlatformAndJUnit() throws Exception {
        assertThat(forbidden(
                        Live.class,
                        in("java")
                                .or(in("org/junit"))
                                .or(in("org/jurigged/junit"))
                                .negate()))
                .isEmpty();
    }

    @Test
    void diffKnowsNoBytecodeNoDebuggerAndNoDisk() throws Exception {
        assertThat(forbidden(
                        SourceDiff.class,
                        JDI_OR_ATTACH
                                .or(in("org/objectweb/asm"))
                                .or(in("org/jurigged/reshape"))
                                .or(in("org/jurigged/controller"))
                                .or(in("java/nio/file"))
                                .or(in("java/net"))))
                .isEmpty();
    }

    @Test
    void reshapeKnowsNoSourcesNoDebuggerAndNoDisk() throws Exception {
        assertThat(forbidden(
                        Reshaper.class,
                        JDI_OR_ATTACH
                                .or(in("com/github/javaparser"))
                                .or(in("org/jurigged/diff"))
                                .or(in("org/jurigged/controller"))
                                .or(in("java/nio/file"))
                                .or(in("java/net"))))
                .isEmpty();
    }

    @Test
    void theControllerKnowsNoCommandLine() throws Exception {
        assertThat(forbidden(
                        Event.class, in("org/jurigged/cli").or(in("picocli")).or(in("org/fusesource"))))
                .isEmpty();
    }

    @Test
    void theDebugInterfaceStaysBehindTheTarget() throws Exception {
        Set<String> uses = forbidden(Event.class, in("com/sun/jdi"));
        assertThat(uses).isNotEmpty().allMatch(use -> use.startsWith("org/jurigged/controller/target/"));
    }

    @Test
    void theCommandLineTalksToNoJvmByItself() throws Exception {
        assertThat(forbidden(Main.class, JDI_OR_ATTACH)).isEmpty();
    }

    private static Predicate<String> in(String prefix) {
        return name -> name.startsWith(prefix + "/");
    }

    /** Lists "class -> forbidden class" for all classes that were compiled together with the given one. */
    private static Set<String> forbidden(Class<?> member, Predicate<String> test)
            throws IOException, URISyntaxException {
        Path place = Path.of(
                member.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            return forbiddenBelow(place, test);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return forbiddenBelow(jar.getPath("/"), test);
        }
    }

    private static Set<String> forbiddenBelow(Path root, Predicate<String> test) throws IOException {
        Set<String> found = new TreeSet<>();
        int classes = 0;
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                classes++;
                ClassReader reader = new ClassReader(Files.readAllBytes(file));
                for (String used : uses(reader)) {
                    if (test.test(used)) {
                        found.add(reader.getClassName() + " -> " + used);
                    }
                }
            }
        }
        assertThat(classes).as("classes below " + root).isGreaterThan(5);
        return found;
    }

    private static Set<String> uses(ClassReader reader) {
        Set<String> names = new TreeSet<>();
        ClassVisitor sink = new ClassVisitor(Opcodes.ASM9, new ClassWriter(0)) {};
        reader.accept(
                new ClassRemapper(sink, new Remapper(Opcodes.ASM9) {
                    @Override
                    public String map(String internalName) {
                        names.add(internalName);
                        return internalName;
                    }
                }),
                0);
        return names;
    }
}
