package org.jurigged.reshape.identity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/** A method as the source has it; all constructors of a class are one, as they share its initialisers. */
final class Place {
    private final NestClass owner;
    private final String name;
    private final String key;
    private final List<MethodNode> methods = new ArrayList<>();
    private final List<Item> children = new ArrayList<>();
    private Bag body;
    private Place partner;

    Place(NestClass owner, String name, String key) {
        this.owner = owner;
        this.name = name;
        this.key = key;
    }

    /** What tells the place from others of its class: the name, and the descriptor without numbers of classes. */
    static String key(String name, String descriptor, PlainNames names) {
        return name.equals("<init>") ? name : name + names.descriptor(descriptor);
    }

    void add(MethodNode method) {
        methods.add(method);
    }

    String name() {
        return name;
    }

    String key() {
        return key;
    }

    /** What stands directly in it, in the order of the code. */
    List<Item> children() {
        return children;
    }

    boolean isOpen() {
        return partner == null;
    }

    void pair(Place other) {
        partner = other;
        other.partner = this;
    }

    /** The names of the variables and parameters that its code has, so far as the class file tells. */
    Set<String> variables() {
        Set<String> names = new HashSet<>();
        methods.forEach(m -> addVariables(m, names));
        return names;
    }

    static void addVariables(MethodNode method, Set<String> names) {
        if (method.localVariables != null) {
            for (LocalVariableNode variable : method.localVariables) {
                names.add(variable.name);
            }
        }
    }

    /** What its code consists of. */
    Bag body() {
        if (body == null) {
            Bag.Builder builder = new Bag.Builder();
            methods.forEach(m -> builder.add(owner.code(m).body()));
            body = builder.build();
        }
        return body;
    }
}
