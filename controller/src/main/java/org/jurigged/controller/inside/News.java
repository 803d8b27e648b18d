package org.jurigged.controller.inside;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a save changed, for those who conform to it.
 *
 * @param changed the loaded classes that were changed or whose sources were deleted
 * @param shapes those of them of which reflection shows something else: annotations, signatures
 * @param resources whether files other than sources were saved
 * @param types loaded classes of libraries, all copies, by name
 * @param objects objects of those classes, as far as they were asked for, by the class's name
 * @param details further words, by the conformer that they are for
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, not compared
record News(
        Class<?>[] changed,
        Set<Class<?>> shapes,
        boolean resources,
        Map<String, List<Class<?>>> types,
        Map<String, List<Object>> objects,
        Map<String, List<Object>> details,
        Reflect reflect) {

    /** Returns the loaded classes of a name. */
    List<Class<?>> types(String name) {
        return types.getOrDefault(name, List.of());
    }

    /** Returns the objects of classes, in the order of the names. */
    List<Object> objects(String... names) {
        List<Object> all = new ArrayList<>();
        for (String name : names) {
            all.addAll(objects.getOrDefault(name, List.of()));
        }
        return all;
    }

    static Map<String, List<Object>> byName(Object[] names, Object[] values) {
        Map<String, List<Object>> all = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            all.computeIfAbsent((String) names[i], name -> new ArrayList<>()).add(values[i]);
        }
        return all;
    }
}
