package org.jurigged.controller.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a build may replace in resources as it copies them.
 *
 * @param tool what to call the build in messages
 * @param command what to run to have the files copied
 * @param placeholders what it replaces; none where it copies files as they are
 * @param untouched the extensions of files in which it replaces nothing
 */
public record Filling(String tool, String command, List<Pattern> placeholders, Set<String> untouched) {
    /** The files are copied as they are. */
    static final Filling NONE = new Filling("", "", List.of(), Set.of());

    public Filling {
        placeholders = List.copyOf(placeholders);
        untouched = Set.copyOf(untouched);
    }

    /** Whether the build may make something else of a file than a copy. */
    public boolean changes(Path file, String text) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !untouched.contains(name.substring(name.lastIndexOf('.') + 1))
                && placeholders.stream()
                        .anyMatch(placeholder -> placeholder.matcher(text).find());
    }
}
