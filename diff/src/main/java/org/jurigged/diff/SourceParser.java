package org.jurigged.diff;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.Position;
import com.github.javaparser.Problem;
import com.github.javaparser.Range;
import com.github.javaparser.TokenRange;
import com.github.javaparser.ast.CompilationUnit;
import java.util.List;
import java.util.Optional;

/** Makes the types of a source file out of its tokens. Threads may share nothing but the class. */
final class SourceParser {
    /** The parser takes some 300 bytes for each character; the largest file of the JDK has 46,000 of them. */
    private static final int MAX_LENGTH = 250_000;

    private static final ParserConfiguration CONFIGURATION = configuration();

    private final String fileName;
    private final Tokens tokens;
    private final Header header;
    private String problem;
    private SourceTree tree;

    SourceParser(String fileName, Tokens tokens, Header header) {
        this.fileName = fileName;
        this.tokens = tokens;
        this.header = header;
    }

    private static ParserConfiguration configuration() {
        ParserConfiguration configuration = new ParserConfiguration()
                .setLanguageLevel(ParserConfiguration.LanguageLevel.BLEEDING_EDGE)
                .setAttributeComments(false)
                .setDetectOriginalLineSeparator(false);
        // The processors check rules of the language, which is javac's business, and know less of them than javac.
        configuration.getProcessors().clear();
        return configuration;
    }

    /** Find the types; empty when the source can't be parsed, for which {@link #problem} then has the reason. */
    Optional<List<TypeNode>> types() {
        Optional<List<TypeNode>> types = types(Skeleton.of(tokens));
        if (types.isEmpty()) {
            // Should leaving out the bodies ever be what fails, the whole text may still do; the first reason is told.
            String reason = problem;
            types = types(Skeleton.whole(tokens));
            problem = types.isPresent() ? null : reason;
        }
        return types;
    }

    /** The tree that the types were read from; {@code null} when there are none. */
    SourceTree tree() {
        return tree;
    }

    /** Why there are no types, as one sentence that names file and line; {@code null} when there are. */
    String problem() {
        return problem;
    }

    private Optional<List<TypeNode>> types(Skeleton skeleton) {
        String source = skeleton.source();
        if (source.length() > MAX_LENGTH) {
            problem = sentence(
                    1,
                    "it has " + source.length() + " characters of declarations, at most " + MAX_LENGTH
                            + " are looked at");
            return Optional.empty();
        }
        try {
            ParseResult<CompilationUnit> result = new JavaParser(CONFIGURATION).parse(source);
            if (!result.isSuccessful() || result.getResult().isEmpty()) {
                problem = describe(result, skeleton);
                return Optional.empty();
            }
            tree = new SourceTree(tokens, skeleton);
            List<TypeNode> types = new TypeReader(tree, header.packageName(), fileName)
                    .read(result.getResult().get().getTypes());
            return Optional.of(types);
        } catch (RuntimeException | StackOverflowError e) {
            problem = sentence(1, e.toString());
            return Optional.empty();
        }
    }

    private String describe(ParseResult<CompilationUnit> result, Skeleton skeleton) {
        if (result.getProblems().isEmpty()) {
            return sentence(1, "the parser gave no result");
        }
        Problem first = result.getProblem(0);
        int line = first.getLocation()
                .flatMap(TokenRange::toRange)
                .map((Range range) -> range.begin)
                .map((Position begin) -> tokens.count() == 0 ? 1 : tokens.line(skeleton.token(begin)))
                .orElse(1);
        return sentence(line, first.getMessage().lines().findFirst().orElse("unknown error"));
    }

    private String sentence(int line, String reason) {
        return fileName + ":" + line + ": its definitions can't be told apart, so edits are not listed one by one: "
                + reason;
    }
}
