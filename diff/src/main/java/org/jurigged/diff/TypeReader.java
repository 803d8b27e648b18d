package org.jurigged.diff;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.AnnotationDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import java.util.ArrayList;
import java.util.List;
import org.jurigged.diff.Definition.Kind;

/** Reads types out of the syntax tree, with all they hold. */
final class TypeReader {
    private final SourceTree tree;
    private final String packageName;
    private final String fileName;

    TypeReader(SourceTree tree, String packageName, String fileName) {
        this.tree = tree;
        this.packageName = packageName;
        this.fileName = fileName;
    }

    /** Read the top-level types, which for a compact source file is the one class that the file is. */
    List<TypeNode> read(Iterable<TypeDeclaration<?>> declarations) {
        String prefix = packageName.isEmpty() ? "" : packageName + ".";
        List<TypeNode> types = new ArrayList<>();
        for (TypeDeclaration<?> declaration : declarations) {
            types.add(isCompact(declaration) ? compact(declaration) : type(declaration, prefix, prefix));
        }
        return types;
    }

    private static boolean isCompact(TypeDeclaration<?> declaration) {
        return declaration instanceof ClassOrInterfaceDeclaration type && type.isCompact();
    }

    private TypeNode compact(TypeDeclaration<?> declaration) {
        String name = Header.baseName(fileName);
        Definition definition = new Definition(Kind.TYPE, name, name, 1, tree.lastLine());
        return node(declaration, definition, name, "");
    }

    private TypeNode type(TypeDeclaration<?> declaration, String binaryPrefix, String displayPrefix) {
        String name = declaration.getNameAsString();
        int nameToken = tree.first(declaration.getName());
        Definition definition =
                tree.definition(Kind.TYPE, binaryPrefix + name, displayPrefix + name, nameToken, declaration);
        return node(declaration, definition, name, header(declaration));
    }

    private TypeNode node(TypeDeclaration<?> declaration, Definition definition, String name, String header) {
        MemberReader reader = new MemberReader(tree, declaration, definition, name);
        List<TypeNode> types = new ArrayList<>();
        for (BodyDeclaration<?> member : declaration.getMembers()) {
            if (member instanceof TypeDeclaration<?> nested) {
                types.add(type(nested, definition.type() + "$", definition.name() + "."));
            }
        }
        return new TypeNode(definition, name, header, reader.read(), types);
    }

    private String header(TypeDeclaration<?> declaration) {
        String own = tree.codes(declaration.getModifiers()) + tree.codes(declaration.getAnnotations());
        if (declaration instanceof ClassOrInterfaceDeclaration type) {
            return own
                    + (type.isInterface() ? "interface" : "class")
                    + clause("<", type.getTypeParameters())
                    + clause(" extends ", type.getExtendedTypes())
                    + clause(" implements ", type.getImplementedTypes())
                    + clause(" permits ", type.getPermittedTypes());
        }
        if (declaration instanceof RecordDeclaration type) {
            return own
                    + "record"
                    + clause("<", type.getTypeParameters())
                    + clause(" implements ", type.getImplementedTypes());
        }
        if (declaration instanceof EnumDeclaration type) {
            return own + "enum" + clause(" implements ", type.getImplementedTypes());
        }
        return own + (declaration instanceof AnnotationDeclaration ? "@interface" : "");
    }

    private String clause(String keyword, List<? extends Node> nodes) {
        return nodes.isEmpty() ? "" : keyword + tree.codes(nodes);
    }
}
