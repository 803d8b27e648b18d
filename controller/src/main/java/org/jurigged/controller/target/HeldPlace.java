package org.jurigged.controller.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where a thread is held: a frame of the program's own code, and what is in scope there.
 *
 * @param key another one when the frame, or where it stands, is another
 * @param text class, method and line
 * @param className binary name of the frame's class
 * @param type what {@code this} is; the frame's class where there is none
 * @param members names of the fields and methods of that class, those that it inherits too
 * @param variables what can be read there, {@code this} too
 * @param obstacle why the variables can't be had; empty if they can
 */
public record HeldPlace(
        String key,
        String text,
        String className,
        String type,
        List<String> members,
        List<Variable> variables,
        String obstacle) {
    /** What {@code this} is called among the variables. */
    public static final String THIS = "this";

    private static final int FIXED = 6;

    public HeldPlace {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(type, "type");
        members = List.copyOf(members);
        variables = List.copyOf(variables);
        Objects.requireNonNull(obstacle, "obstacle");
    }

    /**
     * A variable.
     *
     * @param descriptor its type (JVMS 4.3.2)
     * @param signature its type with type arguments (JVMS 4.7.9.1); the descriptor where there are none
     */
    public record Variable(String name, String descriptor, String signature) {}

    /** Returns this as words, none of which has a line end. */
    public List<String> words() {
        List<String> words = new ArrayList<>(List.of(key, text, className, type, String.join(" ", members), obstacle));
        variables.forEach(each -> words.addAll(List.of(each.name(), each.descriptor(), each.signature())));
        return words;
    }

    /** Returns what {@link #words} was made of. */
    public static HeldPlace from(List<String> words) {
        List<Variable> variables = new ArrayList<>();
        for (int i = FIXED; i + 2 < words.size(); i += 3) {
            variables.add(new Variable(words.get(i), words.get(i + 1), words.get(i + 2)));
        }
        return new HeldPlace(
                words.get(0),
                words.get(1),
                words.get(2),
                words.get(3),
                List.of(words.get(4).split(" ")),
                variables,
                // An empty one at the end is lost on the way.
                words.size() < FIXED ? "" : words.get(5));
    }
}
