package org.jurigged.reshape.form;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jurigged.reshape.form.template.LiveUnsafe;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/** Copies of this module's own classes, under names in the program's packages. */
final class Template {
    private Template() {}

    static byte[] named(Class<?> pattern, String internalName) {
        try (InputStream in = pattern.getResourceAsStream(pattern.getSimpleName() + ".class")) {
            ClassWriter writer = new ClassWriter(0);
            Map<String, String> replaced = Map.of(
                    Type.getInternalName(pattern),
                    internalName,
                    Type.getInternalName(LiveUnsafe.class),
                    "jdk/internal/misc/Unsafe");
            SimpleRemapper names = new SimpleRemapper(Opcodes.ASM9, replaced);
            new ClassReader(in).accept(new ClassRemapper(writer, names), ClassReader.SKIP_DEBUG);
            return writer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
