package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
 * Which methods don't reach a class that the program made at run time to stand for one that had been edited before: it was
 * made of what reflection shows, so that it lacks what was added.
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

    /**
     * Returns the display names of a type's methods of which calls don't reach what an object stands for.
     *
     * @param type binary name of an edited type
     * @param supertypes the direct ones of the class that was made, by binary name
     */
    List<String> missed(String type, List<String> supertypes) {
        Realm.Shaped shaped = realm.classes().get(type);
        if (shaped == null || supertypes.contains(StandIns.CONFIGURATION)) {
            return List.of();
        }
        ClassNode latest = new ClassNode();
        new ClassReader(shaped.identified()).accept(latest, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
        if ((latest.access & (Opcodes.ACC_ANNOTATION | Opcodes.ACC_FINAL)) != 0) {
            return List.of();
        }
        List<String> missed = new ArrayList<>();
        for (MethodNode method : latest.methods) {
            boolean mayBeOverridden = (method.access & NOT_OVERRIDDEN) == 0 && !method.name.startsWith("<");
            if (mayBeOverridden && !isLoaded(type, method, new HashSet<>()) && !isServed(latest, method, supertypes)) {
                missed.add(Display.method(latest.name, method.name, method.desc));
            }
        }
        return missed;
    }

    /** Whether the JVM's class, or one above it, has a method that what was made could override. */
    private boolean isLoaded(String type, MethodNode method, Set<String> seen) {
        Optional<Schema> schema = seen.add(type) ? schema(type) : Optional.empty();
        return schema.isPresent()
                && (has(schema.get(), method)
                        || supertypes(schema.get()).stream().anyMatch(above -> isLoaded(above, method, seen)));
    }

    private static boolean has(Schema schema, MethodNode method) {
        return schema.methods().stream()
                .anyMatch(m -> (m.access() & NOT_OVERRIDDEN) == 0
                        && m.name().equals(method.name)
                        && m.descriptor().equals(method.desc));
    }

    private Optional<Schema> schema(String type) {
        Realm.Shaped shaped = realm.classes().get(type);
        return shaped != null
                ? Optional.of(shaped.schema())
                : surroundings.classFile(type).map(Schema::of);
    }

    private static List<String> supertypes(Schema schema) {
        List<String> all = new ArrayList<>(schema.interfaces());
        if (schema.superName() != null) {
            all.add(schema.superName());
        }
        return all;
    }

    /** Whether the method's companion calls it on what objects with these supertypes stand for. */
    private boolean isServed(ClassNode latest, MethodNode method, List<String> supertypes) {
        String companion = FormNames.method(latest.name, method.name, method.desc, false, true);
        byte[] code = realm.companions().get(companion.replace('/', '.'));
        StandInCode kind = StandInCode.of(supertypes);
        return code != null && kind != null && kind.isIn(code);
    }
}
