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
    private static final Pattern IMPORT = Pattern.compile(
            "\\bimport\\s+static\\s+[\\w$.\\s]*?(?<type>[\\w$]+)\\s*\\.\\s*[\\w$*]+\\s*;",
            Pattern.UNICODE_CHARACTER_CLASS);

    StaticImports {
        classes = Set.copyOf(classes);
    }

    /** Find them in a text; those written with comments or Unicode escapes inside are not found. */
    static StaticImports of(String text) {
        if (!text.contains("import")) {
            return NONE;
        }
        Set<String> classes = new HashSet<>();
        Matcher found = IMPORT.matcher(text);
        while (found.find()) {
            classes.add(found.group("type"));
        }
        return classes.isEmpty() ? NONE : new StaticImports(classes);
    }
}
