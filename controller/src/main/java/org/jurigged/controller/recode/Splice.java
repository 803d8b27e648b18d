package org.jurigged.controller.recode;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jurigged.diff.Definition;
import org.jurigged.diff.Outline;

/**
 * One change of one definition in a source text, which can be made again in a later text of the file as long as the
 * definition is the same there, to the character.
 *
 * @param kind what is done
 * @param what the kind of the definition
 * @param definition its name as reports show it; of an insertion the new one's; the code of an import
 * @param anchor the definition behind which to insert; the type itself to insert at its end
 * @param before the text that is replaced or removed; empty for what is inserted
 * @param after the text in its place
 * @param withDoc whether the documentation comment is part of it
 */
record Splice(
        Kind kind,
        Definition.Kind what,
        String definition,
        String anchor,
        String before,
        String after,
        boolean withDoc) {
    /** What is done to a text. */
    enum Kind {
        REPLACE,
        DELETE,
        INSERT,
        IMPORT,
        WHOLE
    }

    Splice {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /** Makes the change; empty when the text has something else there than this was made for. */
    Optional<String> applyTo(String fileName, String text) {
        if (kind == Kind.WHOLE) {
            return text.equals(before) ? Optional.of(after) : Optional.empty();
        }
        Outline outline;
        try {
            outline = Outline.of(fileName, text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return switch (kind) {
            case IMPORT -> Optional.of(withImport(outline, text));
            case INSERT -> insert(outline, text);
            case DELETE -> place(outline, what, definition).flatMap(place -> delete(text, place));
            default -> place(outline, what, definition).flatMap(place -> replace(text, place));
        };
    }

    static Optional<Outline.Place> place(Outline outline, Definition.Kind what, String name) {
        List<Outline.Place> found = outline.places().stream()
                .filter(place -> place.definition().kind() == what
                        && place.definition().name().equals(name))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private Optional<String> replace(String text, Outline.Place place) {
        int start = withDoc ? place.docStart() : place.start();
        return text.substring(start, place.end()).equals(before)
                ? Optional.of(text.substring(0, start) + after + text.substring(place.end()))
                : Optional.empty();
    }

    /** A definition goes with its lines, and with one of the two empty lines that would be left. */
    private Optional<String> delete(String text, Outline.Place place) {
        int start = place.docStart();
        if (!text.substring(start, place.end()).equals(before)) {
            return Optional.empty();
        }
        int line = Layout.lineStart(text, start);
        int end = place.end();
        while (end < text.length() && Layout.isBlank(text.charAt(end))) {
            end++;
        }
        boolean wholeLines = text.substring(line, start).isBlank() && isLineEnd(text, end);
        if (!wholeLines) {
            return Optional.of(text.substring(0, start) + text.substring(place.end()));
        }
        end = behindLineEnd(text, end);
        int above = blankLineAbove(text, line);
        return Optional.of(text.substring(0, above) + text.substring(end));
    }

    private static boolean isLineEnd(String text, int at) {
        return at == text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private static int behindLineEnd(String text, int at) {
        if (at == text.length()) {
            return at;
        }
        return text.startsWith("\r\n", at) ? at + 2 : at + 1;
    }

    private static int blankLineAbove(String text, int line) {
        if (line == 0) {
            return line;
        }
        int end = text.startsWith("\r\n", Math.max(0, line - 2)) && line >= 2 ? line - 2 : line - 1;
        int above = Layout.lineStart(text, end);
        return above > 0 && text.substring(above, end).isBlank() ? above : line;
    }

    private Optional<String> insert(Outline outline, String text) {
        if (place(outline, what, definition).isPresent()) {
            return Optional.empty();
        }
        String lineEnd = Layout.lineEnd(text, 0);
        Optional<Outline.Place> behind = outline.places().stream()
                .filter(place -> place.definition().name().equals(anchor))
                .findFirst();
        if (behind.isPresent() && behind.get().inner() < 0) {
            int end = behind.get().end();
            String indentation = Layout.indentation(text, behind.get().start());
            return Optional.of(text.substring(0, end) + lineEnd + lineEnd + indentation + after + text.substring(end));
        }
        return owner(outline).map(type -> atEnd(text, type, lineEnd));
    }

    /** The type that the new definition is a member of. */
    private Optional<Outline.Place> owner(Outline outline) {
        int parameters = definition.indexOf('(');
        String name = parameters < 0 ? definition : definition.substring(0, parameters);
        return place(outline, Definition.Kind.TYPE, name.substring(0, Math.max(0, name.lastIndexOf('.'))));
    }

    private String atEnd(String text, Outline.Place type, String lineEnd) {
        int brace = type.end() - 1;
        int line = Layout.lineStart(text, brace);
        boolean alone = text.substring(line, brace).isBlank();
        String indentation = Layout.indentation(text, type.start());
        String inner = indentation + (indentation.startsWith("\t") || text.contains("\n\t") ? "\t" : "    ");
        String piece = inner + after + lineEnd;
        return alone
                ? text.substring(0, line) + lineEnd + piece + text.substring(line)
                : text.substring(0, brace) + lineEnd + piece + indentation + text.substring(brace);
    }

    private String withImport(Outline outline, String text) {
        if (outline.imports().stream().anyMatch(known -> known.code().equals(definition))) {
            return text;
        }
        int at = outline.importsEnd();
        String lineEnd = Layout.lineEnd(text, at);
        if (at == 0) {
            return after + lineEnd + text;
        }
        String gap = outline.imports().isEmpty() ? lineEnd + lineEnd : lineEnd;
        int end = at;
        while (end < text.length() && !isLineEnd(text, end)) {
            end++;
        }
        // A comment may follow on the line; whatever else does is left alone.
        int behind = text.substring(at, end).strip().startsWith("//")
                        || text.substring(at, end).isBlank()
                ? end
                : at;
        return text.substring(0, behind) + gap + after + text.substring(behind);
    }
}
