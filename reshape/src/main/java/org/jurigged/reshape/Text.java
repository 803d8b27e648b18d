package org.jurigged.reshape;

import java.lang.reflect.Modifier;

/** Small pieces of sentences. */
final class Text {
    private Text() {}

    /** {@code a lambda was}, {@code 2 lambdas were}; the noun comes with its article. */
    static String count(int count, String noun) {
        if (count == 1) {
            return noun + " was";
        }
        String bare = noun.substring(noun.indexOf(' ') + 1);
        return count + " " + bare + (bare.endsWith("s") ? "es" : "s") + " were";
    }

    /** A change from one value to another one. */
    static String change(String what, String before, String after) {
        return what + " changed from " + before + " to " + after;
    }

    static String modifiers(int access, int which) {
        String text = Modifier.toString(access & which);
        return text.isEmpty() ? "none" : text;
    }
}
