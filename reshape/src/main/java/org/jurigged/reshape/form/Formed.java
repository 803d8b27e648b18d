package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jurigged.reshape.Realm.Shaped;

/**
 * What classes became.
 *
 * @param definitions class files to define, by binary name
 * @param redefinitions class files to redefine classes with, by binary name; those that run already are absent
 * @param classes the formed classes by binary name, whether they changed or not
 * @param hooks platform classes to redefine, by binary name, with the keys of the methods that are to look for overriders
 * @param registrations binary names of those of the definitions to initialise before anything is redefined
 * @param companions all companions that were made, by binary name, whether they changed or not
 */
public record Formed(
        Map<String, byte[]> definitions,
        Map<String, byte[]> redefinitions,
        Map<String, Shaped> classes,
        Map<String, Set<String>> hooks,
        List<String> registrations,
        Map<String, byte[]> companions) {
    Formed() {
        this(
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new LinkedHashMap<>());
    }
}
