package org.jurigged.reshape;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What only the source tells of a class.
 *
 * @param initialised names of the instance fields that have an initialiser; empty if unknown
 * @param renamedFields the former names of fields that were renamed, by their new names
 * @param renamedMethods the former keys (name and descriptor) of methods that were renamed, by their new keys
 * @param updatedMethods the names of methods and constructors that were updated, as reports show them, by their new keys
 */
public record SourceFacts(
        Optional<Set<String>> initialised,
        Map<String, String> renamedFields,
        Map<String, String> renamedMethods,
        Map<String, String> updatedMethods) {
    /** Nothing is known. */
    public static final SourceFacts NONE = new SourceFacts(Optional.empty(), Map.of(), Map.of(), Map.of());

    public SourceFacts {
        initialised = initialised.map(Set::copyOf);
        renamedFields = Map.copyOf(renamedFields);
        renamedMethods = Map.copyOf(renamedMethods);
        updatedMethods = Map.copyOf(updatedMethods);
    }
}
