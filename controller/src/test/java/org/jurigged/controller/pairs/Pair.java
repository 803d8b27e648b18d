package org.jurigged.controller.pairs;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A program in several states, and what has to come of the edits that lead from one to the next.
 *
 * @param name {@code category/name}, which is its package as well
 * @param since the first Java release that takes its sources
 * @param sequence the states that it goes through, the one it is started in first
 * @param expectations one for each edit: one fewer than the sequence
 * @param states the sources of each state, by their paths below the source root
 * @param answers what {@code observe()} returns after an edit, counted from 1, where it isn't what a fresh program says
 */
record Pair(
        String name,
        int since,
        List<Integer> sequence,
        List<Expectation> expectations,
        Map<Integer, Map<String, String>> states,
        Map<Integer, String> answers) {
    Pair {
        Objects.requireNonNull(name, "name");
        sequence = List.copyOf(sequence);
        expectations = List.copyOf(expectations);
        states = Map.copyOf(states);
        answers = Map.copyOf(answers);
        if (sequence.size() < 2 || expectations.size() != sequence.size() - 1) {
            throw new IllegalArgumentException(name + ": a sequence of " + sequence.size() + " states with "
                    + expectations.size() + " expectations; it takes one for each edit");
        }
        for (int state : sequence) {
            if (!states.containsKey(state)) {
                throw new IllegalArgumentException(name + ": no source says what state " + state + " is");
            }
        }
        if (new TreeSet<>(sequence).size() != states.size()) {
            throw new IllegalArgumentException(name + ": states that are in no sequence: " + states.keySet());
        }
    }

    String category() {
        return name.substring(0, name.indexOf('/'));
    }

    /** The binary name of the class with {@code setUp()} and {@code observe()}. */
    String mainClass() {
        return packageOf(name) + ".Main";
    }

    static String packageOf(String name) {
        return name.replace('/', '.');
    }

    /** The sources of a state. */
    Map<String, String> sources(int state) {
        return states.get(state);
    }

    /** The answer after an edit where the rules of state make it differ from a fresh program's. */
    Optional<String> answer(int edit) {
        return Optional.ofNullable(answers.get(edit));
    }

    @Override
    public String toString() {
        return name;
    }
}
