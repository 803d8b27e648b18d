package org.jurigged.controller.bytecode;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceMethodVisitor;

/** The code of a class's methods as text, which is equal exactly when the code is: no constant pool indexes, no lines. */
public final class MethodTexts {
    private MethodTexts() {}

    /** Returns the text of each method by name and descriptor. */
    public static Map<String, String> of(byte[] classFile) {
        return of(classFile, method -> true);
    }

    /** Returns the texts of those methods whose name and descriptor, written as one, pass a test. */
    public static Map<String, String> of(byte[] classFile, Predicate<String> wanted) {
        Map<String, Textifier> texts = new LinkedHashMap<>();
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String desc, String signature, String[] exceptions) {
                                if (!wanted.test(name + desc)) {
                                    return null;
                                }
                                Textifier text = new Textifier();
                                texts.put(name + desc, text);
                                return new TraceMethodVisitor(text);
                            }
                        },
                        ClassReader.SKIP_DEBUG);
        Map<String, String> code = new LinkedHashMap<>();
        texts.forEach((method, text) -> {
            StringWriter written = new StringWriter();
            text.print(new PrintWriter(written));
            code.put(method, written.toString());
        });
        return code;
    }
}
