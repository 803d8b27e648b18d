package org.jurigged.controller.pairs;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What may come of an edit: {@code live}, {@code refused J102} or {@code live or refused J107 J108}.
 *
 * @param live whether it may go live
 * @param codes one of these has to be among the codes of a refusal; empty when it has to go live
 */
record Expectation(boolean live, Set<String> codes) {
    private static final Pattern CODE = Pattern.compile("J1\\d\\d");

    static final Expectation LIVE = new Expectation(true, Set.of());

    Expectation {
        codes = Set.copyOf(codes);
    }

    /** Reads one; throws an {@code IllegalArgumentException} when it is none of the three. */
    static Expectation parse(String text) {
        if (text.equals("live")) {
            return LIVE;
        }
        boolean either = text.startsWith("live or refused ");
        if (!either && !text.startsWith("refused ")) {
            throw new IllegalArgumentException("not an expectation: " + text);
        }
        List<String> codes = List.of(text.substring(text.indexOf("refused ") + "refused ".length())
                .trim()
                .split("\\s+"));
        for (String code : codes) {
            if (!CODE.matcher(code).matches()) {
                throw new IllegalArgumentException("not a code of a refusal: " + code);
            }
        }
        return new Expectation(either, Set.copyOf(codes));
    }

    boolean accepts(Step step) {
        if (step instanceof Step.Refused refused) {
            return refused.codes().stream().anyMatch(codes::contains);
        }
        return step instanceof Step.Live && live;
    }

    @Override
    public String toString() {
        String refused = codes.isEmpty() ? "" : "refused " + String.join(" ", new TreeSet<>(codes));
        return !live ? refused : refused.isEmpty() ? "live" : "live or " + refused;
    }
}
