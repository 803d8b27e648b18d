package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jurigged.reshape.Realm.Lineage;
import org.jurigged.reshape.Schema;
import org.jurigged.reshape.Surroundings;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;

/**
 * Finds instance fields that go up to a superclass or down to subclasses with an edit: a class has one from now on, and one
 * that extends it, or that it extends, has none of that name any more. Objects take their values along.
 */
public final class MovedFields {
    private final Map<String, Edited> edited = new HashMap<>();
    private final World world;

    public MovedFields(Surroundings surroundings) {
        // What a class extends never changes (JVMTI RedefineClasses): it doesn't matter which version of it is asked.
        this.world = new World(Map.of(), surroundings);
    }

    private record Edited(TypeInfo before, ClassNode latest, Map<String, String> renamed) {
        /** Returns the field of objects of this name that the class had and has no more; not one of javac's for its own use. */
        Optional<Member> gone(String name) {
            boolean stays = latest.fields.stream().anyMatch(f -> f.name.equals(name)) || renamed.containsValue(name);
            return stays ? Optional.empty() : had(name).filter(field -> !field.is(Opcodes.ACC_SYNTHETIC));
        }

        Optional<Member> had(String name) {
            return before.fields().stream()
                    .filter(f -> f.name().equals(name) && !f.isStatic())
                    .findFirst();
        }
    }

    /**
     * Where a field was.
     *
     * @param type the class, until this edit
     * @param isOfSubclass whether only some of the objects that have the field now are of it
     */
    record Source(TypeInfo type, Member field, boolean isOfSubclass) {}

    /**
     * Notes a loaded class that is edited.
     *
     * @param before the class file until this edit
     * @param loaded the schema that the JVM loaded
     * @param lineage what its members were called before
     * @param latest the class as it is now; its code isn't needed
     * @param renamed the former names of fields, by their new ones
     */
    public void add(byte[] before, Schema loaded, Lineage lineage, ClassNode latest, Map<String, String> renamed) {
        add(KnownTypes.of(before, loaded, lineage), latest, renamed);
    }

    void add(TypeInfo before, ClassNode latest, Map<String, String> renamed) {
        edited.put(before.name, new Edited(before, latest, renamed));
    }

    /** Whether some objects of a class, by internal name, have had a value of a field in another class. */
    public boolean isMoved(String type, FieldNode field) {
        return !sources(type, field).isEmpty();
    }

    /** Whether all objects of a class have had one. */
    public boolean isOfAll(String type, FieldNode field) {
        return sources(type, field).stream().anyMatch(source -> !source.isOfSubclass());
    }

    /** Returns the subclasses, by internal name, whose objects have had one. */
    public List<String> subclasses(String type, FieldNode field) {
        return sources(type, field).stream()
                .filter(Source::isOfSubclass)
                .map(source -> source.type().name)
                .toList();
    }

    private List<Source> sources(String type, FieldNode field) {
        boolean isStatic = (field.access & Opcodes.ACC_STATIC) != 0;
        return isStatic ? List.of() : sources(type, field.name, field.desc);
    }

    /** Returns where a field of objects was in other classes until this edit; what is the first to have one counts. */
    List<Source> sources(String type, String field, String descriptor) {
        Edited edit = edited.get(type);
        if (edit == null || edit.had(field).isPresent() || edit.renamed().containsKey(field)) {
            return List.of();
        }
        List<Source> sources = new ArrayList<>();
        edited.forEach((name, other) -> other.gone(field)
                .filter(gone -> Conversion.of(world, gone.type(), descriptor) != null)
                .ifPresent(gone -> {
                    if (isOpen(other.before(), edit.before()) && isSubclass(name, type)) {
                        sources.add(new Source(other.before(), gone, true));
                    } else if (isSubclass(type, name)) {
                        sources.add(new Source(other.before(), gone, false));
                    }
                }));
        sources.sort(Comparator.comparingInt(source -> -depth(source.type())));
        return upToFirstOfAll(sources);
    }

    /** The most derived class comes first; behind one that all objects are of nothing is asked. */
    private static List<Source> upToFirstOfAll(List<Source> sources) {
        List<Source> some = new ArrayList<>();
        for (Source source : sources) {
            some.add(source);
            if (!source.isOfSubclass()) {
                break;
            }
        }
        return some;
    }

    private int depth(TypeInfo type) {
        return world.supertypes(type.name).size();
    }

    private boolean isSubclass(String name, String of) {
        return world.supertypes(name).contains(of);
    }

    /** Whether code beside a class can name another one (JVMS 5.4.4). */
    private static boolean isOpen(TypeInfo type, TypeInfo beside) {
        return type.isPhysicallyPublic() || type.packageName().equals(beside.packageName());
    }
}
