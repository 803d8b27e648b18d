package org.jurigged.reshape.form;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.CRC32;
import org.jurigged.reshape.form.template.LiveBinder;
import org.jurigged.reshape.form.template.LiveCalls;
import org.jurigged.reshape.form.template.LiveEnumCall;
import org.jurigged.reshape.form.template.LiveEnumObjects;
import org.jurigged.reshape.form.template.LiveEnums;
import org.jurigged.reshape.form.template.LiveFields;
import org.jurigged.reshape.form.template.LiveHandover;
import org.jurigged.reshape.form.template.LiveHook;
import org.jurigged.reshape.form.template.LiveLedger;
import org.jurigged.reshape.form.template.LiveLoop;
import org.jurigged.reshape.form.template.LiveLoopOut;
import org.jurigged.reshape.form.template.LiveLoopReport;
import org.jurigged.reshape.form.template.LiveLoopText;
import org.jurigged.reshape.form.template.LiveMove;
import org.jurigged.reshape.form.template.LiveStackFrame;
import org.jurigged.reshape.form.template.LiveTask;
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

    /** Those of which a program may keep copies. */
    static final List<Class<?>> ALL = List.of(
            LiveBinder.class,
            LiveCalls.class,
            LiveEnumCall.class,
            LiveEnumObjects.class,
            LiveEnums.class,
            LiveFields.class,
            LiveHandover.class,
            LiveHook.class,
            LiveLoop.class,
            LiveLoopOut.class,
            LiveLoopReport.class,
            LiveLoopText.class,
            LiveMove.class,
            LiveTask.class);

    private static final String LEDGER = "java/lang/JuriggedLedger";

    private Template() {}

    /** Says which version of the patterns this is: copies of others may be in a program. */
    static String version() {
        return Version.OF_ALL;
    }

    private static final class Version {
        static final String OF_ALL = compute();

        private static String compute() {
            CRC32 sum = new CRC32();
            ALL.forEach(pattern -> sum.update(classFile(pattern)));
            return String.format("%08x", sum.getValue());
        }
    }

    /** Returns the name of a copy that goes into {@code java.lang}: another version's copy has another name. */
    static String inJavaLang(Class<?> pattern) {
        return pattern == LiveLedger.class ? LEDGER : inJavaLang(pattern.getSimpleName());
    }

    private static String inJavaLang(String simpleName) {
        return "java/lang/Jurigged" + simpleName + '$' + version();
    }

    private static byte[] classFile(Class<?> pattern) {
        try (InputStream in = pattern.getResourceAsStream(pattern.getSimpleName() + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a copy that goes into {@code java.lang}. */
    static byte[] forJavaLang(Class<?> pattern) {
        return named(pattern, inJavaLang(pattern));
    }

    /** Returns a copy; the others that it refers to are in {@code java.lang}. */
    static byte[] named(Class<?> pattern, String internalName) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(classFile(pattern))
                .accept(new ClassRemapper(writer, new Names(pattern, internalName)), ClassReader.SKIP_DEBUG);
        return writer.toByteArray();
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
                    ? inJavaLang(internalName.substring(PATTERNS.length()))
                    : internalName;
        }
    }
}
