package org.jurigged.reshape.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodNode;

/** A class of a nest. */
final class NestClass extends Item {
    /** What tells a class from others: its name, the method it stands in, or what javac made it for. */
    enum Kind {
        TOP_LEVEL,
        MEMBER,
        LOCAL,
        ANONYMOUS,
        /** Made by javac: it holds the tables of switches over enums, or is a parameter's type and nothing else. */
        HELPER
    }

    private static final String SWITCH_TABLE = "$SwitchMap$";
    private static final int SORTS =
            Opcodes.ACC_INTERFACE | Opcodes.ACC_ENUM | Opcodes.ACC_ANNOTATION | Opcodes.ACC_RECORD;

    private final Nest nest;
    private final ClassNode node;
    private final Kind kind;
    private final String enclosing;
    private final String simpleName;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<String, Lambda> lambdas = new LinkedHashMap<>();
    private final Map<MethodNode, Code> codes = new HashMap<>();
    private Long fingerprint;
    private Bag body;

    NestClass(Nest nest, ClassNode node) {
        this.nest = nest;
        this.node = node;
        InnerClassNode entry = entry(node);
        this.kind = kind(node, entry);
        this.enclosing = entry == null ? null : entry.outerName != null ? entry.outerName : node.outerClass;
        this.simpleName = entry == null ? null : entry.innerName;
        for (MethodNode method : node.methods) {
            if (Lambda.isLambda(method)) {
                lambdas.put(method.name + method.desc, new Lambda(this, method));
            }
        }
    }

    private static InnerClassNode entry(ClassNode node) {
        for (InnerClassNode entry : node.innerClasses) {
            if (entry.name.equals(node.name)) {
                return entry;
            }
        }
        return null;
    }

    private static Kind kind(ClassNode node, InnerClassNode entry) {
        if (entry == null) {
            return Kind.TOP_LEVEL;
        } else if (entry.outerName != null) {
            return Kind.MEMBER;
        } else if (entry.innerName != null) {
            return Kind.LOCAL;
        }
        return ((entry.access | node.access) & Opcodes.ACC_SYNTHETIC) != 0 ? Kind.HELPER : Kind.ANONYMOUS;
    }

    ClassNode node() {
        return node;
    }

    String name() {
        return node.name;
    }

    Kind kind() {
        return kind;
    }

    boolean isNumbered() {
        return kind == Kind.LOCAL || kind == Kind.ANONYMOUS || kind == Kind.HELPER;
    }

    /** Internal name of the class it is declared in; {@code null} for a top-level class. */
    String enclosing() {
        return enclosing;
    }

    /** The name in the source; {@code null} for a top-level class and for one without. */
    String simpleName() {
        return simpleName;
    }

    Collection<Lambda> lambdas() {
        return lambdas.values();
    }

    Lambda lambda(String key) {
        return lambdas.get(key);
    }

    Collection<Place> places() {
        return places.values();
    }

    Place place(String key) {
        return places.get(key);
    }

    /** The place with a method's name and descriptor; a new one if there is none yet. */
    Place placeOf(String methodName, String descriptor) {
        String key = Place.key(methodName, descriptor, nest.names());
        return places.computeIfAbsent(key, k -> new Place(this, methodName, key));
    }

    String plain(String descriptor) {
        return nest.names().descriptor(descriptor);
    }

    Code code(MethodNode method) {
        Code known = codes.get(method);
        if (known == null) {
            known = Code.of(method, nest.tokens());
            codes.put(method, known);
        }
        return known;
    }

    @Override
    List<Item> children() {
        return List.of();
    }

    @Override
    boolean canBecome(Item latest) {
        if (!(latest instanceof NestClass other) || kind != other.kind) {
            return false;
        }
        return switch (kind) {
            case TOP_LEVEL, MEMBER -> name().equals(other.name());
            case HELPER -> hasSwitchTables() == other.hasSwitchTables();
            case LOCAL -> simpleName.equals(other.simpleName) && hasSameHead(other) && Captured.suffice(this, other);
            case ANONYMOUS ->
                hasSameHead(other)
                        && Captured.constructors(this, nest.names())
                                .equals(Captured.constructors(other, other.nest.names()))
                        && (!stands()
                                || !other.stands()
                                || site().shape().equals(other.site().shape()))
                        && Captured.suffice(this, other);
        };
    }

    @Override
    Object sort() {
        return kind == Kind.LOCAL ? simpleName : kind;
    }

    private boolean hasSwitchTables() {
        return node.fields.stream().anyMatch(f -> f.name.startsWith(SWITCH_TABLE));
    }

    private boolean hasSameHead(NestClass other) {
        return (node.access & SORTS) == (other.node.access & SORTS)
                && plainType(node.superName).equals(other.plainType(other.node.superName))
                && plainTypes(node.interfaces).equals(other.plainTypes(other.node.interfaces));
    }

    private String plainType(String internalName) {
        return nest.names().type(internalName);
    }

    private List<String> plainTypes(List<String> internalNames) {
        return internalNames.stream().map(this::plainType).toList();
    }

    Nest nest() {
        return nest;
    }

    /** Doesn't depend on the order of the members. */
    @Override
    long fingerprint() {
        if (fingerprint == null) {
            fingerprint = 0L; // for a class that comes upon itself, which no compiler makes
            long sum = 0;
            for (FieldNode field : node.fields) {
                sum += Tokens.hash(field.access, member(field.name, field.desc));
            }
            for (MethodNode method : declared()) {
                long head = Tokens.hash(method.access, member(method.name, method.desc));
                sum += Tokens.hash(head, code(method).fingerprint());
            }
            fingerprint = sum;
        }
        return fingerprint;
    }

    @Override
    Bag body() {
        if (body == null) {
            Bag.Builder builder = new Bag.Builder();
            node.fields.forEach(f -> builder.add((int) member(f.name, f.desc), 2));
            declared().forEach(m -> builder.add((int) member(m.name, m.desc), 2));
            node.methods.forEach(m -> builder.add(code(m).body()));
            body = builder.build();
        }
        return body;
    }

    private List<MethodNode> declared() {
        List<MethodNode> declared = new ArrayList<>(node.methods);
        declared.removeIf(m -> Lambda.isLambda(m) || AccessMethods.isAccess(m));
        return declared;
    }

    private long member(String name, String descriptor) {
        return Tokens.hash(name.hashCode(), plain(descriptor).hashCode());
    }
}
