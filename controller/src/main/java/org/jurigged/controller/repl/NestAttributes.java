package org.jurigged.controller.repl;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Which nest a class is in (JVMS 4.7.28, 4.7.29). A redefinition has to say the same as the class that was loaded, be it fitted to
 * edits since: classes that are have no nests.
 *
 * @param host null for a class that is in none, or is a host itself
 */
record NestAttributes(String host, List<String> members) {
    static NestAttributes of(byte[] classFile) {
        String[] host = {null};
        List<String> members = new ArrayList<>();
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public void visitNestHost(String nestHost) {
                                host[0] = nestHost;
                            }

                            @Override
                            public void visitNestMember(String nestMember) {
                                members.add(nestMember);
                            }
                        },
                        ClassReader.SKIP_CODE);
        return new NestAttributes(host[0], members);
    }

    /** Returns a class file that is in this nest, and in no other. */
    byte[] in(byte[] classFile) {
        if (equals(of(classFile))) {
            return classFile;
        }
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public void visitNestHost(String nestHost) {
                                // That of the loaded class comes at the end.
                            }

                            @Override
                            public void visitNestMember(String nestMember) {
                                // Likewise.
                            }

                            @Override
                            public void visitEnd() {
                                if (host != null) {
                                    writer.visitNestHost(host);
                                }
                                members.forEach(writer::visitNestMember);
                                super.visitEnd();
                            }
                        },
                        0);
        return writer.toByteArray();
    }
}
