package org.jurigged.diff;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.AnnotationMemberDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.type.ArrayType;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jurigged.diff.Definition.Kind;

/** Reads the members of one type out of the syntax tree; used up by one {@link #read}. */
final class MemberReader {
    private final SourceTree tree;
    private final TypeDeclaration<?> owner;
    private final Definition type;
    private final String typeName;
    private final List<Member> members = new ArrayList<>();

    MemberReader(SourceTree tree, TypeDeclaration<?> owner, Definition type, String typeName) {
        this.tree = tree;
        this.owner = owner;
        this.type = type;
        this.typeName = typeName;
    }

    /** Read all members but nested types, in source order. */
    List<Member> read() {
        if (owner instanceof RecordDeclaration declaration) {
            declaration.getParameters().forEach(this::component);
        }
        if (owner instanceof EnumDeclaration declaration) {
            declaration.getEntries().forEach(this::constant);
        }
        owner.getMembers().forEach(this::member);
        return members;
    }

    private void member(BodyDeclaration<?> declaration) {
        if (declaration instanceof MethodDeclaration method) {
            callable(Kind.METHOD, method, method.getBody(), method.getType());
        } else if (declaration instanceof ConstructorDeclaration constructor) {
            callable(Kind.CONSTRUCTOR, constructor, Optional.of(constructor.getBody()), null);
        } else if (declaration instanceof CompactConstructorDeclaration constructor) {
            compactConstructor(constructor);
        } else if (declaration instanceof AnnotationMemberDeclaration element) {
            annotationElement(element);
        } else if (declaration instanceof FieldDeclaration field) {
            field.getVariables().forEach(variable -> field(field, variable));
        } else if (declaration instanceof InitializerDeclaration initializer) {
            initialiser(initializer);
        }
    }

    private void callable(
            Kind kind, CallableDeclaration<?> declaration, Optional<? extends Node> body, Type returnType) {
        String shape = (declaration.isStatic() ? "static " : "")
                + tree.codes(declaration.getTypeParameters())
                + (returnType == null ? "" : returnType.asString());
        String header = header(declaration, declaration.getName(), body);
        String code = body.map(tree::code).orElse("");
        add(kind, declaration, declaration.getName(), parameters(declaration.getParameters()), shape, header, code);
    }

    private void compactConstructor(CompactConstructorDeclaration declaration) {
        String parameters = owner instanceof RecordDeclaration of ? parameters(of.getParameters()) : "()";
        SimpleName name = declaration.getName();
        String header = header(declaration, name, Optional.of(declaration.getBody()));
        add(Kind.CONSTRUCTOR, declaration, name, parameters, "", header, tree.code(declaration.getBody()));
    }

    private void annotationElement(AnnotationMemberDeclaration declaration) {
        String shape = declaration.getType().asString();
        String header = header(declaration, declaration.getName(), declaration.getDefaultValue());
        String value = declaration.getDefaultValue().map(tree::code).orElse("");
        add(Kind.METHOD, declaration, declaration.getName(), "()", shape, header, value);
    }

    private void add(
            Kind kind, Node node, SimpleName name, String parameters, String shape, String header, String body) {
        String display = type.name() + "." + name.getIdentifier() + parameters;
        Definition definition = tree.definition(kind, type.type(), display, tree.first(name), node);
        members.add(new Member(definition, name.getIdentifier(), parameters, shape, header, body, null));
    }

    /** All code of a declaration but its name and its body. */
    private String header(Node declaration, SimpleName name, Optional<? extends Node> body) {
        int end = body.map(node -> tree.first(node) - 1).orElseGet(() -> tree.last(declaration));
        return tree.code(tree.first(declaration), tree.first(name) - 1) + "\n" + tree.code(tree.first(name) + 1, end);
    }

    private void component(Parameter component) {
        String shape = tree.code(component.getType()) + (component.isVarArgs() ? "..." : "");
        String header = header(component, component.getName(), Optional.empty());
        add(Kind.RECORD_COMPONENT, component, component.getName(), "", shape, header, "");
    }

    private void constant(EnumConstantDeclaration constant) {
        SimpleName name = constant.getName();
        int nameToken = tree.first(name);
        int last = tree.last(constant);
        boolean hasArguments = tree.firstCharacter(nameToken + 1) == '(' && last > nameToken;
        int endOfArguments = hasArguments ? tree.closing(nameToken + 1) : nameToken;
        // What a constant's class body changes is the class: the object that exists need not be made again.
        String initial = tree.code(nameToken + 1, endOfArguments) + (endOfArguments < last ? "{}" : "");
        Definition definition = tree.definition(
                Kind.ENUM_CONSTANT, type.type(), type.name() + "." + name.getIdentifier(), nameToken, constant);
        String header = tree.code(tree.first(constant), nameToken - 1);
        String body = tree.code(nameToken + 1, last);
        members.add(new Member(definition, name.getIdentifier(), "", "", header, body, initial));
    }

    private void field(FieldDeclaration field, VariableDeclarator variable) {
        int nameToken = tree.first(variable.getName());
        int firstName = tree.first(field.getVariable(0));
        boolean isStatic = field.isStatic() || isInterface();
        Optional<String> value = variable.getInitializer().map(tree::code);
        int endOfDimensions =
                variable.getInitializer().map(node -> tree.first(node) - 2).orElseGet(() -> tree.last(variable));
        String dimensions = tree.code(nameToken + 1, endOfDimensions);
        String shape = (isStatic ? "static " : "") + tree.code(typeToken(field), firstName - 1) + dimensions;
        String header = tree.code(tree.first(field), firstName - 1) + dimensions;
        String name = variable.getNameAsString();
        Definition definition = tree.definition(Kind.FIELD, type.type(), type.name() + "." + name, nameToken, variable);
        String initial = isStatic ? value.orElse(null) : null;
        members.add(new Member(definition, name, "", shape, header, value.orElse(""), initial));
    }

    /** Where a field's type begins: behind its modifiers and annotations, which come in any order. */
    private int typeToken(FieldDeclaration field) {
        int token = tree.first(field);
        for (Node node : field.getModifiers()) {
            token = Math.max(token, tree.last(node) + 1);
        }
        for (Node node : field.getAnnotations()) {
            token = Math.max(token, tree.last(node) + 1);
        }
        return token;
    }

    /** Fields of an interface are static (JLS 9.3), those of an annotation type too (JLS 9.6). */
    private boolean isInterface() {
        return owner.isAnnotationDeclaration()
                || owner.isClassOrInterfaceDeclaration()
                        && owner.asClassOrInterfaceDeclaration().isInterface();
    }

    private void initialiser(InitializerDeclaration block) {
        Kind kind = block.isStatic() ? Kind.STATIC_BLOCK : Kind.INITIALISER;
        String display = type.name() + (block.isStatic() ? ".<static>" : ".<init>");
        Definition definition = tree.definition(kind, type.type(), display, tree.first(block), block);
        String code = tree.code(block.getBody());
        members.add(new Member(definition, "", "", "", "", code, block.isStatic() ? code : null));
    }

    private static String parameters(List<Parameter> parameters) {
        return parameters.stream().map(MemberReader::simpleType).collect(Collectors.joining(",", "(", ")"));
    }

    private static String simpleType(Parameter parameter) {
        return simpleName(parameter.getType()) + (parameter.isVarArgs() ? "[]" : "");
    }

    private static String simpleName(Type type) {
        if (type instanceof ArrayType array) {
            return simpleName(array.getComponentType()) + "[]";
        }
        return type instanceof ClassOrInterfaceType named ? named.getNameAsString() : type.asString();
    }
}
