package org.jurigged.reshape;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;

/** The classes that a class file's constant pool names (JVMS 4.4.1). */
final class ClassNames {
    private static final int CONSTANT_CLASS = 7;

    private ClassNames() {}

    /** Returns their binary names. */
    static Set<String> in(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        char[] buffer = new char[reader.getMaxStringLength()];
        Set<String> names = new HashSet<>();
        for (int i = 1; i < reader.getItemCount(); i++) {
            int offset = reader.getItem(i);
            if (offset > 0 && classFile[offset - 1] == CONSTANT_CLASS) {
                names.add(Schema.binary(reader.readUTF8(offset, buffer)));
            }
        }
        return names;
    }
}
