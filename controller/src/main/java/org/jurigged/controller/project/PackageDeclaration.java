package org.jurigged.controller.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the package a source file declares (JLS 7.4.1), past comments and annotations. */
final class PackageDeclaration {
    private static final int HEAD = 8 * 1024;

    private PackageDeclaration() {}

    /**
     * Returns the name of the package of a file, which is empty for the unnamed package.
     *
     * @return empty if the file is empty or only holds comments, for then it says nothing
     */
    static Optional<String> of(Path file) throws IOException {
        Optional<String> name = in(SourceText.head(file, HEAD));
        // A licence may be longer than what was read, or the declaration cut in two.
        boolean mayBeCut = name.isEmpty() || name.get().isEmpty();
        return mayBeCut && Files.size(file) > HEAD ? in(SourceText.read(file)) : name;
    }

    static Optional<String> in(CharSequence source) {
        JavaLexer lexer = new JavaLexer(source);
        boolean more = lexer.advance();
        if (!more) {
            return Optional.empty();
        }
        while (more && lexer.at("@")) {
            more = skipAnnotation(lexer);
        }
        return Optional.of(more && lexer.at("package") ? name(lexer) : "");
    }

    private static String name(JavaLexer lexer) {
        StringBuilder name = new StringBuilder();
        while (lexer.advance() && !lexer.at(";")) {
            if (!lexer.at(".") && !lexer.atWord()) {
                return ""; // no declaration after all: a file that is being written
            }
            name.append(lexer.token());
        }
        return lexer.at(";") ? name.toString() : "";
    }

    /** Moves behind an annotation; what follows {@code @interface} is then no package declaration, and that is right. */
    private static boolean skipAnnotation(JavaLexer lexer) {
        boolean more = lexer.skipAndAdvance();
        while (more && lexer.at(".")) {
            more = lexer.skipAndAdvance();
        }
        return (more && lexer.at("(")) ? skipParentheses(lexer) : more;
    }

    private static boolean skipParentheses(JavaLexer lexer) {
        int depth = 0;
        do {
            if (lexer.at("(")) {
                depth++;
            } else if (lexer.at(")") && --depth == 0) {
                return lexer.advance();
            }
        } while (lexer.advance());
        return false;
    }
}
