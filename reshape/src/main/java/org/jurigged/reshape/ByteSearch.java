package org.jurigged.reshape;

import java.nio.charset.StandardCharsets;

/** Looks for text in class files without reading them. */
public final class ByteSearch {
    private ByteSearch() {}

    /** Whether a class file has a text anywhere, as its constant pool does if the class mentions it (JVMS 4.4.7). */
    public static boolean contains(byte[] classFile, String text) {
        byte[] part = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at <= classFile.length - part.length; at++) {
            int i = 0;
            while (i < part.length && classFile[at + i] == part[i]) {
                i++;
            }
            if (i == part.length) {
                return true;
            }
        }
        return false;
    }
}
