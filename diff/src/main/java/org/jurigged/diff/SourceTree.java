package org.jurigged.diff;

import com.github.javaparser.Position;
import com.github.javaparser.ast.Node;

/** The syntax tree's places, told as tokens of the source. */
final class SourceTree {
    private final Tokens tokens;
    private final Skeleton skeleton;

    SourceTree(Tokens tokens, Skeleton skeleton) {
        this.tokens = tokens;
        this.skeleton = skeleton;
    }

    int first(Node node) {
        return skeleton.token(begin(node));
    }

    int last(Node node) {
        return skeleton.token(node.getEnd().orElseThrow(() -> new IllegalStateException("no place: " + node)));
    }

    private static Position begin(Node node) {
        return node.getBegin().orElseThrow(() -> new IllegalStateException("no place: " + node));
    }

    String code(Node node) {
        return tokens.code(first(node), last(node));
    }

    String code(int from, int to) {
        return tokens.code(from, to);
    }

    String codes(Iterable<? extends Node> nodes) {
        StringBuilder codes = new StringBuilder();
        for (Node node : nodes) {
            codes.append(code(node)).append(' ');
        }
        return codes.toString();
    }

    /** The definition that has its name, or its first keyword, at {@code name} and ends with {@code node}. */
    Definition definition(Definition.Kind kind, String type, String display, int name, Node node) {
        return new Definition(kind, type, display, tokens.line(name), tokens.endLine(last(node)));
    }

    int lastLine() {
        return tokens.lastLine();
    }

    int closing(int open) {
        return tokens.closing(open);
    }

    char firstCharacter(int token) {
        return tokens.first(token);
    }
}
