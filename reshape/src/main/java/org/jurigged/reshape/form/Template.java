package org.jurigged.reshape.form;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jurigged.reshape.form.template.LiveStackFrame;
import org.jurigged.reshape.form.template.LiveUnsafe;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** Copies of this module's own classes, under names in the program's packages or the platform's. */
final class Template {
    private static final String PATTERNS =
            Type.getInternalName(LiveUnsafe.class).replace(LiveUnsafe.class.getSimpleName(), "");

    private Template() {}

    /** Returns the name of a copy that goes into {@code java.lang}. */
    static String inJavaLang(Class<?> pattern) {
        return "java/lang/Jurigged" + pattern.getSimpleName();
    }

    /** Returns a copy that goes into {@code java.lang}. */
    static byte[] forJavaLang(Class<?> pattern) {
        return named(pattern, inJavaLang(pattern));
    }

    /** Returns a copy; the others that it refers to are in {@code java.lang}. */
    static byte[] named(Class<?> pattern, String internalName) {
        try (InputStream in = pattern.getResourceAsStream(pattern.getSimpleName() + ".class")) {
            ClassWriter writer = new ClassWriter(0);
            new ClassReader(in)
                    .accept(new ClassRemapper(writer, new Names(pattern, internalName)), ClassReader.SKIP_DEBUG);
            return writer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Names extends Remapper {
        private final String pattern;
        private final String name;

        Names(Class<?> pattern, String name) {
            super(Opcodes.ASM9);
            this.pattern = Type.getInternalName(pattern);
            this.name = name;
        }

        @Override
        public String map(String internalName) {
            if (internalName.equals(pattern)) {
                return name;
            }
            if (internalName.equals(Type.getInternalName(LiveUnsafe.class))) {
                return "jdk/internal/misc/Unsafe";
            }
            if (internalName.startsWith(Type.getInternalName(LiveStackFrame.class))) {
                return "java/lang/" + internalName.substring(PATTERNS.length());
            }
            return internalName.startsWith(PATTERNS)
                    ? "java/lang/Jurigged" + internalName.substring(PATTERNS.length())
                    : internalName;
        }
    }
}
