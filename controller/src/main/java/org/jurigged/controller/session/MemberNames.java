package org.jurigged.controller.session;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;

/** The members of other classes that a class file names (JVMS 4.4.2). */
final class MemberNames {
    private static final int FIELD = 9;
    private static final int INTERFACE_METHOD = 11;

    private MemberNames() {}

    /** A field or method, by the binary name of the class in which javac looked it up. */
    record Named(String owner, String name, String descriptor) {}

    /** Returns those of a class file. */
    static Set<Named> in(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        char[] buffer = new char[reader.getMaxStringLength()];
        Set<Named> found = new HashSet<>();
        for (int i = 1; i < reader.getItemCount(); i++) {
            int offset = reader.getItem(i);
            int tag = offset > 0 ? classFile[offset - 1] : 0;
            if (tag >= FIELD && tag <= INTERFACE_METHOD) {
                int nameAndType = reader.getItem(reader.readUnsignedShort(offset + 2));
                found.add(new Named(
                        reader.readClass(offset, buffer).replace('/', '.'),
                        reader.readUTF8(nameAndType, buffer),
                        reader.readUTF8(nameAndType + 2, buffer)));
            }
        }
        return found;
    }
}
