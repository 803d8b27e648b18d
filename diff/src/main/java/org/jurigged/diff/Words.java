package org.jurigged.diff;

import java.util.Arrays;
import java.util.Map;

/** Compares code by its words, where names are not what matters. */
final class Words {
    /** Below this, two bodies look alike by chance. */
    private static final int MIN_TOKENS = 16;

    private static final double SIMILAR = 0.8;

    private Words() {}

    /**
     * Replace names in code.
     *
     * @param calls replacements for words that are called or referred to as a method: {@code m(…)}, {@code this::m}
     * @param others replacements for all other words
     */
    static String replace(String code, Map<String, String> calls, Map<String, String> others) {
        if (!containsAny(code, calls) && !containsAny(code, others)) {
            return code;
        }
        Tokens tokens = Tokens.of(code);
        StringBuilder replaced = new StringBuilder();
        for (int token = 0; token < tokens.count(); token++) {
            boolean call = tokens.first(token + 1) == '(' || tokens.first(token - 1) == ':';
            String text = tokens.text(token);
            String word = (call ? calls : others).getOrDefault(text, text);
            Tokens.separate(replaced, word.charAt(0));
            replaced.append(word);
        }
        return replaced.toString();
    }

    private static boolean containsAny(String code, Map<String, String> names) {
        return names.keySet().stream().anyMatch(code::contains);
    }

    /** The pairs of neighbouring tokens, as sorted hashes; empty for code that is too short to be recognised. */
    static int[] pairs(String code) {
        Tokens tokens = Tokens.of(code);
        if (tokens.count() < MIN_TOKENS) {
            return new int[0];
        }
        int[] pairs = new int[tokens.count() - 1];
        for (int token = 0; token < pairs.length; token++) {
            pairs[token] =
                    31 * tokens.text(token).hashCode() + tokens.text(token + 1).hashCode();
        }
        Arrays.sort(pairs);
        return pairs;
    }

    /** Whether two bodies are clearly one with small changes (Dice coefficient of their pairs). */
    static boolean similar(int[] one, int[] other) {
        int common = 0;
        for (int i = 0, j = 0; i < one.length && j < other.length; ) {
            if (one[i] == other[j]) {
                common++;
                i++;
                j++;
            } else if (one[i] < other[j]) {
                i++;
            } else {
                j++;
            }
        }
        return common > 0 && 2.0 * common >= SIMILAR * (one.length + other.length);
    }
}
