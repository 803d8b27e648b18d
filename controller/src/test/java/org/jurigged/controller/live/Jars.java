package org.jurigged.controller.live;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The jars of libraries that the tests have on their own class path. */
final class Jars {
    private Jars() {}

    /** Returns the jars that classes are from. */
    static List<Path> of(List<String> classNames) throws Exception {
        List<Path> jars = new ArrayList<>();
        for (String name : classNames) {
            Class<?> type = Class.forName(name, false, Jars.class.getClassLoader());
            jars.add(Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI()));
        }
        return jars.stream().distinct().toList();
    }
}
