package org.jurigged.diff;

import java.util.List;

/**
 * What changed between two versions of one source file.
 *
 * @param edits the edits in the order of the new source, deletions last
 * @param staticsToRun the static elements of the new version that are new or whose code changed, in source order;
 *     unchanged ones are absent, moved or not
 */
public record Edits(List<Edit> edits, List<StaticElement> staticsToRun) {
    /** No difference that a definition shows. */
    public static final Edits NONE = new Edits(List.of(), List.of());

    public Edits {
        edits = List.copyOf(edits);
        staticsToRun = List.copyOf(staticsToRun);
    }

    /** Whether nothing but comments, white space or the order of members changed. */
    public boolean isEmpty() {
        return edits.isEmpty() && staticsToRun.isEmpty();
    }
}
