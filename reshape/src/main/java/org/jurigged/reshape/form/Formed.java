package org.jurigged.reshape.form;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jurigged.reshape.Realm.Shaped;

/**
 * What classes became.
 *
 * @param definitions class files to define, by binary name
 * @param redefinitions class files to redefine classes with, by binary name; those that run already are absent
 * @param classes the formed classes by binary name, whether they changed or not
 * @param companions all companions that were made, by binary name, whether they changed or not
 */
public record Formed(
        Map<String, byte[]> definitions,
        Map<String, byte[]> redefinitions,
        Map<String, Shaped> classes,
        Map<String, byte[]> companions) {
    Formed() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }
}
