package org.jurigged.controller.session;

import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jurigged.diff.Definition;
import org.jurigged.diff.SourceFile;
import org.objectweb.asm.Type;

/** Names classes and methods as people read them, from the source where it is known and from the class file where not. */
final class DefinitionNames {
    private static final String LAMBDA = "lambda$";

    private final Function<String, Optional<SourceFile>> sourceOf;

    /** Names definitions with the help of the source version that a class (by binary name) was compiled from. */
    DefinitionNames(Function<String, Optional<SourceFile>> sourceOf) {
        this.sourceOf = sourceOf;
    }

    /** Returns a type's name: {@code com.acme.Outer.Inner}. */
    String type(String binaryName) {
        return binaryName.replaceAll("(?<=[^.$])\\$(?=[^.$])", ".");
    }

    /**
     * Returns a method's name with its parameter types by simple name; a lambda is named by the method it stands in.
     *
     * @param line a line in the method, -1 when not known
     */
    String method(String binaryName, String method, String descriptor, int line) {
        return definition(binaryName, method, line)
                .map(Definition::name)
                .orElseGet(() -> fromClassFile(binaryName, method, descriptor));
    }

    /** Returns the line that the source declares a method in; where it doesn't tell, the given line, which is in it. */
    int line(String binaryName, String method, int line) {
        return definition(binaryName, method, line).map(Definition::line).orElse(line);
    }

    private Optional<Definition> definition(String binaryName, String method, int line) {
        if (line <= 0) {
            return Optional.empty();
        }
        return sourceOf.apply(binaryName)
                .flatMap(source -> source.definitionAt(binaryName, line))
                .filter(found -> agrees(found, method));
    }

    /** Guards against lines of another version of the source: the names must fit. */
    private static boolean agrees(Definition definition, String method) {
        return switch (definition.kind()) {
            case METHOD ->
                method.startsWith(LAMBDA)
                        || definition.name().contains("." + method + "(")
                        || definition.name().startsWith(method + "(");
            case CONSTRUCTOR, INITIALISER -> method.equals("<init>") || method.startsWith(LAMBDA);
            case FIELD, ENUM_CONSTANT, STATIC_BLOCK -> method.startsWith("<") || method.startsWith(LAMBDA);
            case TYPE, RECORD_COMPONENT -> false;
        };
    }

    private String fromClassFile(String binaryName, String method, String descriptor) {
        String type = type(binaryName);
        if (method.equals("<clinit>")) {
            return type + ".<static>";
        }
        if (method.startsWith(LAMBDA)) {
            return type + "." + enclosing(method) + " (a lambda)";
        }
        if (descriptor.isEmpty()) {
            // Of a frame that another way than the debug protocol tells, only the name may be known.
            return type + "." + (method.equals("<init>") ? simple(type) : method);
        }
        StringJoiner parameters = new StringJoiner(", ", "(", ")");
        for (Type parameter : Type.getArgumentTypes(descriptor)) {
            parameters.add(simple(parameter.getClassName()));
        }
        String name = method.equals("<init>") ? simple(type) : method;
        return type + "." + name + parameters;
    }

    /** Returns the method part of {@code lambda$method$0}. */
    private static String enclosing(String lambda) {
        int end = lambda.lastIndexOf('$');
        String method = lambda.substring(LAMBDA.length(), Math.max(LAMBDA.length(), end));
        return method.isEmpty() ? lambda : method;
    }

    private static String simple(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }
}
