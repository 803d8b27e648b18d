package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jurigged.reshape.form.Forms;
import org.jurigged.reshape.form.MovedFields;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds instance fields that are added, or have a type now that no value goes over to, and that constructors assign
 * without an initialiser: objects which exist have the default value of the field's type in them (JLS 4.12.5), where those
 * that are made from now on have another.
 */
final class UnsetFields {
    private final Subject subject;
    private final ClassNode before;
    private final ClassNode latest;
    private final SourceFacts facts;
    private final MovedFields moved;

    /** @param moved of all classes that are edited with it */
    UnsetFields(Subject subject, MovedFields moved) {
        this.moved = moved;
        this.subject = subject;
        this.before = subject.liveOutline();
        this.latest = subject.latestOutline();
        this.facts = subject.change().facts();
    }

    /**
     * Returns what is to be told of such fields.
     *
     * <p>Nothing of an enum, whose constants are made anew; of a class that no object can exist of; nor of a field that
     * the source tells nothing of. A field that was loaded and is put back has the values that it had.
     */
    List<Unseen> find(Surroundings surroundings) {
        if ((latest.access & Opcodes.ACC_ENUM) != 0
                || facts.initialised().isEmpty()
                || !subject.change().initialised()) {
            return List.of();
        }
        List<FieldNode> fields = fields(facts.initialised().get(), surroundings);
        if (fields.isEmpty()) {
            return List.of();
        }
        OptionalLong objects = surroundings.objects(subject.change().className());
        String type = new Names(before, latest).type(Schema.binary(latest.name));
        List<Unseen> found = new ArrayList<>();
        for (FieldNode field : fields) {
            OptionalLong without = without(field, objects, surroundings);
            if (without.isEmpty() || without.getAsLong() > 0) {
                found.add(new Unseen(Unseen.Code.J207, type + "." + field.name, reason(field, without)));
            }
        }
        return found;
    }

    /** Counts the objects that have no value of a field: those of subclasses that it moves up from have theirs. */
    private OptionalLong without(FieldNode field, OptionalLong objects, Surroundings surroundings) {
        OptionalLong left = objects;
        for (String subclass : left.isPresent() ? moved.subclasses(latest.name, field) : List.<String>of()) {
            OptionalLong theirs = surroundings.objects(Schema.binary(subclass));
            left = left.isPresent() && theirs.isPresent()
                    ? OptionalLong.of(left.getAsLong() - theirs.getAsLong())
                    : OptionalLong.empty();
        }
        return left;
    }

    private List<FieldNode> fields(Set<String> initialised, Surroundings surroundings) {
        List<FieldNode> added = latest.fields.stream()
                .filter(field -> isNew(field, surroundings) && !initialised.contains(field.name))
                .toList();
        Set<String> assigned = added.isEmpty() ? Set.of() : assigned();
        return added.stream().filter(field -> assigned.contains(field.name)).toList();
    }

    /** One that was renamed keeps its value, and so does one of another type that the value goes over to. */
    private boolean isNew(FieldNode field, Surroundings surroundings) {
        return (field.access & (Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC)) == 0
                && !facts.renamedFields().containsKey(field.name)
                && before.fields.stream()
                        .noneMatch(old -> old.name.equals(field.name)
                                && isOfObjects(old.access)
                                && Forms.goOver(surroundings, old.desc, field.desc))
                && !moved.isOfAll(latest.name, field)
                && (moved.isMoved(latest.name, field) || !wasLoaded(field));
    }

    private boolean wasLoaded(FieldNode field) {
        return subject.loaded().fields().stream()
                .anyMatch(old -> old.name().equals(field.name)
                        && old.descriptor().equals(field.desc)
                        && isOfObjects(old.access()));
    }

    private static boolean isOfObjects(int access) {
        return (access & Opcodes.ACC_STATIC) == 0;
    }

    private Set<String> assigned() {
        Set<String> names = new HashSet<>();
        for (MethodNode method : subject.latest().methods) {
            if (method.name.equals("<init>")) {
                for (AbstractInsnNode insn : method.instructions) {
                    if (insn.getOpcode() == Opcodes.PUTFIELD && ((FieldInsnNode) insn).owner.equals(latest.name)) {
                        names.add(((FieldInsnNode) insn).name);
                    }
                }
            }
        }
        return names;
    }

    private String reason(FieldNode field, OptionalLong objects) {
        boolean one = objects.isPresent() && objects.getAsLong() == 1;
        String which = "the " + (one ? "object" : objects.isPresent() ? objects.getAsLong() + " objects" : "objects");
        String exist = " that " + (one ? "exists" : "exist");
        // A final field that constructors assign can't have an initialiser besides (JLS 8.3.1.2).
        String remedy = (field.access & Opcodes.ACC_FINAL) != 0
                ? "make " + (one ? "it" : "them") + " anew"
                : "give it an initialiser, or make " + (one ? "the object" : "them") + " anew";
        return "only constructors assign it, so " + which + exist + " " + (one ? "has " : "have ") + value(field)
                + " there; if that won't do, " + remedy;
    }

    private static String value(FieldNode field) {
        return switch (field.desc.charAt(0)) {
            case 'L', '[' -> "null";
            case 'Z' -> "false";
            default -> "0";
        };
    }
}
