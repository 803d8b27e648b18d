package org.jurigged.controller.recode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a patch changes in the text of its file. Immutable.
 *
 * @param definition the definition as reports show it; the file's name when the patch is of all of it
 * @param now its name with the patch, which differs where its parameters do
 * @param splices in the order in which they are made
 */
public record PatchText(String definition, String now, List<Splice> splices) {
    public PatchText {
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(now, "now");
        splices = List.copyOf(splices);
    }

    /** Makes the changes in a text of the file; empty when it has something else there than the patch was made for. */
    public Optional<String> applyTo(String fileName, String text) {
        Optional<String> patched = Optional.of(text);
        for (Splice splice : splices) {
            patched = patched.flatMap(so -> splice.applyTo(fileName, so));
        }
        return patched;
    }

    /** Whether both replace, or remove, the same definition, or one inside the other's. */
    public boolean isAbout(PatchText other) {
        return splices.stream()
                .filter(splice -> splice.kind() != Splice.Kind.IMPORT)
                .anyMatch(splice -> other.splices.stream()
                        .anyMatch(its -> its.kind() != Splice.Kind.IMPORT && covers(splice, its)));
    }

    /** Whether a splice takes the place of another one: then that one's text is gone. */
    private static boolean covers(Splice splice, Splice other) {
        return splice.kind() == Splice.Kind.WHOLE
                || (splice.definition().equals(other.definition()) && splice.what() == other.what())
                || (splice.kind() != Splice.Kind.INSERT
                        && splice.what() == org.jurigged.diff.Definition.Kind.TYPE
                        && other.definition().startsWith(splice.definition() + "."));
    }

    /** Returns the names of the definitions that the patch brings or changes. */
    public List<String> definitions() {
        List<String> names = new ArrayList<>();
        for (Splice splice : splices) {
            if (splice.kind() != Splice.Kind.IMPORT) {
                names.add(splice.definition().equals(definition) ? now : splice.definition());
            }
        }
        return names;
    }
}
