package org.jurigged.controller.recode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jurigged.controller.recode.RecodeException.Rejected;
import org.jurigged.diff.Definition;
import org.jurigged.diff.Outline;

/** Reads the source of a patch against the text of its file. */
public final class PatchReader {
    private final String fileName;
    private final String text;
    private final Outline file;

    private PatchReader(String fileName, String text, Outline file) {
        this.fileName = fileName;
        this.text = text;
        this.file = file;
    }

    /** Begins with a text of the file; one that can't be parsed takes no patches. */
    public static PatchReader of(String fileName, String text) throws Rejected {
        try {
            return new PatchReader(fileName, text, Outline.of(fileName, text));
        } catch (IllegalArgumentException e) {
            throw new Rejected("The definitions of " + fileName + " can't be told apart: " + e.getMessage() + ".");
        }
    }

    /** A definition of a patch's source, with what stands between it and the one before. */
    private record Piece(Outline.Place place, String text) {
        boolean isDocumented() {
            return text.startsWith("/**");
        }

        Definition definition() {
            return place.definition();
        }
    }

    /** Replaces the whole file. */
    public PatchText whole(String source) throws Rejected {
        if (source.isBlank()) {
            throw new Rejected("A patch without text would delete " + fileName + ". Delete the file itself.");
        }
        Outline patched = parse(() -> Outline.of(fileName, source));
        if (!patched.packageName().equals(file.packageName())) {
            throw new Rejected("The patch of " + fileName + " is of package '" + patched.packageName()
                    + "'; the file is of '" + file.packageName() + "'.");
        }
        Optional<String> main = mainType();
        if (main.isPresent()
                && Splice.place(patched, Definition.Kind.TYPE, main.get()).isEmpty()) {
            throw new Rejected("The patch of " + fileName + " has no type " + main.get() + ".");
        }
        String after = source.replaceAll("\\R", Layout.lineEnd(text, 0));
        Splice splice = new Splice(Splice.Kind.WHOLE, null, fileName, "", text, after, true);
        return new PatchText(fileName, fileName, List.of(splice));
    }

    private Optional<String> mainType() {
        String simple = fileName.replaceFirst("\\.java$", "");
        String name = file.packageName().isEmpty() ? simple : file.packageName() + "." + simple;
        return Splice.place(file, Definition.Kind.TYPE, name)
                .map(place -> place.definition().name());
    }

    /** Replaces one definition, or the body of a method by a block; deletes it when the source is blank. */
    public PatchText definition(DefinitionName name, String given) throws Rejected {
        Outline.Place target = target(name);
        String source = given.stripLeading().startsWith("{") ? withHeader(target, given.strip()) : given;
        if (source.isBlank()) {
            Splice splice = new Splice(
                    Splice.Kind.DELETE,
                    target.definition().kind(),
                    target.definition().name(),
                    "",
                    text.substring(target.docStart(), target.end()),
                    "",
                    true);
            return new PatchText(splice.definition(), splice.definition(), List.of(splice));
        }
        Outline patch = outline(target, source);
        List<Piece> pieces = pieces(patch, source);
        if (pieces.size() != 1 || !patch.imports().isEmpty()) {
            throw new Rejected("The patch of " + target.definition().name() + " has "
                    + (patch.imports().isEmpty() ? pieces.size() + " definitions" : "imports")
                    + " instead of that one definition; patchModule takes imports and more definitions.");
        }
        requireName(target, pieces.get(0).definition());
        Piece piece = pieces.get(0);
        return new PatchText(target.definition().name(), shownName(target, piece), List.of(replacement(target, piece)));
    }

    /** Replaces one definition, and brings imports and other members along: those that are there are replaced. */
    public PatchText module(DefinitionName name, String source) throws Rejected {
        Outline.Place target = target(name);
        Outline patch = outline(target, source);
        List<Splice> splices = new ArrayList<>();
        for (Outline.Import added : patch.imports()) {
            String code = source.substring(added.start(), added.end());
            splices.add(new Splice(Splice.Kind.IMPORT, null, added.code(), "", "", code, false));
        }
        List<Piece> pieces = pieces(patch, source);
        Optional<Piece> own = own(target, pieces);
        if (own.isEmpty()) {
            throw new Rejected("The patch of " + target.definition().name() + " doesn't have it.");
        }
        String now = shownName(target, own.get());
        splices.add(replacement(target, own.get()));
        String behind = now;
        for (Piece piece : pieces) {
            if (piece != own.get()) {
                String shown = shownName(target, piece);
                Optional<Outline.Place> there =
                        Splice.place(file, piece.definition().kind(), shown);
                splices.add(
                        there.isPresent() ? replacement(there.get(), piece) : insertion(target, piece, shown, behind));
                behind = there.isPresent() || piece.place().inner() >= 0 ? behind : shown;
            }
        }
        return new PatchText(target.definition().name(), now, splices);
    }

    /** Returns a body with the header that the file has for it. */
    private String withHeader(Outline.Place target, String body) throws Rejected {
        Definition definition = target.definition();
        boolean hasBody =
                definition.kind() == Definition.Kind.METHOD || definition.kind() == Definition.Kind.CONSTRUCTOR;
        OptionalInt brace =
                hasBody ? new MethodHeader(text, target.end()).bodyAfter(target.start()) : OptionalInt.empty();
        if (brace.isEmpty()) {
            throw new Rejected(definition.name() + " has no body that could be replaced; give the whole definition.");
        }
        return text.substring(target.start(), brace.getAsInt()) + body;
    }

    private Outline.Place target(DefinitionName name) throws Rejected {
        Outline.Place target = name.find(file);
        if (!target.alone()) {
            throw new Rejected(
                    target.definition().name() + " is declared together with other fields; patch its class instead.");
        }
        switch (target.definition().kind()) {
            case ENUM_CONSTANT, RECORD_COMPONENT ->
                throw new Rejected(
                        target.definition().name() + " is part of its type's header; patch the type instead.");
            default -> {
                return target;
            }
        }
    }

    /** A definition with the same name and parameters, else the only one with the same name. */
    private Optional<Piece> own(Outline.Place target, List<Piece> pieces) {
        List<Piece> named = pieces.stream()
                .filter(piece -> isNamedLike(target, piece.definition()))
                .toList();
        return named.stream()
                .filter(piece ->
                        shownName(target, piece).equals(target.definition().name()))
                .findFirst()
                .or(() -> named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty());
    }

    private void requireName(Outline.Place target, Definition given) throws Rejected {
        if (!isNamedLike(target, given)) {
            throw new Rejected("The patch of " + target.definition().name() + " defines another one, "
                    + given.name().substring(given.name().lastIndexOf('.', end(given.name())) + 1)
                    + ". Rename it in its source file instead.");
        }
    }

    private static int end(String name) {
        int parameters = name.indexOf('(');
        return parameters < 0 ? name.length() : parameters;
    }

    private boolean isNamedLike(Outline.Place target, Definition given) {
        return given.kind() == target.definition().kind() && simple(given).equals(simple(target.definition()));
    }

    private static String simple(Definition definition) {
        String name = definition.name().substring(0, end(definition.name()));
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Returns the name of a piece as reports show it once it is in the file. */
    private String shownName(Outline.Place target, Piece piece) {
        String name = piece.definition().name();
        if (isTopLevel(target)) {
            return file.packageName().isEmpty() ? name : file.packageName() + "." + name;
        }
        // It was read in a class that has the simple name only.
        return ownerName(target) + name.substring(name.indexOf('.'));
    }

    private boolean isTopLevel(Outline.Place target) {
        return target.definition().kind() == Definition.Kind.TYPE
                && !target.definition().type().contains("$");
    }

    private static String ownerName(Outline.Place target) {
        String name =
                target.definition().name().substring(0, end(target.definition().name()));
        return name.substring(0, name.lastIndexOf('.'));
    }

    private Outline outline(Outline.Place target, String source) throws Rejected {
        if (isTopLevel(target)) {
            return parse(() -> Outline.of(fileName, source));
        }
        String owner = ownerName(target);
        boolean isRecord = Splice.place(file, Definition.Kind.TYPE, owner)
                .filter(place -> text.substring(place.start(), place.inner()).matches("(?s).*\\brecord\\s+\\w+.*"))
                .isPresent();
        return parse(() -> Outline.ofMembers(owner.substring(owner.lastIndexOf('.') + 1), isRecord, source));
    }

    private interface Parsing {
        Outline run();
    }

    private static Outline parse(Parsing parsing) throws Rejected {
        try {
            return parsing.run();
        } catch (IllegalArgumentException e) {
            throw new Rejected("The patch can't be parsed: "
                    + e.getMessage()
                            .replace("Members.java:", "line ")
                            .replace("its definitions can't be told apart, so edits are not listed one by one: ", "")
                    + ".");
        }
    }

    /** Cuts the source into its outermost definitions, each with the comments in front of it. */
    private static List<Piece> pieces(Outline patch, String source) {
        List<Piece> pieces = new ArrayList<>();
        int from = patch.importsEnd();
        for (Outline.Place place : patch.places()) {
            if (place.start() >= from) {
                String text = source.substring(from, place.end()).strip();
                pieces.add(new Piece(place, text));
                from = place.end();
            }
        }
        return pieces;
    }

    private Splice replacement(Outline.Place there, Piece piece) {
        boolean withDoc = piece.isDocumented();
        int start = withDoc ? there.docStart() : there.start();
        String fitted = fit(piece, there.start());
        Definition definition = there.definition();
        return new Splice(
                Splice.Kind.REPLACE,
                definition.kind(),
                definition.name(),
                "",
                text.substring(start, there.end()),
                fitted,
                withDoc);
    }

    private Splice insertion(Outline.Place target, Piece piece, String shown, String behind) {
        return new Splice(
                Splice.Kind.INSERT, piece.definition().kind(), shown, behind, "", fit(piece, target.start()), true);
    }

    private String fit(Piece piece, int at) {
        return Layout.fit(piece.text(), Layout.indentation(text, at), Layout.lineEnd(text, at));
    }
}
