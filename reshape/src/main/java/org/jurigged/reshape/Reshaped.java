package org.jurigged.reshape;

import java.util.List;

/**
 * What a set of changes asks of the JVM.
 *
 * @param redefinitions the classes to redefine, in one call; a class whose code is what runs already is absent
 * @param runs what to run after the redefinitions, in this order
 * @param refusals what can't be done; if there is any, nothing may be applied, and the other lists are empty
 */
public record Reshaped(List<Redefinition> redefinitions, List<InitialiserRun> runs, List<Refusal> refusals) {
    public Reshaped {
        redefinitions = List.copyOf(redefinitions);
        runs = List.copyOf(runs);
        refusals = List.copyOf(refusals);
        if (!refusals.isEmpty() && !(redefinitions.isEmpty() && runs.isEmpty())) {
            throw new IllegalArgumentException("refused changes must not be applied in part");
        }
    }

    /** Whether everything can be applied. */
    public boolean isApplicable() {
        return refusals.isEmpty();
    }
}
