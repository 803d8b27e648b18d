package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jurigged.reshape.Realm.Lineage;
import org.jurigged.reshape.Schema;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/**
 * A class as the source has it today, and as the JVM loaded it.
 *
 * <p>All names are internal names. A class that was never edited is the same both ways.
 */
final class TypeInfo {
    final String name;
    final int access;
    final String superName;
    final List<String> interfaces;
    final String nestHost;
    final Lineage lineage;
    private final Map<String, Member> methods = new LinkedHashMap<>();
    private final Map<String, Member> fields = new LinkedHashMap<>();
    private final Set<String> constants = new HashSet<>();
    private final Map<String, Member> physicalMethods;
    private final Map<String, Member> physicalFields;
    private final String physicalNest;
    private final Set<String> physicalNestMembers = new HashSet<>();
    private final int physicalAccess;
    private final List<String> physicalInterfaces;
    private final List<Member> otherMethods;

    /** A method or field of the latest class; {@code type} is its descriptor. */
    record Member(String name, String type, int access) {
        boolean is(int flag) {
            return (access & flag) != 0;
        }

        boolean isStatic() {
            return is(Opcodes.ACC_STATIC);
        }

        /** Whether calls of it look at the receiver's class (JVMS 5.4.6). */
        boolean isVirtual() {
            return !is(Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE) && !name.startsWith("<");
        }
    }

    /** Whether a field is a constant variable (JLS 4.12.4); javac says so of instance fields, too (JVMS 4.7.2). */
    boolean isConstant(Member field) {
        return constants.contains(field.name() + ':' + field.type());
    }

    private TypeInfo(ClassNode latest, Schema loaded, Lineage lineage) {
        this.lineage = lineage;
        name = latest.name;
        access = latest.access;
        physicalAccess = loaded == null ? latest.access : loaded.access();
        superName = latest.superName;
        interfaces = List.copyOf(latest.interfaces);
        nestHost = latest.nestHostClass == null ? latest.name : latest.nestHostClass;
        latest.methods.forEach(m -> methods.put(m.name + m.desc, new Member(m.name, m.desc, m.access)));
        latest.fields.forEach(f -> fields.put(f.name + ':' + f.desc, new Member(f.name, f.desc, f.access)));
        latest.fields.stream().filter(f -> f.value != null).forEach(f -> constants.add(f.name + ':' + f.desc));
        if (loaded == null) {
            physicalMethods = methods;
            physicalFields = fields;
            physicalInterfaces = interfaces;
            physicalNest = nestHost;
            physicalNestMembers.addAll(Objects.requireNonNullElse(latest.nestMembers, List.of()));
        } else {
            physicalInterfaces =
                    loaded.interfaces().stream().map(n -> n.replace('.', '/')).toList();
            physicalMethods = new HashMap<>();
            physicalFields = new HashMap<>();
            loaded.methods().forEach(m -> physicalMethods.put(m.name() + m.descriptor(), member(m)));
            loaded.fields().forEach(f -> physicalFields.put(f.name() + ':' + f.descriptor(), member(f)));
            physicalNest = nest(loaded);
            if (loaded.attributes() == null) {
                physicalNestMembers.addAll(Objects.requireNonNullElse(latest.nestMembers, List.of()));
            } else {
                loaded.attributes().nestMembers().forEach(n -> physicalNestMembers.add(n.replace('.', '/')));
            }
        }
        otherMethods = loaded == null
                ? List.of()
                : methods.values().stream()
                        .filter(m -> !m.equals(physicalMethods.get(m.name() + m.type())))
                        .toList();
    }

    private static Member member(Schema.Member member) {
        return new Member(member.name(), member.descriptor(), member.access());
    }

    private String nest(Schema loaded) {
        if (loaded.attributes() == null || loaded.attributes().nestHost() == null) {
            return loaded.attributes() == null ? nestHost : name;
        }
        return loaded.attributes().nestHost().replace('.', '/');
    }

    /** {@code loaded} is null for a class that is as it was loaded, or isn't loaded yet. */
    static TypeInfo of(ClassNode latest, Schema loaded, Lineage lineage) {
        return new TypeInfo(latest, loaded, lineage);
    }

    boolean isInterface() {
        return (access & Opcodes.ACC_INTERFACE) != 0;
    }

    String packageName() {
        return packageOf(name);
    }

    static String packageOf(String internalName) {
        return internalName.substring(0, internalName.lastIndexOf('/') + 1);
    }

    /** The nest host that the loaded class names; it may not know of it (JVMS 5.4.4). */
    String claimedNest() {
        return physicalNest;
    }

    boolean hasNestMember(String member) {
        return physicalNestMembers.contains(member);
    }

    Member method(String key) {
        return methods.get(key);
    }

    Member field(String key) {
        return fields.get(key);
    }

    List<Member> methods() {
        return new ArrayList<>(methods.values());
    }

    /** The methods that the JVM doesn't have as they are: it lacks them, or they have other modifiers there. */
    List<Member> otherMethods() {
        return otherMethods;
    }

    List<Member> fields() {
        return new ArrayList<>(fields.values());
    }

    List<Member> physicalMethods() {
        return new ArrayList<>(physicalMethods.values());
    }

    /** Whether the JVM lets other packages refer to it (JVMS 5.4.4). */
    boolean isPhysicallyPublic() {
        return (physicalAccess & Opcodes.ACC_PUBLIC) != 0;
    }

    boolean isFinal() {
        return (access & Opcodes.ACC_FINAL) != 0;
    }

    Member physicalMethod(String key) {
        return physicalMethods.get(key);
    }

    Member physicalField(String key) {
        return physicalFields.get(key);
    }

    /** Returns what the JVM has for a member; {@code null} if it has nothing. */
    Member physicalMember(Member member) {
        return member.type().startsWith("(")
                ? physicalMethods.get(member.name() + member.type())
                : physicalFields.get(placeName(member) + ':' + member.type());
    }

    /** The name under which a field has its place: the one it was added with, or loaded with. */
    String placeName(Member field) {
        return lineage.fields().getOrDefault(field.name() + ':' + field.type(), field.name());
    }

    /** Direct supertypes, the superclass first. */
    List<String> supers() {
        return supers(interfaces);
    }

    /** The direct supertypes that the JVM knows of, the superclass first. */
    List<String> physicalSupers() {
        return supers(physicalInterfaces);
    }

    private List<String> supers(List<String> superInterfaces) {
        List<String> all = new ArrayList<>();
        if (superName != null) {
            all.add(superName);
        }
        all.addAll(superInterfaces);
        return all;
    }

    /** The direct superinterfaces that the JVM knows of. */
    List<String> physicalInterfaces() {
        return physicalInterfaces;
    }

    /** Whether the JVM knows of other superinterfaces. */
    boolean hasOtherInterfaces() {
        return !interfaces.equals(physicalInterfaces) && !Set.copyOf(interfaces).equals(Set.copyOf(physicalInterfaces));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TypeInfo type && type.name.equals(name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
