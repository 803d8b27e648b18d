package org.jurigged.controller.compile;

import java.util.Arrays;

/**
 * The identifiers that a text contains, in code or not, as sorted hashes. May have a word too many, never one too few.
 *
 * @param hashes hash codes of the words, sorted
 */
@SuppressWarnings("ArrayRecordComponent") // large, never modified and never compared as a whole
record Words(int[] hashes) {
    private static final int ESCAPE_DIGITS = 4;

    /** Find the words of a Java source, those written with Unicode escapes (JLS 3.3) included. */
    static Words of(String text) {
        int[] found = hashes(text);
        if (text.contains("\\u")) {
            int[] escaped = hashes(unescape(text));
            int length = found.length;
            found = Arrays.copyOf(found, length + escaped.length);
            System.arraycopy(escaped, 0, found, length, escaped.length);
        }
        Arrays.sort(found);
        return new Words(distinct(found));
    }

    boolean contain(String word) {
        return Arrays.binarySearch(hashes, word.hashCode()) >= 0;
    }

    private static int[] hashes(String text) {
        int[] found = new int[64];
        int count = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            int hash = 0;
            int start = i;
            while (i < length && isPart(text.charAt(i))) {
                hash = 31 * hash + text.charAt(i++); // as String.hashCode does
            }
            if (i > start) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = hash;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static boolean isPart(char c) {
        if (c < 128) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
        }
        return Character.isJavaIdentifierPart(c) || Character.isSurrogate(c);
    }

    private static String unescape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int digits = i + 1;
            while (text.charAt(i) == '\\' && digits < text.length() && text.charAt(digits) == 'u') {
                digits++;
            }
            int end = digits + ESCAPE_DIGITS;
            if (digits > i + 1 && end <= text.length() && isHex(text, digits, end)) {
                out.append((char) Integer.parseInt(text, digits, end, 16));
                i = end;
            } else {
                out.append(text.charAt(i++));
            }
        }
        return out.toString();
    }

    private static boolean isHex(String text, int from, int to) {
        return text.substring(from, to).chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    private static int[] distinct(int[] sorted) {
        int count = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[count++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, count);
    }
}
