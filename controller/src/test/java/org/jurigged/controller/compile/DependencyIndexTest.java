package org.jurigged.controller.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

final class DependencyIndexTest {
    @TempDir
    Path dir;

    private DependencyIndex index;

    @BeforeEach
    void build() throws IOException {
        for (byte[] file : List.of(type("Base", "Object"), type("Middle", "Base"), type("Leaf", "Middle"))) {
            String name = ClassFileScan.nameOf(file);
            Path place = dir.resolve(name + ".class");
            Files.createDirectories(place.getParent());
            Files.write(place, file);
        }
        index = DependencyIndex.of(List.of(dir));
    }

    /** A class of a source of its own. */
    private static byte[] type(String name, String superclass) {
        ClassWriter writer = new ClassWriter(0);
        String internal = superclass.equals("Object") ? "java/lang/Object" : "a/" + superclass;
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "a/" + name, null, internal, null);
        writer.visitSource(name + ".java", null);
        return writer.toByteArray();
    }

    @Test
    void whoMentionsAClassNoMoreIsNotFound() {
        assertThat(index.sourcesReferringTo(Set.of("a.Base"))).containsExactly("a/Base.java", "a/Middle.java");
        index.put(type("Middle", "Object"));
        assertThat(index.sourcesReferringTo(Set.of("a.Base"))).containsExactly("a/Base.java");
        assertThat(index.withSubtypes("a.Base")).containsExactly("a.Base");
        index.put(type("Middle", "Base"));
        assertThat(index.sourcesReferringTo(Set.of("a.Base"))).containsExactly("a/Base.java", "a/Middle.java");
        assertThat(index.withSubtypes("a.Base")).containsExactly("a.Base", "a.Leaf", "a.Middle");
    }

    @Test
    void aClassThatIsGoneIsFoundAgainWhenItComesBack() {
        index.remove("a.Middle");
        assertThat(index.sources()).containsExactlyInAnyOrder("a/Base.java", "a/Leaf.java");
        assertThat(index.classesOf(List.of("a/Middle.java"))).isEmpty();
        assertThat(index.sourcesNamed("Middle.java")).isEmpty();
        assertThat(index.withSubtypes("a.Base")).containsExactly("a.Base");
        index.put(type("Middle", "Base"));
        assertThat(index.classesOf(List.of("a/Middle.java"))).containsExactly("a.Middle");
        assertThat(index.sourcesNamed("Middle.java")).containsExactly("a/Middle.java");
        assertThat(index.withSubtypes("a.Base")).containsExactly("a.Base", "a.Leaf", "a.Middle");
    }
}
