package org.jurigged.controller.compile;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From which classes a source imports static members (JLS 7.5.3, 7.5.4), by name or all of them. A class that is only
 * imported from leaves no trace in the class file.
 *
 * @param classes simple names
 */
record StaticImports(Set<String> classes) {
    private static final StaticImports NONE = new StaticImports(Set.of());
    private static final String KEYWORD = "import";
    private static final Pattern IMPORT = Pattern.compile(
            "import\\s+static\\s+(?:[^\\s.;]+\\s*\\.\\s*)*?(?<type>[^\\s.;]+)\\s*\\.\\s*[^\\s.;]+\\s*;");

    StaticImports {
        classes = Set.copyOf(classes);
    }

    /** Find them in a text; those written with comments or Unicode escapes inside are not found. */
    static StaticImports of(String text) {
        Set<String> classes = null;
        for (int at = text.indexOf(KEYWORD); at >= 0; at = text.indexOf(KEYWORD, at + KEYWORD.length())) {
            Matcher found = IMPORT.matcher(text).region(at, text.length());
            if (found.lookingAt()) {
                classes = classes == null ? new HashSet<>() : classes;
                classes.add(found.group("type"));
            }
        }
        return classes == null ? NONE : new StaticImports(classes);
    }
}
