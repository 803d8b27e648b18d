package org.jurigged.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one version of a Java source file defines, in the form that {@link SourceDiff} compares.
 *
 * <p>Immutable, so threads may share it. It keeps the code without comments and white space, and neither the text nor
 * a syntax tree.
 */
public final class SourceFile {
    private final String fileName;
    private final Header header;
    private final List<TypeNode> types;
    private final Map<String, TypeNode> byName = new LinkedHashMap<>();
    private final String problem;

    private SourceFile(String fileName, Header header, List<TypeNode> types, String problem) {
        this.fileName = fileName;
        this.header = header;
        this.types = List.copyOf(types);
        this.problem = problem;
        this.types.forEach(this::index);
    }

    private void index(TypeNode type) {
        byName.put(type.binaryName(), type);
        type.types().forEach(this::index);
    }

    /**
     * Parse one version of a source file.
     *
     * <p>Never fails: of a text that can't be parsed, {@link #parsed} says so and only package and top-level types are
     * known. That is so for some valid code too, so a caller leaves the judgement to the compiler. Statements are not
     * looked at, so an error in one goes unnoticed.
     *
     * @param fileName with or without its folder; names the class of a compact source file (JLS 8.1.8)
     * @param text with any line ends
     */
    public static SourceFile parse(String fileName, String text) {
        Objects.requireNonNull(fileName, "fileName");
        Tokens tokens = Tokens.of(text);
        Header header = Header.of(tokens);
        SourceParser parser = new SourceParser(fileName, tokens, header);
        List<TypeNode> types = parser.types().orElse(List.of());
        return new SourceFile(fileName, header, types, parser.problem());
    }

    /** Whether the definitions are known; if not, an empty list of them means nothing. */
    public boolean parsed() {
        return problem == null;
    }

    /** Why the definitions are not known, in one sentence with file and line. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** The name of the package; empty for the unnamed one. */
    public String packageName() {
        return header.packageName();
    }

    /**
     * List the binary names (JLS 13.1) of all declared types in source order, top-level ones first; local and anonymous
     * classes are not among them. Only the top-level ones when the file could not be parsed.
     */
    public List<String> types() {
        if (!parsed()) {
            return header.classNames(fileName);
        }
        Set<String> names = new LinkedHashSet<>();
        types.forEach(type -> names.add(type.binaryName()));
        names.addAll(byName.keySet());
        return List.copyOf(names);
    }

    /** List all definitions, types and members at any depth, in source order. */
    public List<Definition> definitions() {
        List<Definition> definitions = new ArrayList<>();
        for (TypeNode type : byName.values()) {
            definitions.add(type.definition());
            type.members().forEach(member -> definitions.add(member.definition()));
        }
        definitions.sort(Comparator.comparingInt(Definition::line));
        return List.copyOf(definitions);
    }

    /**
     * Find the method, constructor, initialiser, field, enum constant or record component that code runs in.
     *
     * @param binaryClassName a class of this file; a local, anonymous or lambda class counts as the declared type that
     *     it stands in
     * @param line from 1
     * @return the smallest one that has the line; empty when the class is not of this file, or the line is of no member
     *     of it (the class's own line, for instance, where a default constructor is)
     */
    public Optional<Definition> definitionAt(String binaryClassName, int line) {
        return typeOf(binaryClassName).flatMap(type -> definitionAt(type, line));
    }

    private static Optional<Definition> definitionAt(TypeNode type, int line) {
        Definition found = null;
        for (Member member : type.members()) {
            Definition candidate = member.definition();
            boolean inside = candidate.line() <= line && line <= candidate.lastLine();
            if (inside && (found == null || height(candidate) < height(found))) {
                found = candidate;
            }
        }
        return Optional.ofNullable(found);
    }

    private static int height(Definition definition) {
        return definition.lastLine() - definition.line();
    }

    private Optional<TypeNode> typeOf(String binaryClassName) {
        String name = binaryClassName;
        while (!byName.containsKey(name)) {
            int cut = name.lastIndexOf('$');
            if (cut < 0) {
                return Optional.empty();
            }
            name = name.substring(0, cut);
        }
        return Optional.of(byName.get(name));
    }

    /** List the static elements of a type in the order they run in; empty for a type that is not of this file. */
    public List<StaticElement> statics(String binaryClassName) {
        TypeNode type = byName.get(binaryClassName);
        return type == null ? List.of() : List.copyOf(type.statics());
    }

    /**
     * List the instance fields of a type that have an initialiser; empty for a type that isn't declared in this file, or
     * is local or anonymous.
     */
    public Optional<Set<String>> initialisedFields(String binaryClassName) {
        return Optional.ofNullable(byName.get(binaryClassName))
                .map(type -> type.members().stream()
                        .filter(member -> member.kind() == Definition.Kind.FIELD)
                        .filter(member ->
                                member.initial() == null && !member.body().isEmpty())
                        .map(Member::name)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** The type of a binary name; {@code null} if there is none. */
    TypeNode type(String binaryName) {
        return byName.get(binaryName);
    }

    List<TypeNode> typeNodes() {
        return types;
    }
}
