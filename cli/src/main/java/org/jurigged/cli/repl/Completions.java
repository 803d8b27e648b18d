package org.jurigged.cli.repl;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** What JShell knows of a text that is being typed. */
public final class Completions {
    private static final int MOST = 200;

    private final SourceCodeAnalysis analysis;

    /** Asks one JShell. */
    public Completions(JShell shell) {
        this.analysis = shell.sourceCodeAnalysis();
    }

    /** Whether the text goes on in another line: a snippet, or the source in a command. */
    boolean goesOn(String text) {
        String source = Commands.isCommand(text) ? Commands.sourceIn(text) : text;
        return !source.isBlank()
                && analysis.analyzeCompletion(source).completeness() == Completeness.DEFINITELY_INCOMPLETE;
    }

    /** Returns where the Java name begins that ends at a place. */
    static int nameStart(String text, int cursor) {
        int start = cursor;
        while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** Returns what the name that ends at the cursor could be. */
    public List<String> names(String text, int cursor) {
        int[] anchor = {0};
        List<Suggestion> suggestions = analysis.completionSuggestions(text, cursor, anchor);
        int from = nameStart(text, cursor);
        Set<String> typed = new LinkedHashSet<>();
        Set<String> all = new LinkedHashSet<>();
        for (Suggestion suggestion : suggestions) {
            int skipped = Math.max(0, from - anchor[0]);
            if (skipped <= suggestion.continuation().length() && anchor[0] <= from) {
                String name = suggestion.continuation().substring(skipped);
                (suggestion.matchesType() ? typed : all).add(name);
            }
        }
        Set<String> chosen = typed.isEmpty() ? all : typed;
        return chosen.stream().limit(MOST).toList();
    }

    /** Returns the signatures of what is being called, or named, at the cursor; with what its documentation says. */
    List<String> documentation(String text, int cursor, boolean whole) {
        List<String> lines = new ArrayList<>();
        for (Documentation documentation : analysis.documentation(text, cursor, whole)) {
            lines.add(documentation.signature());
            if (whole && documentation.javadoc() != null) {
                lines.addAll(JavadocText.lines(documentation.javadoc()));
                lines.add("");
            }
        }
        return lines;
    }
}
