package org.jurigged.reshape.store;

import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes the class that has the values of an instance field that was added after its host was loaded.
 *
 * <p>The class is self-contained, belongs into the host's package and loader, and has these methods:
 *
 * <pre>
 * public static T get(Host)          the value; if there is none yet, the former or else the initialiser's, which is stored
 * public static void put(Host, T)
 * public static boolean has(Host)    whether there is a value, here or where the field was before
 * public static T init(Host)         the initialiser, which nothing is stored of
 * </pre>
 *
 * <ul>
 *   <li>Its schema depends on the names, the descriptor, {@code volatile}, and on there being a former place: when only the initialiser changes, the class
 *       can be redefined, and the values stay.
 *   <li>An instance is known by identity, and null is answered with a {@code NullPointerException} that comes from the
 *       caller. Without an initialiser, an instance that is only read has no value, and takes no memory.
 *   <li>Two threads that read first may both run the initialiser; one value wins, and both see it. If it throws,
 *       nothing is stored. If it reads the field itself, it sees the default value, or what it assigned before.
 *   <li>Reads take no lock, and neither do writes to an instance that has a value. A {@code volatile} field has the order
 *       of one (JLS 17.4.5); another has no torn values, and an initialiser's value is published safely.
 *   <li>The store doesn't keep an instance, with one exception that no class in Java can do without, the JVM having no
 *       ephemerons: it keeps one whose value leads back to it by strong references. The value may be the
 *       instance itself. {@link #mayLeadBack} tells for which types that can be.
 *   <li>A dead instance's value is let go as other instances get values, or values are put.
 * </ul>
 */
public final class FieldStore {
    /** Classes whose objects are made of primitive values, and that nobody can extend. */
    private static final Set<String> LEAVES = Set.of(
            "java/lang/String",
            "java/lang/Boolean",
            "java/lang/Character",
            "java/lang/Byte",
            "java/lang/Short",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Float",
            "java/lang/Double",
            "java/lang/Void",
            "java/lang/StringBuilder",
            "java/lang/StringBuffer",
            "java/util/Locale",
            "java/util/OptionalInt",
            "java/util/OptionalLong",
            "java/util/OptionalDouble",
            "java/util/UUID",
            "java/time/Duration",
            "java/time/Instant",
            "java/time/LocalDate",
            "java/time/LocalDateTime",
            "java/time/LocalTime",
            "java/time/OffsetDateTime",
            "java/time/Period",
            "java/time/Year",
            "java/time/YearMonth");

    /** The name of the method that is a field's initialiser. */
    public static final String INITIALISER = "init";

    private FieldStore() {}

    /**
     * Makes the companion of a field.
     *
     * @param companionName its internal name, in the host's package
     * @param classVersion of the host's class file: Java 8's, 52, or later; a JVM of 17 or later is to load it
     * @param host internal name of the class that the field was added to
     * @param descriptor the field's type (JVMS 4.3.2)
     * @param initialiser a static {@code (Host)T} with stack map frames that may do what the companion may;
     *     null if the field has none, and its value is the type's default
     * @param former where instances from before may have a value, which counts more than the initialiser; null if nowhere
     * @param sourceFile the file that stack traces name; null if unknown
     * @return class files by internal name, the companion's among them
     * @throws IllegalArgumentException if the class file version is too old, or the initialiser is of another type
     */
    public static Map<String, byte[]> companion(
            String companionName,
            int classVersion,
            String host,
            String field,
            String descriptor,
            boolean isVolatile,
            MethodNode initialiser,
            Former former,
            String sourceFile) {
        requireVersion(classVersion, host);
        if (initialiser != null) {
            require(initialiser, "initialiser", host, field, descriptor);
        }
        if (former != null) {
            require(former.has(), "question", host, field, "Z");
            require(former.get(), "former value", host, field, descriptor);
        }
        ClassNode store = Template.as(companionName);
        store.version = classVersion;
        store.sourceFile = sourceFile;
        Accessors accessors = new Accessors(store, host, field, Type.getType(descriptor));
        accessors.value(isVolatile);
        accessors.get(initialiser != null || former != null);
        accessors.put();
        accessors.has(former != null);
        accessors.init(initialiser);
        accessors.initialise(former != null);
        if (former != null) {
            accessors.former(former);
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        store.accept(writer);
        return Map.of(companionName, writer.toByteArray());
    }

    /** Returns what takes over from the field's former place in a companion that was made here; {@code null} if nothing does. */
    public static Former former(byte[] companion) {
        ClassNode node = new ClassNode();
        new ClassReader(companion).accept(node, ClassReader.SKIP_DEBUG | ClassReader.EXPAND_FRAMES);
        MethodNode has = method(node, Former.HAS);
        return has == null ? null : new Former(has, method(node, Former.GET));
    }

    /** Returns the initialiser in a companion that was made here. */
    public static MethodNode initialiser(byte[] companion) {
        ClassNode node = new ClassNode();
        new ClassReader(companion).accept(node, ClassReader.SKIP_DEBUG | ClassReader.EXPAND_FRAMES);
        return method(node, INITIALISER);
    }

    private static MethodNode method(ClassNode node, String name) {
        return node.methods.stream()
                .filter(m -> m.name.equals(name))
                .findFirst()
                .orElse(null);
    }

    /**
     * Says whether a value of a type may lead back to the instance that has it, which would then stay in memory.
     *
     * @param descriptor a field's type (JVMS 4.3.2)
     * @return false if that is impossible; true if it depends on the value
     */
    public static boolean mayLeadBack(String descriptor) {
        Type type = Type.getType(descriptor);
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        return element.getSort() == Type.OBJECT && !LEAVES.contains(element.getInternalName());
    }

    /** Whether a value of a type may be the instance that has it, which is a class of the program's. */
    static boolean mayBeItself(Type type) {
        return type.getSort() == Type.OBJECT && !LEAVES.contains(type.getInternalName());
    }

    private static void requireVersion(int classVersion, String host) {
        if ((classVersion & 0xFFFF) < Opcodes.V1_8) {
            throw new IllegalArgumentException(host + " has a class file of version " + (classVersion & 0xFFFF)
                    + "; a store takes 52 (Java 8) or later: compile it for Java 8 or later");
        }
    }

    private static void require(MethodNode method, String what, String host, String field, String descriptor) {
        String expected = "(L" + host + ";)" + descriptor;
        if (!method.desc.equals(expected) || (method.access & Opcodes.ACC_STATIC) == 0) {
            throw new IllegalArgumentException("the " + what + " of " + host + "." + field + " is " + method.desc
                    + "; it has to be static and " + expected);
        }
    }
}
