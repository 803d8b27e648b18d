package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Schema;
import org.jurigged.reshape.Surroundings;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class that the program made at run time to stand for one of which methods were added before: it was made of what
 * reflection shows, and lacks them.
 */
final class LaterStandIn {
    private static final int NOT_OVERRIDDEN =
            Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC;

    private final Realm realm;
    private final Surroundings surroundings;

    LaterStandIn(Realm realm, Surroundings surroundings) {
        this.realm = realm;
        this.surroundings = surroundings;
    }

    /** A method that is lacking. */
    record Lacking(String display, boolean isServed) {}

    /**
     * Returns the methods that it lacks.
     *
     * @param type binary name of what it stands for
     * @param supertypes of the class itself
     */
    List<Lacking> methods(String type, List<String> supertypes) {
        Realm.Shaped shaped = realm.classes().get(type);
        if (shaped == null) {
            return List.of();
        }
        ClassNode latest = new ClassNode();
        new ClassReader(shaped.identified()).accept(latest, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
        if ((latest.access & Opcodes.ACC_ANNOTATION) != 0) {
            return List.of();
        }
        List<Lacking> lacking = new ArrayList<>();
        for (MethodNode method : latest.methods) {
            boolean mayBeOverridden = (method.access & NOT_OVERRIDDEN) == 0 && !method.name.startsWith("<");
            if (mayBeOverridden && !isLoaded(type, method, new LinkedHashSet<>())) {
                lacking.add(new Lacking(
                        Display.method(latest.name, method.name, method.desc),
                        StandIns.isServed(latest, method, supertypes)));
            }
        }
        return lacking;
    }

    /** Whether the JVM's class, or one above it, has a method. */
    private boolean isLoaded(String type, MethodNode method, Set<String> seen) {
        Optional<Schema> schema = seen.add(type) ? schema(type) : Optional.empty();
        return schema.isPresent()
                && (schema.get().methods().stream()
                                .anyMatch(m -> m.name().equals(method.name)
                                        && m.descriptor().equals(method.desc))
                        || supertypes(schema.get()).stream().anyMatch(above -> isLoaded(above, method, seen)));
    }

    private Optional<Schema> schema(String type) {
        Realm.Shaped shaped = realm.classes().get(type);
        return shaped != null
                ? Optional.of(shaped.schema())
                : surroundings.classFile(type).map(Schema::of);
    }

    private static List<String> supertypes(Schema schema) {
        List<String> all = new ArrayList<>(schema.interfaces());
        all.add(Objects.requireNonNullElse(schema.superName(), "java.lang.Object"));
        return all;
    }
}
