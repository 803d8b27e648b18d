package org.jurigged.diff;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the definitions of a source text stand in it, so that one can be replaced and all around it kept. Immutable.
 *
 * @param packageName empty for the unnamed one
 * @param imports in source order
 * @param importsEnd the offset behind the last import, else behind the package declaration, else 0
 * @param places of all definitions, types and members at any depth, in source order
 */
public record Outline(String packageName, List<Import> imports, int importsEnd, List<Place> places) {
    private static final String CLASS_FILE = "Members.java";

    public Outline {
        imports = List.copyOf(imports);
        places = List.copyOf(places);
    }

    /**
     * An import declaration.
     *
     * @param code without comments and needless white space, from {@code import} to the semicolon
     */
    public record Import(String code, int start, int end) {}

    /**
     * Where a definition stands; offsets are in {@code char}s.
     *
     * @param start of its first modifier or annotation
     * @param docStart of the {@code /**} comment in front of it, with nothing but white space in between; else
     *     {@code start}
     * @param end behind its last character
     * @param inner behind the opening brace of a type; -1 for what is no type
     * @param alone whether nothing else is declared with it, as in {@code int a, b;}
     */
    public record Place(Definition definition, int start, int docStart, int end, int inner, boolean alone) {
        public Place {
            Objects.requireNonNull(definition, "definition");
        }
    }

    /** What a text is read as. */
    private record Reading(Tokens tokens, int offset) {}

    /**
     * Read a source file.
     *
     * @param fileName names the class of a compact source file
     * @throws IllegalArgumentException when the text can't be parsed, with a sentence that says where and why
     */
    public static Outline of(String fileName, String text) {
        return of(fileName, text, 0);
    }

    /**
     * Read imports and members of a type, as they stand in a patch.
     *
     * @param typeName the type's simple name, which its constructors have
     * @param isRecord whether compact constructors may occur
     * @return offsets are those of the text; the places are those of a type in the unnamed package
     * @throws IllegalArgumentException when the text can't be parsed, with a sentence that says where and why
     */
    public static Outline ofMembers(String typeName, boolean isRecord, String text) {
        Tokens tokens = Tokens.of(text);
        int members = importsOf(tokens).size() == 0 ? 0 : headerEnd(tokens);
        String wrapped = (isRecord ? "record " + typeName + "() {" : "class " + typeName + " {");
        // The imports become white space, so that the lines stay.
        String blank = text.substring(0, members).replaceAll("[^\\r\\n]", " ");
        Outline read = of(CLASS_FILE, wrapped + blank + text.substring(members) + "\n}", wrapped.length());
        List<Place> inside = read.places.stream()
                .filter(place -> !(place.definition.kind() == Definition.Kind.TYPE
                        && place.definition.type().equals(typeName)))
                .toList();
        return new Outline("", importsOf(tokens), members, inside);
    }

    private static Outline of(String fileName, String text, int offset) {
        Tokens tokens = Tokens.of(text);
        Header header = Header.of(tokens);
        SourceParser parser = new SourceParser(fileName, tokens, header);
        Optional<List<TypeNode>> types = parser.types();
        if (types.isEmpty()) {
            throw new IllegalArgumentException(parser.problem());
        }
        List<Place> places = new ArrayList<>();
        types.get().forEach(type -> add(new Reading(tokens, offset), text, parser.tree(), type, places));
        places.sort(Comparator.comparingInt(Place::start).thenComparing(place -> -place.end));
        return new Outline(header.packageName(), importsOf(tokens), headerEnd(tokens), places);
    }

    private static void add(Reading reading, String text, SourceTree tree, TypeNode type, List<Place> places) {
        add(reading, text, tree, type.definition(), places);
        type.members().forEach(member -> add(reading, text, tree, member.definition(), places));
        type.types().forEach(nested -> add(reading, text, tree, nested, places));
    }

    private static void add(Reading reading, String text, SourceTree tree, Definition definition, List<Place> places) {
        Node node = tree.node(definition);
        if (node == null) {
            return;
        }
        Node whole = node instanceof VariableDeclarator && node.getParentNode().isPresent()
                ? node.getParentNode().get()
                : node;
        boolean alone = !(whole instanceof FieldDeclaration field)
                || field.getVariables().size() == 1;
        Tokens tokens = reading.tokens;
        int first = tree.first(whole);
        int start = tokens.start(first);
        int doc = docStart(text, tokens.end(first - 1), start);
        int offset = reading.offset;
        places.add(new Place(
                definition,
                start - offset,
                doc - offset,
                tokens.end(tree.last(whole)) - offset,
                node instanceof TypeDeclaration<?> ? inner(tree, tokens, whole) - offset : -1,
                alone));
    }

    /** The brace of a type is the first one outside of parentheses: annotations have theirs inside. */
    private static int inner(SourceTree tree, Tokens tokens, Node type) {
        for (int token = tree.first(type); token <= tree.last(type); token++) {
            if (tokens.first(token) == '(') {
                token = tokens.closing(token);
            } else if (tokens.first(token) == '{') {
                return tokens.end(token);
            }
        }
        return tokens.end(tree.last(type));
    }

    /** Finds the documentation comment that ends a gap between two tokens. */
    private static int docStart(String text, int gap, int start) {
        int found = start;
        int at = gap;
        while (at < start) {
            if (text.startsWith("//", at)) {
                at = endOfLine(text, at, start);
                found = start;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                found = text.startsWith("/**", at) && end > at + 2 ? at : start;
                at = end < 0 ? start : end + 2;
            } else {
                at++;
            }
        }
        return found;
    }

    private static int endOfLine(String text, int at, int limit) {
        int end = at;
        while (end < limit && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private static List<Import> importsOf(Tokens tokens) {
        List<Import> imports = new ArrayList<>();
        int at = packageEnd(tokens);
        while (tokens.is(at, "import")) {
            int end = semicolon(tokens, at);
            imports.add(new Import(tokens.code(at, end), tokens.start(at), tokens.end(end)));
            at = end + 1;
        }
        return imports;
    }

    private static int headerEnd(Tokens tokens) {
        List<Import> imports = importsOf(tokens);
        return imports.isEmpty()
                ? tokens.end(packageEnd(tokens) - 1)
                : imports.get(imports.size() - 1).end();
    }

    /** The token behind the package declaration; 0 when there is none. */
    private static int packageEnd(Tokens tokens) {
        int at = 0;
        while (tokens.first(at) == '@' && !tokens.is(at + 1, "interface")) {
            at += 2;
            while (tokens.first(at) == '.') {
                at += 2;
            }
            at = tokens.first(at) == '(' ? tokens.closing(at) + 1 : at;
        }
        return tokens.is(at, "package") ? semicolon(tokens, at) + 1 : 0;
    }

    private static int semicolon(Tokens tokens, int from) {
        int at = from;
        while (at < tokens.count() - 1 && tokens.first(at) != ';') {
            at++;
        }
        return at;
    }
}
