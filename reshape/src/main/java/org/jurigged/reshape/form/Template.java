package org.jurigged.reshape.form;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
            SimpleRemapper names = new SimpleRemapper(Opcodes.ASM9, Type.getInternalName(pattern), internalName);
            new ClassReader(in).accept(new ClassRemapper(writer, names), ClassReader.SKIP_DEBUG);
            return writer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
