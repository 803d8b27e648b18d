package org.jurigged.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Where the bodies of a source's methods stand in it, and the imports that they may need, found by its tokens alone, which
 * takes a fraction of what parsing it takes. Offsets are in {@code char}s. Immutable.
 *
 * <p>Only methods of classes, records, enums and interfaces that are members or at the top level, at any depth: none of
 * local and anonymous classes, no constructors and initialisers, and no method that has its type's name.
 *
 * @param bodies in source order, none inside another one
 * @param functions where lambdas, method references and the cases of switches with arrows have their sign, in source order
 * @param imports those of one type or of one static name (JLS 7.5.1, 7.5.3), in source order
 */
public record MethodBodies(List<Body> bodies, List<Integer> functions, List<Import> imports) {
    private static final MethodBodies NONE = new MethodBodies(List.of(), List.of(), List.of());

    public MethodBodies {
        bodies = List.copyOf(bodies);
        functions = List.copyOf(functions);
        imports = List.copyOf(imports);
    }

    /**
     * A method's body, without its braces.
     *
     * @param start behind the opening brace
     * @param end in front of the closing brace
     * @param inner whether the method's class has an instance of another one around it (JLS 8.1.3)
     */
    public record Body(int start, int end, boolean inner) {}

    /**
     * An import of one name.
     *
     * @param start where {@code import} stands
     * @param end behind the semicolon
     * @param uses where the simple name is a word of the source, whatever it means there, other imports left out
     */
    public record Import(int start, int end, List<Integer> uses) {
        public Import {
            uses = List.copyOf(uses);
        }
    }

    /** Find the bodies; none at all in what isn't understood: broken text, or a file with methods outside of types. */
    public static MethodBodies of(String text) {
        Tokens tokens = Tokens.of(text);
        Reader reader = new Reader(tokens);
        return reader.file()
                ? new MethodBodies(reader.bodies, functions(tokens), imports(tokens, reader.imports))
                : NONE;
    }

    /** @param starts the first tokens of all imports, each of which ends with a semicolon */
    private static List<Import> imports(Tokens tokens, List<Integer> starts) {
        int first = starts.isEmpty() ? tokens.count() : tokens.statementEnd(starts.get(starts.size() - 1));
        Map<String, List<Integer>> uses = new HashMap<>();
        for (int start : starts) {
            uses.put(tokens.text(tokens.statementEnd(start) - 2), new ArrayList<>());
        }
        for (int token = first; token < tokens.count(); token++) {
            List<Integer> known = tokens.isWord(token) ? uses.get(tokens.text(token)) : null;
            if (known != null) {
                known.add(tokens.start(token));
            }
        }
        List<Import> imports = new ArrayList<>();
        for (int start : starts) {
            int end = tokens.statementEnd(start);
            boolean module = tokens.is(start + 1, "module") && tokens.isWord(start + 2); // JEP 511
            if (tokens.isWord(end - 2) && !module) {
                imports.add(new Import(tokens.start(start), tokens.end(end - 1), uses.get(tokens.text(end - 2))));
            }
        }
        return imports;
    }

    private static List<Integer> functions(Tokens tokens) {
        return IntStream.range(1, tokens.count())
                .filter(token -> tokens.start(token) == tokens.end(token - 1))
                .filter(token -> tokens.first(token) == '>' && tokens.first(token - 1) == '-'
                        || tokens.first(token) == ':' && tokens.first(token - 1) == ':')
                .mapToObj(tokens::start)
                .toList();
    }

    /** What is around members. */
    private record Around(String name, boolean isInterface, boolean inner) {}

    /** Goes through the declarations, over all that is in brackets. */
    private static final class Reader {
        private final Tokens tokens;
        private final List<Body> bodies = new ArrayList<>();
        private final List<Integer> imports = new ArrayList<>();

        Reader(Tokens tokens) {
            this.tokens = tokens;
        }

        boolean file() {
            int at = 0;
            while (at >= 0 && at < tokens.count()) {
                int next = tokens.first(at) == ';' ? at + 1 : declaration(at, null);
                if (tokens.is(at, "import") && next == tokens.statementEnd(at) && next > 0) {
                    imports.add(at);
                }
                at = next;
            }
            return at >= 0;
        }

        /** Returns the token behind a declaration; -1 when it isn't understood. */
        private int declaration(int first, Around around) {
            int keyword = -1;
            int parameters = -1;
            for (int at = first; at < tokens.count(); at++) {
                switch (tokens.first(at)) {
                    case '@' -> at = tokens.is(at + 1, "interface") ? at : annotationEnd(at);
                    case '(' -> {
                        parameters = parameters < 0 ? at : parameters;
                        at = tokens.closing(at);
                    }
                    case '=' -> {
                        return around == null ? -1 : tokens.statementEnd(at);
                    }
                    case ';' -> {
                        return keyword < 0 ? at + 1 : -1;
                    }
                    case '{' -> {
                        return keyword < 0 ? body(first, parameters, at, around) : type(first, keyword, at, around);
                    }
                    case '}', ')' -> {
                        return -1;
                    }
                    default -> keyword = keyword < 0 && parameters < 0 && tokens.isTypeKeyword(at) ? at : keyword;
                }
            }
            return -1;
        }

        /** The last token of an annotation (JLS 9.7). */
        private int annotationEnd(int at) {
            int name = at + 1;
            while (tokens.first(name + 1) == '.') {
                name += 2;
            }
            return tokens.first(name + 1) == '(' ? tokens.closing(name + 1) : name;
        }

        private int body(int first, int parameters, int open, Around around) {
            int close = tokens.closing(open);
            if (around == null || tokens.first(close) != '}') {
                return -1;
            }
            int name = parameters - 1;
            boolean method = name > first && tokens.isWord(name) && !tokens.is(name, around.name);
            if (method) {
                bodies.add(new Body(tokens.end(open), tokens.start(close), around.inner));
            }
            return close + 1;
        }

        private int type(int first, int keyword, int open, Around around) {
            int close = tokens.closing(open);
            if (tokens.first(close) != '}') {
                return -1;
            }
            boolean annotation = tokens.first(keyword - 1) == '@';
            if (annotation) {
                return close + 1;
            }
            boolean isStatic = around == null
                    || around.isInterface
                    || !tokens.is(keyword, "class")
                    || IntStream.range(first, keyword).anyMatch(token -> tokens.is(token, "static"));
            Around inside = new Around(
                    tokens.text(keyword + 1),
                    tokens.is(keyword, "interface"),
                    !isStatic || around != null && around.inner);
            int at = tokens.is(keyword, "enum") ? constantsEnd(open + 1, close) : open + 1;
            while (at >= 0 && at < close) {
                at = tokens.first(at) == ';' ? at + 1 : declaration(at, inside);
            }
            return at == close ? close + 1 : -1;
        }

        /** The token behind the semicolon that ends an enum's constants; the closing brace where none does. */
        private int constantsEnd(int from, int close) {
            for (int at = from; at < close; at++) {
                char c = tokens.first(at);
                if (c == ';') {
                    return at + 1;
                } else if (c == '(' || c == '{') {
                    at = tokens.closing(at);
                }
            }
            return close;
        }
    }
}
