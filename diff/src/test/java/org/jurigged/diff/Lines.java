package org.jurigged.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Edits as the lines a person sees, for tests. */
final class Lines {
    private Lines() {}

    /** Compare two versions that both must parse; {@code Run} lines are the static elements to run. */
    static List<String> between(String before, String after) {
        return between("Ballon.java", before, after);
    }

    static List<String> between(String fileName, String before, String after) {
        return of(SourceDiff.between(parse(fileName, before), parse(fileName, after)));
    }

    static SourceFile parse(String fileName, String text) {
        SourceFile file = SourceFile.parse(fileName, text);
        assertThat(file.problem()).isEmpty();
        return file;
    }

    static List<String> of(Edits edits) {
        List<String> lines = new ArrayList<>();
        edits.edits().forEach(edit -> lines.add(line(edit)));
        edits.staticsToRun().forEach(element -> lines.add("Run " + element.name() + " @L" + element.line()));
        return lines;
    }

    private static String line(Edit edit) {
        String kind = edit.getClass().getSimpleName() + " ";
        String end = edit.definition().name() + " @L" + edit.definition().line();
        return edit instanceof Edit.Rename rename ? kind + rename.before().name() + " -> " + end : kind + end;
    }
}
