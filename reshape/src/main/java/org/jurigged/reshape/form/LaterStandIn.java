package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Schema;
import org.jurigged.reshape.Surroundings;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/**
 * Which methods don't reach a class that the program made at run time to stand for one that had been edited before: it was
 * made of what reflection shows, so that it lacks what was added.
 */
final class LaterStandIn {
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
        TypeInfo info = TypeInfo.of(latest, shaped.schema(), shaped.lineage());
        Places places = new Places(name -> false, name -> false);
        List<String> missed = new ArrayList<>();
        for (Member method : info.methods()) {
            if (method.isVirtual()
                    && !method.is(Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC)
                    && places.ofMethod(info, method) instanceof Place.InCompanion place
                    && supertypes(shaped.schema()).stream().noneMatch(above -> isLoaded(above, method))
                    && !isServed(place, supertypes)) {
                missed.add(Display.method(info.name, method.name(), method.type()));
            }
        }
        return missed;
    }

    /** Whether the JVM's class, or one above it, has a method that what was made can override. */
    private boolean isLoaded(String type, Member method) {
        Optional<Schema> schema = schema(type);
        return schema.isPresent()
                && (has(schema.get(), method)
                        || supertypes(schema.get()).stream().anyMatch(above -> isLoaded(above, method)));
    }

    private static boolean has(Schema schema, Member method) {
        return schema.methods().stream()
                .anyMatch(m -> m.name().equals(method.name()) && m.descriptor().equals(method.type()));
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
    private boolean isServed(Place.InCompanion place, List<String> supertypes) {
        byte[] code = realm.companions().get(place.companion().replace('/', '.'));
        StandInCode kind = StandInCode.of(supertypes);
        return code != null && kind != null && kind.isIn(code);
    }
}
