package org.jurigged.reshape;

import java.util.Objects;

/**
 * What can't go live in a stock JVM, each with the code a refusal shows.
 *
 * <p>A code is stable: it is never given another meaning, and a limit that falls takes its code with it. They are
 * grouped: 10x the type itself, 12x fields, 13x methods, 14x lambdas, 15x static initialisers, 16x classes that can't be redefined at all. Each is shown by an example in
 * {@code docs/limits.md}.
 */
public enum Code {
    /** A class became an interface, an enum, a record or an annotation, or the other way round. */
    J101("kind of type changed", Remedy.RESTART),
    /** Another superclass (JVMTI {@code UNSUPPORTED_REDEFINITION_HIERARCHY_CHANGED}). */
    J102("superclass changed", Remedy.RESTART),
    /** Other direct superinterfaces (JVMTI {@code UNSUPPORTED_REDEFINITION_HIERARCHY_CHANGED}). */
    J103("interfaces changed", Remedy.RESTART),
    /** Class flags that the JVM goes by (JVMTI {@code UNSUPPORTED_REDEFINITION_CLASS_MODIFIERS_CHANGED}). */
    J104("type modifiers changed", Remedy.RESTART),
    /** A sealed class doesn't link another subclass (JVMTI {@code UNSUPPORTED_REDEFINITION_CLASS_ATTRIBUTE_CHANGED}). */
    J105("permitted subclasses added", Remedy.RESTART),
    /** The loaded enum may permit no class for it, sets have no room, its constructor throws, or a thread is in between. */
    J107("enum constant can't be added", Remedy.RESTART),
    /** An enum constant is an object, and the program holds it. */
    J108("enum constant in use removed", Remedy.RESTART),
    /** Whatever is sorted by ordinals would be in disorder. */
    J109("enum constants reordered", "Put the constants back in their order, or restart the program to apply it."),
    /** An enum constant with a body is an instance of a class of its own (JLS 8.9.1). */
    J110("body of an enum constant added or removed", Remedy.RESTART),

    /** All threads have to stand still for it, and only a debugger can make them. */
    J111(
            "enum constants changed without a debug connection",
            "Restart the program, with 'jurigged run' or with a debug port, to apply it."),

    /** An added field has its values beside the object, which isn't one before its superclass's constructor ran. */
    J121("added field assigned too early", "Assign it without a condition, or restart the program to apply it."),
    /** Objects that exist don't know the object around them if their class did not use it. */
    J122("outer object of an inner class used", Remedy.RESTART),

    /** Nothing links a native method to the class that an added one is in. */
    J131("native method added", Remedy.RESTART),
    /** The JVM locks by the flag it loaded (JVMTI {@code UNSUPPORTED_REDEFINITION_METHOD_MODIFIERS_CHANGED}). */
    J134("method no longer synchronized", Remedy.RESTART),
    /** An added constructor is a branch in a loaded one, and a subclass elsewhere can call none of those. */
    J135("constructor opened to a subclass", "Open a constructor that exists to it, or restart the program."),
    /** A class of another class loader would have to be told that its method is overridden. */
    J138("override of a library's method added", Remedy.RESTART),
    /** An annotation that was read is a proxy, which knows the elements that the loaded type has. */
    J139("annotation element added", Remedy.RESTART),
    /** A proxy, mock or other class made at run time does with a call what it found out by reflection when it was made. */
    J140("method added to a type with proxies", Remedy.RESTART),
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
    J162("loaded class unknown", Remedy.RESTART),
    /** HotSpot's {@code ConstantPool::find_matching_operand} does not end for them, and there are too many to write otherwise. */
    J163(
            "redefinition would crash the JVM",
            "Move the switch to a class that need not change, or restart the program."),
    /** JVMS 5.5, JVMTI {@code RedefineClasses}: {@code INVALID_CLASS}. */
    J164("static initialiser failed", Remedy.RESTART);

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
