package org.jurigged.reshape.identity;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Gives classes and synthetic members their lasting names, in declarations and in all uses. */
final class Renamer extends Remapper {
    private static final String INITIALISER = "<init>";
    private static final String SWITCH_TABLE = "$SwitchMap$";

    private final Map<String, String> classes;
    private final Map<String, Map<String, String>> methods = new HashMap<>();
    private final Map<String, Map<String, String>> constructors = new HashMap<>();
    private final Map<String, String> switchTables = new HashMap<>();
    private boolean renamed;

    /** Takes the new names of classes, by internal name. */
    Renamer(Map<String, String> classes) {
        super(Opcodes.ASM9);
        this.classes = classes;
        classes.forEach((from, to) -> switchTables.put(switchTable(from), switchTable(to)));
    }

    /** The field in which the classes of a nest keep what a switch over an enum needs. */
    private static String switchTable(String enumName) {
        return SWITCH_TABLE + enumName.replace('/', '$');
    }

    /** Adds the new names of a class's methods, by old name and descriptor; the class is called as it was. */
    void addMethods(String owner, Map<String, String> names) {
        Map<String, String> changed = new HashMap<>(names);
        changed.entrySet().removeIf(e -> e.getKey().startsWith(e.getValue() + "("));
        if (!changed.isEmpty()) {
            methods.put(owner, changed);
        }
    }

    /** Adds new descriptors of a class's constructors, by those they have after its renaming; so is the class called. */
    void addConstructors(String owner, Map<String, String> descriptors) {
        if (!descriptors.isEmpty()) {
            constructors.put(owner, descriptors);
        }
    }

    /** Whether there is anything to rename. */
    boolean renamesAnything() {
        return !methods.isEmpty()
                || !constructors.isEmpty()
                || classes.entrySet().stream().anyMatch(e -> !e.getKey().equals(e.getValue()));
    }

    /** A class with all names changed; the very same if there is none in it. */
    ClassNode apply(ClassNode node) {
        renamed = false;
        ClassNode copy = new ClassNode();
        node.accept(new ClassRemapper(copy, this));
        finish(copy, node.name);
        return renamed ? copy : node;
    }

    /** Reads a class with all names changed. */
    ClassNode read(ClassReader reader, Attribute[] prototypes, int flags) {
        ClassNode node = new ClassNode();
        reader.accept(new ClassRemapper(node, this), prototypes, flags);
        finish(node, reader.getClassName());
        return node;
    }

    private void finish(ClassNode copy, String oldName) {
        Map<String, String> bodies = new HashMap<>();
        methods.getOrDefault(oldName, Map.of())
                .forEach((key, name) -> bodies.put(key.substring(0, key.indexOf('(')), name));
        DeserializeLambda.rename(copy, this, bodies);
        if (!constructors.isEmpty()) {
            copy.methods.forEach(m -> redirectConstructors(copy, m));
        }
    }

    private void redirectConstructors(ClassNode copy, MethodNode method) {
        if (method.name.equals(INITIALISER)) {
            method.desc = constructor(copy.name, method.desc);
        }
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof MethodInsnNode call && call.name.equals(INITIALISER)) {
                call.desc = constructor(call.owner, call.desc);
            }
        }
    }

    private String constructor(String owner, String descriptor) {
        return noted(descriptor, constructors.getOrDefault(owner, Map.of()).getOrDefault(descriptor, descriptor));
    }

    @Override
    public String map(String internalName) {
        return noted(internalName, classes.getOrDefault(internalName, internalName));
    }

    @Override
    public String mapMethodName(String owner, String name, String descriptor) {
        Map<String, String> names = methods.get(owner);
        return names == null ? name : noted(name, names.getOrDefault(name + descriptor, name));
    }

    @Override
    public String mapFieldName(String owner, String name, String descriptor) {
        return name.startsWith(SWITCH_TABLE) ? noted(name, switchTables.getOrDefault(name, name)) : name;
    }

    /** What the source calls a class stays, and so does that an anonymous class has no name (JVMS 4.7.6). */
    @Override
    public String mapInnerClassName(String name, String ownerName, String innerName) {
        return innerName;
    }

    private String noted(String from, String to) {
        renamed |= !from.equals(to);
        return to;
    }
}
