package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jurigged.reshape.Code;
import org.jurigged.reshape.Schema;
import org.jurigged.reshape.SchemaEquality;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.jurigged.reshape.form.World.Found;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.RecordComponentNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Brings the latest class into the schema that the JVM loaded: its header, its fields, its methods. */
final class HostForm {
    /** The flags of a method that a JVM compares; see {@link Schema.Member}. */
    private static final int METHOD_FLAGS = 0x1CFF;

    private static final int FIELD_FLAGS = 0x50DF;

    private final Scene scene;
    private final TypeInfo type;
    private final Schema loaded;
    private final Map<String, MethodNode> latestMethods = new HashMap<>();
    private final ClassNode latest;
    private final BareClass bare;
    private boolean changed;

    /**
     * Forms a class.
     *
     * @param latest the latest class; its parts become those of the formed one
     * @param bare the class as it was formed last, or loaded, without prologues
     */
    HostForm(Scene scene, TypeInfo type, Schema loaded, ClassNode latest, BareClass bare) {
        this.scene = scene;
        this.type = type;
        this.loaded = loaded;
        this.latest = latest;
        this.bare = bare;
        latest.methods.forEach(m -> latestMethods.put(m.name + m.desc, m));
        changed = !SchemaEquality.holds(loaded, Schema.of(latest));
    }

    /** Whether the formed class is another one than the latest. */
    boolean changed() {
        return changed;
    }

    /** Makes the class without prologues. */
    ClassNode form() {
        ClassNode formed = new ClassNode();
        formed.version = latest.version;
        formed.access = (latest.access & ~Schema.CLASS_FLAGS) | loaded.access();
        formed.name = latest.name;
        formed.signature = latest.signature;
        formed.superName = loaded.superName() == null ? null : internal(loaded.superName());
        formed.interfaces = new ArrayList<>(
                loaded.interfaces().stream().map(HostForm::internal).toList());
        formed.sourceFile = latest.sourceFile;
        formed.sourceDebug = latest.sourceDebug;
        formed.module = latest.module;
        formed.outerClass = latest.outerClass;
        formed.outerMethod = latest.outerMethod;
        formed.outerMethodDesc = latest.outerMethodDesc;
        formed.visibleAnnotations = latest.visibleAnnotations;
        formed.invisibleAnnotations = latest.invisibleAnnotations;
        formed.visibleTypeAnnotations = latest.visibleTypeAnnotations;
        formed.invisibleTypeAnnotations = latest.invisibleTypeAnnotations;
        formed.attrs = latest.attrs;
        formed.innerClasses = latest.innerClasses;
        attributes(formed);
        fields(formed);
        for (Schema.Member method : loaded.methods()) {
            formed.methods.add(told(method));
        }
        return formed;
    }

    private MethodNode told(Schema.Member method) {
        try {
            return method(method);
        } catch (CannotForm e) {
            boolean isWritten = (method.access() & Opcodes.ACC_SYNTHETIC) == 0;
            throw isWritten ? e.in(Display.method(type.name, method.name(), method.descriptor())) : e;
        }
    }

    private void attributes(ClassNode formed) {
        if (loaded.attributes() == null) {
            formed.nestHostClass = bare.headers().nestHostClass;
            formed.nestMembers = bare.headers().nestMembers;
            formed.permittedSubclasses = bare.headers().permittedSubclasses;
            formed.recordComponents = bare.headers().recordComponents;
            return;
        }
        Schema.Attributes attributes = loaded.attributes();
        formed.nestHostClass = attributes.nestHost() == null ? null : internal(attributes.nestHost());
        formed.nestMembers = internal(attributes.nestMembers());
        formed.permittedSubclasses = internal(attributes.permittedSubclasses());
        if (attributes.components() != null) {
            formed.recordComponents = new ArrayList<>();
            for (Schema.Component c : attributes.components()) {
                formed.recordComponents.add(component(c));
            }
        }
    }

    private RecordComponentNode component(Schema.Component component) {
        for (RecordComponentNode c :
                latest.recordComponents == null ? List.<RecordComponentNode>of() : latest.recordComponents) {
            if (c.name.equals(component.name())
                    && c.descriptor.equals(component.descriptor())
                    && java.util.Objects.equals(c.signature, component.signature())) {
                return c;
            }
        }
        return new RecordComponentNode(component.name(), component.descriptor(), component.signature());
    }

    private void fields(ClassNode formed) {
        Map<String, FieldNode> known = byKey(latest.fields);
        boolean lacks = loaded.fields().stream().anyMatch(f -> !known.containsKey(key(f.name(), f.descriptor())));
        Map<String, FieldNode> old = lacks ? byKey(bare.headers().fields) : Map.of();
        for (Schema.Member field : loaded.fields()) {
            String key = key(field.name(), field.descriptor());
            FieldNode node = known.getOrDefault(key, old.get(key));
            FieldNode copy =
                    node == null ? new FieldNode(field.access(), field.name(), field.descriptor(), null, null) : node;
            copy.access = (copy.access & ~FIELD_FLAGS) | field.access();
            formed.fields.add(copy);
        }
    }

    private static Map<String, FieldNode> byKey(List<FieldNode> fields) {
        Map<String, FieldNode> byKey = new HashMap<>();
        fields.forEach(f -> byKey.put(key(f.name, f.desc), f));
        return byKey;
    }

    private static String key(String field, String descriptor) {
        return field + ':' + descriptor;
    }

    private MethodNode method(Schema.Member physical) {
        String key = physical.name() + physical.descriptor();
        MethodNode source = latestMethods.get(key);
        MethodNode formed = new MethodNode(physical.access(), physical.name(), physical.descriptor(), null, null);
        if (source == null) {
            removed(formed);
            return formed;
        }
        Methods.describe(source, formed);
        formed.access = (source.access & ~METHOD_FLAGS & ~Opcodes.ACC_NATIVE) | physical.access();
        Member member = type.method(key);
        if (scene.places().ofMethod(type, member) instanceof Place.InCompanion companion) {
            moved(formed, member, companion);
        } else if (physicallyAbstract(physical)) {
            return formed;
        } else if (member.is(Opcodes.ACC_ABSTRACT)) {
            copyOld(formed);
        } else {
            stays(formed, source, member);
        }
        return formed;
    }

    private static boolean physicallyAbstract(Schema.Member physical) {
        return (physical.access() & Opcodes.ACC_ABSTRACT) != 0;
    }

    private void stays(MethodNode formed, MethodNode source, Member member) {
        boolean isSynchronized = (formed.access & Opcodes.ACC_SYNCHRONIZED) != 0;
        if (isSynchronized && !member.is(Opcodes.ACC_SYNCHRONIZED)) {
            throw new CannotForm(Code.J134, "a native method is no longer synchronized, and the JVM goes on locking");
        }
        if (member.is(Opcodes.ACC_NATIVE)) {
            formed.access |= Opcodes.ACC_NATIVE;
            return;
        }
        Methods.copyCode(source, formed);
        changed |= new Rewriter(scene, CodeContext.inClass(type)).apply(formed);
        if (!isSynchronized && member.is(Opcodes.ACC_SYNCHRONIZED)) {
            Synchronizing.apply(formed, member.isStatic() ? null : type.name, type.name);
        }
    }

    /** References from before go on to the method's new place. */
    private void moved(MethodNode formed, Member member, Place.InCompanion companion) {
        boolean wasStatic = (formed.access & Opcodes.ACC_STATIC) != 0;
        if ((formed.access & Opcodes.ACC_ABSTRACT) != 0) {
            return;
        }
        if (wasStatic && !member.isStatic()) {
            copyOld(formed);
            return;
        }
        Lines.first(latestMethods.get(member.name() + member.type())).ifPresent(line -> Lines.begin(formed, line));
        int first = wasStatic ? 0 : 1;
        if (!member.isStatic()) {
            formed.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
        }
        formed.instructions.add(Insns.load(Type.getArgumentTypes(member.type()), first));
        formed.instructions.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC, companion.companion(), member.name(), companion.descriptor(), false));
        formed.instructions.add(Insns.returnOf(member.type()));
    }

    /** What overrode something no longer does; else the last code stays, for those who still hold on to it. */
    private void removed(MethodNode formed) {
        if (formed.name.equals("<clinit>")) {
            formed.instructions.add(new InsnNode(Opcodes.RETURN));
            return;
        }
        if ((formed.access & Opcodes.ACC_ABSTRACT) != 0) {
            return;
        }
        boolean concrete = (formed.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0;
        Found inherited = concrete && !formed.name.equals("<init>")
                ? scene.world().method(type.name, formed.name + formed.desc)
                : null;
        if (inherited == null
                || !inherited.member().isVirtual()
                || inherited.member().is(Opcodes.ACC_ABSTRACT)) {
            if (!renamed(formed)) {
                copyOld(formed);
            }
            return;
        }
        String direct = inherited.type().isInterface() ? superInterface(inherited.type().name) : null;
        formed.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
        formed.instructions.add(Insns.load(Type.getArgumentTypes(formed.desc), 1));
        formed.instructions.add(new MethodInsnNode(
                Opcodes.INVOKESPECIAL,
                direct == null ? type.superName : direct,
                formed.name,
                formed.desc,
                direct != null));
        formed.instructions.add(Insns.returnOf(formed.desc));
        new Rewriter(scene, CodeContext.inClass(type)).apply(formed);
    }

    /** References from before go on to the method under its new name. */
    private boolean renamed(MethodNode formed) {
        String now = type.lineage.methods().get(formed.name + formed.desc);
        Member target = now == null ? null : type.method(now);
        boolean isAbstract = (formed.access & Opcodes.ACC_ABSTRACT) != 0;
        if (target == null || isAbstract || target.isStatic() != ((formed.access & Opcodes.ACC_STATIC) != 0)) {
            return isAbstract;
        }
        int opcode = target.isStatic()
                ? Opcodes.INVOKESTATIC
                : type.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        if (!target.isStatic()) {
            formed.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
        }
        formed.instructions.add(Insns.load(Type.getArgumentTypes(target.type()), target.isStatic() ? 0 : 1));
        formed.instructions.add(
                new MethodInsnNode(opcode, type.name, target.name(), target.type(), type.isInterface()));
        formed.instructions.add(Insns.returnOf(target.type()));
        new Rewriter(scene, CodeContext.inClass(type)).apply(formed);
        return true;
    }

    /**
     * A default method is called as that of a direct superinterface only (JVMS 4.9.2); of one that the class has adopted,
     * as its own. Returns null if it comes from the superclass.
     */
    private String superInterface(String declaring) {
        String adopted = scene.world().physicalSupertypes(type.name).contains(declaring) ? null : declaring;
        return type.physicalInterfaces().stream()
                .filter(name -> scene.world().isSubtype(name, declaring))
                .findFirst()
                .orElse(adopted);
    }

    private void copyOld(MethodNode formed) {
        MethodNode old = bare.method(formed.name + formed.desc);
        if (old == null) {
            throw new CannotForm(Code.J162, "the class file is gone that its " + formed.name + " was loaded from");
        }
        formed.access |= old.access & Opcodes.ACC_NATIVE;
        formed.exceptions = old.exceptions;
        formed.signature = old.signature;
        formed.visibleAnnotations = old.visibleAnnotations;
        formed.visibleParameterAnnotations = old.visibleParameterAnnotations;
        formed.visibleAnnotableParameterCount = old.visibleAnnotableParameterCount;
        Methods.copyCode(old, formed);
        new AdoptionCode(scene, type, formed).apply();
    }

    private static String internal(String name) {
        return name.replace('.', '/');
    }

    private static List<String> internal(List<String> names) {
        return names.isEmpty()
                ? null
                : new ArrayList<>(names.stream().map(HostForm::internal).toList());
    }
}
