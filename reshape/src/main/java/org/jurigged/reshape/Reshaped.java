package org.jurigged.reshape;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a set of changes asks of the JVM.
 *
 * @param definitions class files to define in the loader, by binary name, before the redefinitions: none of them is there
 *     already
 * @param hooks what to do with classes of other loaders, before the redefinitions
 * @param redefinitions the classes to redefine, in one call; a class whose code is what runs already is absent
 * @param enums the enums with other constants; their creations aren't among the runs
 * @param runs what to run after the redefinitions, in this order
 * @param refusals what can't be done; if there is any, nothing may be applied, and the other lists are empty
 * @param realm what became of the loader's classes, once all of this is applied
 */
public record Reshaped(
        Map<String, byte[]> definitions,
        Hooks hooks,
        List<Redefinition> redefinitions,
        List<EnumChange> enums,
        List<InitialiserRun> runs,
        List<Refusal> refusals,
        Realm realm) {
    public Reshaped {
        definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
        redefinitions = List.copyOf(redefinitions);
        enums = List.copyOf(enums);
        runs = List.copyOf(runs);
        refusals = List.copyOf(refusals);
        Objects.requireNonNull(hooks, "hooks");
        Objects.requireNonNull(realm, "realm");
        if (!refusals.isEmpty() && !(definitions.isEmpty() && redefinitions.isEmpty() && runs.isEmpty())) {
            throw new IllegalArgumentException("refused changes must not be applied in part");
        }
    }

    static Reshaped refused(List<Refusal> refusals, Realm realm) {
        return new Reshaped(Map.of(), Hooks.NONE, List.of(), List.of(), List.of(), refusals, realm);
    }

    /** Whether everything can be applied. */
    public boolean isApplicable() {
        return refusals.isEmpty();
    }
}
