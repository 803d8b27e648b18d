package org.jurigged.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a source file says it defines, found without parsing it.
 *
 * @param packageName its package; empty for the unnamed one
 * @param types simple names of its top-level types in source order; of a compact source file these are members of
 *     the class that the file is
 * @param compact whether it is a compact source file (JLS 7.3): it has methods or fields outside any type
 */
public record Header(String packageName, List<String> types, boolean compact) {
    public Header {
        Objects.requireNonNull(packageName, "packageName");
        types = List.copyOf(types);
    }

    /** Scan a source text; never fails, and of broken text finds what can be told. Takes well below 1 ms. */
    public static Header of(String text) {
        return of(Tokens.of(text));
    }

    static Header of(Tokens tokens) {
        return new Scanner(tokens).scan();
    }

    /**
     * List the binary names of the top-level classes.
     *
     * @param fileName name of the file, with or without its folder; a compact source file takes its class's name from it
     */
    public List<String> classNames(String fileName) {
        if (compact) {
            return List.of(baseName(fileName));
        }
        return types.stream().map(this::qualify).toList();
    }

    private String qualify(String name) {
        return packageName.isEmpty() ? name : packageName + "." + name;
    }

    static String baseName(String fileName) {
        String name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        return name.endsWith(".java") ? name.substring(0, name.length() - ".java".length()) : name;
    }

    /** Goes over the top level, one declaration after the other. */
    private static final class Scanner {
        private final Tokens tokens;
        private final List<String> types = new ArrayList<>();
        private String packageName = "";
        private boolean compact;
        private int at;

        Scanner(Tokens tokens) {
            this.tokens = tokens;
        }

        Header scan() {
            while (at < tokens.count()) {
                skipAnnotations();
                if (tokens.is(at, "package")) {
                    packageName = upToSemicolon();
                } else if (tokens.is(at, "import")) {
                    upToSemicolon();
                } else if (isModule()) {
                    skipBraces();
                } else {
                    declaration();
                }
            }
            // JLS 7.3: a compact compilation unit has no package declaration.
            return new Header(packageName, types, compact && packageName.isEmpty());
        }

        private void skipAnnotations() {
            while (tokens.first(at) == '@' && !tokens.is(at + 1, "interface")) {
                at += 2;
                while (tokens.first(at) == '.') {
                    at += 2;
                }
                if (tokens.first(at) == '(') {
                    at = tokens.closing(at) + 1;
                }
            }
        }

        private String upToSemicolon() {
            int from = at + 1;
            while (at < tokens.count() && tokens.first(at) != ';') {
                at++;
            }
            return tokens.code(from, at++ - 1);
        }

        /** Neither "module" nor "open" is reserved, so a method or field may begin with them as well. */
        private boolean isModule() {
            int keyword = tokens.is(at, "open") ? at + 1 : at;
            int end = keyword + 2;
            while (tokens.first(end) == '.') {
                end += 2;
            }
            return tokens.is(keyword, "module") && tokens.isWord(keyword + 1) && tokens.first(end) == '{';
        }

        private void skipBraces() {
            while (at < tokens.count() && tokens.first(at) != '{') {
                at++;
            }
            at = tokens.closing(at) + 1;
        }

        /** A type, or a method or field of a compact source file, or a lone semicolon. */
        private void declaration() {
            int from = at;
            boolean type = false;
            for (; at < tokens.count(); at++) {
                char c = tokens.first(at);
                if (c == ';' || c == '{') {
                    break;
                } else if (c == '(') {
                    at = tokens.closing(at);
                } else if (c == '@' && !tokens.is(at + 1, "interface")) {
                    skipAnnotations();
                    at--;
                } else if (!type && tokens.isTypeKeyword(at)) {
                    type = true;
                    types.add(tokens.text(at + 1));
                }
            }
            compact |= !type && at > from;
            at = (tokens.first(at) == '{' ? tokens.closing(at) : at) + 1;
        }
    }
}
