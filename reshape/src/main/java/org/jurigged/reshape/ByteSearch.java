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
        int length = part.length;
        if (length == 0) {
            return true;
        }
        int[] steps = steps(part);
        byte last = part[length - 1];
        for (int end = length - 1; end < classFile.length; end += steps[classFile[end] & 0xFF]) {
            if (classFile[end] == last && Arrays.equals(part, 0, length, classFile, end + 1 - length, end + 1)) {
                return true;
            }
        }
        return false;
    }

    /** How far the end of the text may go on from each byte (Horspool's search): most bytes aren't in it at all. */
    private static int[] steps(byte[] part) {
        int[] steps = new int[256];
        Arrays.fill(steps, part.length);
        for (int i = 0; i < part.length - 1; i++) {
            steps[part[i] & 0xFF] = part.length - 1 - i;
        }
        return steps;
    }
}
