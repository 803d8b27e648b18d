package org.jurigged.reshape;

import java.util.Objects;

/**
 * The limits of a stock JVM, each with the code a refusal shows.
 *
 * <p>A code is stable: it is never given another meaning, and a limit that falls takes its code with it. They are
 * grouped: 10x the type itself, 11x the types nested in it, 12x fields, 13x methods, 14x lambdas and what javac makes,
 * 15x static initialisers, 16x classes that can't be redefined at all. Each is shown by an example in
 * {@code docs/limits.md}.
 */
public enum Code {
    /** A class became an interface, an enum, a record or an annotation, or the other way round. */
    J101("kind of type changed", Remedy.RESTART),
    /** Another superclass (JVMTI {@code UNSUPPORTED_REDEFINITION_HIERARCHY_CHANGED}). */
    J102("superclass changed", Remedy.RESTART),
    /** Other direct superinterfaces (JVMTI {@code UNSUPPORTED_REDEFINITION_HIERARCHY_CHANGED}). */
    J103("interfaces changed", Remedy.RESTART),
    /** Other class flags (JVMTI {@code UNSUPPORTED_REDEFINITION_CLASS_MODIFIERS_CHANGED}). */
    J104("type modifiers changed", Remedy.RESTART),
    /** Another PermittedSubclasses attribute (JVMTI {@code UNSUPPORTED_REDEFINITION_CLASS_ATTRIBUTE_CHANGED}). */
    J105("permitted subclasses changed", Remedy.RESTART),
    /** Another Record attribute (JVMTI {@code UNSUPPORTED_REDEFINITION_CLASS_ATTRIBUTE_CHANGED}). */
    J106("record components changed", Remedy.RESTART),
    /** An enum constant is a static field, and {@code values()} was filled when the enum was initialised. */
    J107("enum constant added", Remedy.RESTART),
    /** An enum constant is a static field that other classes may hold. */
    J108("enum constant removed", Remedy.RESTART),
    /** The ordinals of the constants that exist are fixed. */
    J109("enum constants reordered", "Put the constants back in their order, or restart the program to apply it."),

    /** The NestMembers attribute of the outermost class gained a type. */
    J111("nested type added", "Make it a top-level type, or restart the program to apply it."),
    /** The NestMembers attribute of the outermost class lost a type. */
    J112("nested type removed", "Keep the type until the program restarts."),
    /** The NestMembers attribute gained an anonymous or a local class. */
    J113("anonymous or local class added", "Use a top-level class, or restart the program to apply it."),
    /** The NestMembers attribute lost an anonymous or a local class. */
    J114("anonymous or local class removed", Remedy.RESTART),
    /** A class that javac makes by itself came or went: the table of a switch over an enum. */
    J115("helper class of the compiler added or removed", Remedy.RESTART),
    /** An inner, local or anonymous class holds other outer instances or variables than before. */
    J116("captured variables changed", Remedy.RESTART),
    /** The class belongs to another nest: it was compiled for a Java release on the other side of 11. */
    J117("nest changed", "Compile for the Java release that the program was started with."),

    /** JVMTI {@code UNSUPPORTED_REDEFINITION_SCHEMA_CHANGED}. */
    J121("field added", Remedy.RESTART),
    /** JVMTI {@code UNSUPPORTED_REDEFINITION_SCHEMA_CHANGED}. */
    J122("field removed", "Keep the field until the program restarts."),
    /** JVMTI {@code UNSUPPORTED_REDEFINITION_SCHEMA_CHANGED}. */
    J123("field type changed", Remedy.RESTART),
    /** JVMTI {@code UNSUPPORTED_REDEFINITION_SCHEMA_CHANGED}. */
    J124("field modifiers changed", Remedy.RESTART),

    /** JVMTI {@code UNSUPPORTED_REDEFINITION_METHOD_ADDED}. */
    J131("method added", Remedy.RESTART),
    /** JVMTI {@code UNSUPPORTED_REDEFINITION_METHOD_DELETED}. */
    J132("method removed", "Keep the method until the program restarts."),
    /** A method of that name has other parameters or another return type. */
    J133("method signature changed", Remedy.RESTART),
    /** JVMTI {@code UNSUPPORTED_REDEFINITION_METHOD_MODIFIERS_CHANGED}; constructors too. */
    J134("method modifiers changed", Remedy.RESTART),
    /** JVMTI {@code UNSUPPORTED_REDEFINITION_METHOD_ADDED}. */
    J135("constructor added", Remedy.RESTART),
    /** JVMTI {@code UNSUPPORTED_REDEFINITION_METHOD_DELETED}. */
    J136("constructor removed", "Keep the constructor until the program restarts."),
    /** A constructor has other parameters. */
    J137("constructor signature changed", Remedy.RESTART),

    /** A class of another class loader would have to be told that its method is overridden. */
    J138("override of a library's method added", Remedy.RESTART),

    /** The body of a lambda is a method of its class. */
    J141("lambda added", "Use a method reference to a method that exists, or restart the program to apply it."),
    /** The body of a lambda is a method of its class. */
    J142("lambda removed", Remedy.RESTART),
    /** What a lambda captures is in the signature of its body. */
    J143("lambda signature changed", Remedy.RESTART),
    /** Before Java 11 a nested type reaches private members through a method that javac adds. */
    J144("private access between nested types changed", "Make the member package-private, or restart the program."),
    /** A bridge method (JLS 15.12.4.5) came or went although no method of that name did. */
    J145("bridge method changed", Remedy.RESTART),

    /** What a lambda makes implements the method that the loaded interface has. */
    J146("method of a functional interface changed", Remedy.RESTART),

    /** The code of a static field's initialiser or of a static block could not be told from its neighbours. */
    J151("static initialiser can't be run alone", "Restart the program, or break its line below 1,000 columns."),
    /** A static block assigns a final field, and then calls the program's code, which would still read the old value. */
    J152("final field is used before its block ends", "Assign the field last in its block, or restart the program."),
    /** A static initialiser asks the stack which class called it. */
    J153("static initialiser depends on its caller", "Name the class in the call, or restart the program."),

    /** Hidden classes can't be redefined (JVMTI {@code UNMODIFIABLE_CLASS}). */
    J161("hidden class", "Edit the class that generates it, or restart the program."),
    /** A method that is gone from the source stays in the loaded class, with the code that it ran last. */
    J162("loaded class unknown", Remedy.RESTART);

    private final String title;
    private final String remedy;

    Code(String title, String remedy) {
        this.title = Objects.requireNonNull(title, "title");
        this.remedy = Objects.requireNonNull(remedy, "remedy");
    }

    /** What happened, in a few words for a table of contents. */
    public String title() {
        return title;
    }

    /** What the user can do instead, as one sentence. */
    public String remedy() {
        return remedy;
    }

    /** An enum's own constants can't be named in its constructor calls, those of a nested class can. */
    private static final class Remedy {
        static final String RESTART = "Restart the program to apply it.";
    }
}
