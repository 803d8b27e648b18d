package org.jurigged.controller.compile;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** The name of its source that a class file has (JVMS 4.7.10), which stack traces show. */
final class SourceName {
    private SourceName() {}

    /** Give a class file another one; all else stays as javac wrote it. */
    static byte[] set(byte[] classFile, String name) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public void visitSource(String source, String debug) {
                        super.visitSource(name, debug);
                    }
                },
                0);
        return writer.toByteArray();
    }

    /** Get the file's own name out of one that a {@link TextLayer} gave. */
    static String ownOf(String name) {
        int mark = name.indexOf(TextLayer.MARK);
        return mark < 0 ? name : name.substring(0, mark + ".java".length());
    }
}
