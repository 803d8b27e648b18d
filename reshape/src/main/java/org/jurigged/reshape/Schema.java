package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.RecordComponentNode;

/**
 * What a JVM compares when a class is redefined (JVMTI RedefineClasses; HotSpot's
 * {@code VM_RedefineClasses::compare_and_normalize_class_versions}). All class names are binary names.
 *
 * <p>Flags are those of the class file, and bits that take no part in the comparison are dropped. A debugger reports a
 * nested class's flags from the InnerClasses attribute instead: convert them with {@link #classFileAccess(int)}.
 *
 * @param name name of the class
 * @param access access flags in its class file
 * @param superName name of the superclass; {@code null} for {@code java.lang.Object}
 * @param interfaces the direct superinterfaces, in order
 * @param fields the declared fields, in the order of the class file
 * @param methods the declared methods, constructors and static initialiser included, in any order
 * @param attributes the attributes that take part; {@code null} if unknown, they are then not compared
 */
public record Schema(
        String name,
        int access,
        String superName,
        List<String> interfaces,
        List<Member> fields,
        List<Member> methods,
        Attributes attributes) {
    /** The flags of a class that a JVM compares. */
    public static final int CLASS_FLAGS = Opcodes.ACC_PUBLIC
            | Opcodes.ACC_FINAL
            | Opcodes.ACC_INTERFACE
            | Opcodes.ACC_ABSTRACT
            | Opcodes.ACC_SYNTHETIC
            | Opcodes.ACC_ANNOTATION
            | Opcodes.ACC_ENUM;

    /** Those that were read, by the class file itself: each edit asks for the same ones several times. */
    private static final Map<byte[], Schema> READ = Collections.synchronizedMap(new WeakHashMap<>());

    public Schema {
        Objects.requireNonNull(name, "name");
        access &= CLASS_FLAGS;
        interfaces = List.copyOf(interfaces);
        fields = List.copyOf(fields);
        methods = List.copyOf(methods);
    }

    /** Reads the schema of a class file; once for each array, which nobody may write to any more. */
    public static Schema of(byte[] classFile) {
        Schema known = READ.get(classFile);
        if (known == null) {
            ClassNode node = new ClassNode();
            new ClassReader(classFile)
                    .accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            known = of(node);
            READ.put(classFile, known);
        }
        return known;
    }

    /** Reads the schema of a class in ASM's form. */
    public static Schema of(ClassNode node) {
        return new Schema(
                binary(node.name),
                node.access,
                node.superName == null ? null : binary(node.superName),
                binary(node.interfaces),
                node.fields.stream()
                        .map(f -> new Member(f.name, f.desc, f.access))
                        .toList(),
                node.methods.stream()
                        .map(m -> new Member(m.name, m.desc, m.access))
                        .toList(),
                Attributes.of(node));
    }

    /**
     * Turns the modifiers that a debugger or reflection reports for a class into those of its class file: a nested
     * class that is private has no access flag there, a protected one is public, and none is static (JVMS 4.7.6).
     */
    public static int classFileAccess(int modifiers) {
        int visible = (modifiers & Opcodes.ACC_PROTECTED) != 0 ? modifiers | Opcodes.ACC_PUBLIC : modifiers;
        return visible & CLASS_FLAGS;
    }

    boolean is(int flag) {
        return (access & flag) != 0;
    }

    static String binary(String internalName) {
        return internalName.replace('/', '.');
    }

    private static List<String> binary(List<String> internalNames) {
        return internalNames == null
                ? List.of()
                : internalNames.stream().map(Schema::binary).toList();
    }

    /**
     * A declared field or method.
     *
     * @param name its name; {@code <init>} and {@code <clinit>} for initialisers
     * @param descriptor its field or method descriptor
     * @param access its flags; those that a JVM doesn't compare are dropped
     */
    public record Member(String name, String descriptor, int access) {
        /** HotSpot's JVM_RECOGNIZED_FIELD_MODIFIERS. */
        private static final int FIELD_FLAGS = 0x50DF;
        /** Its JVM_RECOGNIZED_METHOD_MODIFIERS without native, which may change. */
        private static final int METHOD_FLAGS = 0x1CFF;

        public Member {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(descriptor, "descriptor");
            access &= descriptor.startsWith("(") ? METHOD_FLAGS : FIELD_FLAGS;
        }

        boolean is(int flag) {
            return (access & flag) != 0;
        }

        String key() {
            return name + descriptor;
        }
    }

    /**
     * The class attributes that can't change.
     *
     * @param nestHost name of the class's NestHost; {@code null} if it has none
     * @param nestMembers the NestMembers, whose order doesn't matter
     * @param components the components of a record, in order; {@code null} for a class that is no record
     * @param permittedSubclasses the PermittedSubclasses, whose order doesn't matter
     */
    public record Attributes(
            String nestHost, List<String> nestMembers, List<Component> components, List<String> permittedSubclasses) {
        public Attributes {
            nestMembers = List.copyOf(nestMembers);
            components = components == null ? null : List.copyOf(components);
            permittedSubclasses = List.copyOf(permittedSubclasses);
        }

        private static Attributes of(ClassNode node) {
            List<Component> components = null;
            if ((node.access & Opcodes.ACC_RECORD) != 0 || node.recordComponents != null) {
                components = new ArrayList<>();
                for (RecordComponentNode c :
                        Objects.requireNonNullElse(node.recordComponents, List.<RecordComponentNode>of())) {
                    components.add(new Component(c.name, c.descriptor, c.signature));
                }
            }
            return new Attributes(
                    node.nestHostClass == null ? null : binary(node.nestHostClass),
                    binary(node.nestMembers),
                    components,
                    binary(node.permittedSubclasses));
        }
    }

    /**
     * A record component.
     *
     * @param signature its generic signature, which a JVM compares too; {@code null} if it has none
     */
    public record Component(String name, String descriptor, String signature) {
        public Component {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(descriptor, "descriptor");
        }
    }
}
