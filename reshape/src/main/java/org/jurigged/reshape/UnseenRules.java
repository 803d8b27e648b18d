package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jurigged.reshape.Unseen.Code;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** What an edit of one class brings that those who look at classes by reflection don't find, or have looked at before. */
final class UnseenRules {
    private static final int HIDDEN = Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE;

    private final ClassNode before;
    private final ClassNode latest;
    private final Names names;
    private final Set<String> loaded = new HashSet<>();
    private final List<String> implemented;
    private final List<Unseen> found = new ArrayList<>();

    /** {@code before} is the class until this edit, {@code schema} what the JVM loaded. */
    UnseenRules(Schema schema, ClassNode before, ClassNode latest) {
        this.before = before;
        this.latest = latest;
        this.names = new Names(before, latest);
        this.implemented = schema.interfaces();
        schema.methods().forEach(m -> loaded.add(m.key()));
        schema.fields().forEach(f -> loaded.add(f.key()));
    }

    /** @param serializable whether the class of an internal name is one that the program makes serializable */
    List<Unseen> find(Predicate<String> serializable) {
        annotations();
        interfaces();
        if ((latest.access & Opcodes.ACC_RECORD) == 0) {
            properties();
        } else if (!components(before).equals(components(latest))) {
            tell(Code.J205, type(), "record components changed; reflection still sees those that were loaded");
        }
        boolean written = (latest.access & (Opcodes.ACC_RECORD | Opcodes.ACC_ENUM)) == 0;
        if (written && !state(before).equals(state(latest)) && serializable.test(latest.name)) {
            tell(Code.J204, type(), "fields changed; serialization still writes those that were loaded");
        }
        return List.copyOf(found);
    }

    /** An interface's own interfaces can't change; see {@link TypeRule}. */
    private void interfaces() {
        for (String name : latest.interfaces) {
            if (!before.interfaces.contains(name) && !implemented.contains(Schema.binary(name))) {
                String of = names.type(Schema.binary(name));
                tell(Code.J206, type(), "interface " + of + " added; reflection still sees " + type() + " without it");
            }
        }
        for (String name : before.interfaces) {
            if (!latest.interfaces.contains(name) && implemented.contains(Schema.binary(name))) {
                String of = names.type(Schema.binary(name));
                tell(Code.J206, type(), "interface " + of + " removed; reflection still sees " + type() + " with it");
            }
        }
    }

    /** A declaration with its annotations; {@code key} tells members of a class apart. */
    private record Annotations(String key, Supplier<String> name, List<AnnotationNode> all) {}

    private void annotations() {
        Annotations was = new Annotations("", this::type, before.visibleAnnotations);
        compare(was, new Annotations("", this::type, latest.visibleAnnotations));
        Map<String, Annotations> old = new HashMap<>();
        members(before).forEach(member -> old.put(member.key(), member));
        for (Annotations member : members(latest)) {
            Set<String> names = Annotated.names(member.all());
            if (old.containsKey(member.key())) {
                compare(old.get(member.key()), member);
            } else if (!loaded.contains(member.key()) && !names.isEmpty()) {
                String with = "added with " + String.join(" ", names);
                tell(Code.J201, member.name().get(), with + "; reflection still sees " + type() + " without it");
            }
        }
    }

    private List<Annotations> members(ClassNode node) {
        List<Annotations> members = new ArrayList<>();
        for (FieldNode field : node.fields) {
            members.add(new Annotations(
                    field.name + field.desc, () -> type() + "." + field.name, field.visibleAnnotations));
        }
        for (MethodNode method : node.methods) {
            members.add(new Annotations(
                    method.name + method.desc, () -> type() + "." + shown(method), method.visibleAnnotations));
        }
        return members;
    }

    private void compare(Annotations was, Annotations is) {
        Set<String> names = Annotated.changed(was.all(), is.all());
        if (!names.isEmpty()) {
            String all = String.join(" ", names);
            tell(Code.J203, is.name().get(), all + " changed; what has read it before goes on with what it read");
        }
    }

    /** A class with properties that gets another one. */
    private void properties() {
        boolean bean = before.methods.stream().anyMatch(m -> property(m) != null);
        Set<String> added = new TreeSet<>();
        Set<String> known = new HashSet<>();
        for (MethodNode method : before.methods) {
            known.add(method.name + method.desc);
        }
        for (MethodNode method : latest.methods) {
            String key = method.name + method.desc;
            String property = property(method);
            if (property != null
                    && !loaded.contains(key)
                    && !known.contains(key)
                    && Annotated.names(method.visibleAnnotations).isEmpty()) {
                added.add(property);
            }
        }
        if (bean) {
            added.forEach(property -> tell(
                    Code.J202,
                    type() + "." + property,
                    "bean property added; reflection still sees " + type() + " without it"));
        }
    }

    /** The name of the property that a method reads or writes (JavaBeans 8.3); {@code null} if it does neither. */
    private static String property(MethodNode method) {
        Type type = Type.getMethodType(method.desc);
        int parameters = type.getArgumentTypes().length;
        boolean open =
                (method.access & Opcodes.ACC_PUBLIC) != 0 && (method.access & (Opcodes.ACC_STATIC | HIDDEN)) == 0;
        boolean returns = type.getReturnType() != Type.VOID_TYPE;
        boolean reads = parameters == 0
                && (returns && has(method.name, "get")
                        || type.getReturnType() == Type.BOOLEAN_TYPE && has(method.name, "is"));
        boolean writes = parameters == 1 && !returns && has(method.name, "set");
        if (!open || !(reads || writes)) {
            return null;
        }
        String name = method.name.substring(method.name.startsWith("is") ? 2 : 3);
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static boolean has(String name, String prefix) {
        return name.startsWith(prefix)
                && name.length() > prefix.length()
                && Character.isUpperCase(name.charAt(prefix.length()));
    }

    private static List<String> components(ClassNode node) {
        return node.recordComponents == null
                ? List.of()
                : node.recordComponents.stream()
                        .map(c -> c.name + ":" + c.descriptor)
                        .toList();
    }

    private static Set<String> state(ClassNode node) {
        Set<String> state = new HashSet<>();
        node.fields.stream()
                .filter(f -> (f.access & (Opcodes.ACC_STATIC | Opcodes.ACC_TRANSIENT)) == 0)
                .forEach(f -> state.add(f.name + ":" + f.desc));
        return state;
    }

    private String type() {
        return names.type(Schema.binary(latest.name));
    }

    private String shown(MethodNode method) {
        List<String> parameters = new ArrayList<>();
        for (Type parameter : Type.getArgumentTypes(method.desc)) {
            String name = parameter.getClassName();
            parameters.add(name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1));
        }
        String name = method.name.equals("<init>") ? type().substring(type().lastIndexOf('.') + 1) : method.name;
        return name + "(" + String.join(", ", parameters) + ")";
    }

    private void tell(Code code, String definition, String reason) {
        found.add(new Unseen(code, definition, reason));
    }
}
