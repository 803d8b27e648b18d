package org.jurigged.reshape;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Looks for text in class files without reading them. */
public final class ByteSearch {
    private ByteSearch() {}

    /**
     * Whether a class file has a text anywhere, as its constant pool does if the class mentions it (JVMS 4.4.7). Of a text
     * with characters beyond the BMP, which stand there in another form, the answer is that it may.
     */
    public static boolean contains(byte[] classFile, String text) {
        if (text.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
            return true;
        }
        byte[] part = text.getBytes(StandardCharsets.UTF_8);
        int last = part.length - 1;
        byte rarest = part[last]; // where a name with a $ at the end is looked for
        for (int end = last; end < classFile.length; end++) {
            if (classFile[end] == rarest && Arrays.equals(part, 0, last, classFile, end - last, end)) {
                return true;
            }
        }
        return false;
    }
}
