package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.List;
import org.jurigged.diff.Definition;
import org.jurigged.diff.Outline;

/** A patch's source with the lines that stack traces have of it. */
final class PatchListing {
    private PatchListing() {}

    static List<String> of(Patch patch) {
        String[] lines = patch.document().split("\\R", -1);
        List<String> listing = new ArrayList<>();
        for (Definition definition : definitions(patch)) {
            for (int line = definition.line(); line <= Math.min(definition.lastLine(), lines.length); line++) {
                listing.add(String.format("%5d  %s", line, lines[line - 1]));
            }
        }
        return listing.isEmpty() ? patch.order().source().lines().toList() : listing;
    }

    private static List<Definition> definitions(Patch patch) {
        List<String> names = patch.text().definitions();
        try {
            return Outline.of(patch.file().getFileName().toString(), patch.document()).places().stream()
                    .map(Outline.Place::definition)
                    .filter(definition -> names.contains(definition.name()))
                    .toList();
        } catch (IllegalArgumentException e) {
            // What compiled is known by its text even where it can't be taken apart.
            return List.of();
        }
    }
}
