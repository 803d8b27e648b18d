package org.jurigged.diff;

import com.github.javaparser.Position;
import com.github.javaparser.ast.Node;
import java.util.IdentityHashMap;
import java.util.Map;

/** The syntax tree's places, told as tokens of the source. */
final class SourceTree {
    private final Tokens tokens;
    private final Skeleton skeleton;
    private final Map<Definition, Node> nodes = new IdentityHashMap<>();

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
        Definition definition = new Definition(kind, type, display, tokens.line(name), tokens.endLine(last(node)));
        nodes.put(definition, node);
        return definition;
    }

    /** The node that a definition was read from; {@code null} for the class of a compact source file. */
    Node node(Definition definition) {
        return nodes.get(definition);
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
