package org.jurigged.controller.project;

import java.util.LinkedHashSet;
import java.util.Set;

/** Lists the types a source file declares at its top level (JLS 7.6), by simple name, without parsing it in full. */
final class TopLevelTypes {
    private static final Set<String> KEYWORDS = Set.of("class", "interface", "enum", "record");

    private TopLevelTypes() {}

    static Set<String> in(CharSequence source) {
        Set<String> names = new LinkedHashSet<>();
        JavaLexer lexer = new JavaLexer(source);
        int depth = 0;
        String before = "";
        while (lexer.advance()) {
            if (lexer.at("{") || lexer.at("(")) {
                depth++;
            } else if (lexer.at("}") || lexer.at(")")) {
                depth--;
            } else if (depth == 0 && KEYWORDS.contains(before) && lexer.atWord()) {
                names.add(lexer.token());
            }
            // In Foo.class the word is no keyword of a declaration.
            before = before.equals(".") || !isKeywordOrDot(lexer) ? "" : lexer.token();
        }
        return names;
    }

    private static boolean isKeywordOrDot(JavaLexer lexer) {
        return lexer.at(".") || (lexer.atWord() && KEYWORDS.contains(lexer.token()));
    }
}
