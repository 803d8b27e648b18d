package org.jurigged.reshape.identity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/** The synthetic method that javac makes of a lambda's body, or of a method reference that needs one. */
final class Lambda extends Item {
    /** How the names of such methods start. */
    static final String PREFIX = "lambda$";

    private final NestClass owner;
    private final MethodNode method;
    private final List<Item> children = new ArrayList<>();
    private List<String> captured;

    Lambda(NestClass owner, MethodNode method) {
        this.owner = owner;
        this.method = method;
    }

    static boolean isLambda(MethodNode method) {
        return (method.access & Opcodes.ACC_SYNTHETIC) != 0 && method.name.startsWith(PREFIX);
    }

    NestClass owner() {
        return owner;
    }

    MethodNode method() {
        return method;
    }

    String key() {
        return method.name + method.desc;
    }

    @Override
    List<Item> children() {
        return children;
    }

    @Override
    long fingerprint() {
        return owner.code(method).fingerprint();
    }

    @Override
    Bag body() {
        return owner.code(method).body();
    }

    /** Objects hold what the lambda captured, and which method they implement (JLS 15.27.4). */
    @Override
    boolean canBecome(Item latest) {
        return latest instanceof Lambda other
                && owner.partner() == other.owner
                && isStatic() == other.isStatic()
                && owner.plain(method.desc).equals(other.owner.plain(other.method.desc))
                && (!stands()
                        || !other.stands()
                        || site().shape().equals(other.site().shape()))
                && capturesTheSame(other);
    }

    @Override
    Object sort() {
        return PREFIX;
    }

    boolean isStatic() {
        return (method.access & Opcodes.ACC_STATIC) != 0;
    }

    /**
     * Whether each captured variable is the one of the other version too: it has the same name, or neither version has
     * both names, so that it was renamed. Only types are compared where the class file names no variables.
     */
    private boolean capturesTheSame(Lambda latest) {
        List<String> was = captured();
        List<String> is = latest.captured();
        if (was.isEmpty() || was.equals(is)) {
            return true;
        }
        if (was.size() != is.size()) {
            return is.isEmpty();
        }
        Set<String> before = variables();
        Set<String> after = latest.variables();
        for (int i = 0; i < was.size(); i++) {
            boolean same = was.get(i).equals(is.get(i));
            if (!same && (before.contains(is.get(i)) || after.contains(was.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** The names of the captured variables, which are the first parameters; empty if the class file doesn't tell. */
    private List<String> captured() {
        if (captured == null) {
            captured = readCaptured();
        }
        return captured;
    }

    private List<String> readCaptured() {
        List<String> names = new ArrayList<>();
        Type[] parameters = Type.getArgumentTypes(method.desc);
        int slot = isStatic() ? 0 : 1;
        for (int i = 0; i < Math.min(site().captures(), parameters.length); i++) {
            String name = parameter(slot);
            if (name == null) {
                return List.of();
            }
            names.add(name);
            slot += parameters[i].getSize();
        }
        return names;
    }

    private String parameter(int slot) {
        if (method.localVariables != null) {
            for (LocalVariableNode variable : method.localVariables) {
                if (variable.index == slot && variable.start == method.instructions.getFirst()) {
                    return variable.name;
                }
            }
        }
        return null;
    }

    /** The names of the variables of the code around it. */
    private Set<String> variables() {
        Set<String> names = place() == null ? new HashSet<>() : place().variables();
        for (Lambda around = outer(); around != null; around = around.outer()) {
            Place.addVariables(around.method, names);
        }
        return names;
    }
}
