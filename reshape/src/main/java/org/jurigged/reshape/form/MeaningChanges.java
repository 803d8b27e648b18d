package org.jurigged.reshape.form;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.Opcodes;

/**
 * Finds members whose name means something else to code that wasn't compiled anew: a static method or a field that hides an
 * inherited one now or no longer does, and what has moved out of its class.
 */
final class MeaningChanges {
    private final Scene scene;
    private final TypeInfo before;
    private final TypeInfo after;

    MeaningChanges(Scene scene, TypeInfo before, TypeInfo after) {
        this.scene = scene;
        this.before = before;
        this.after = after;
    }

    /** Returns their names. */
    Set<String> members() {
        Set<String> names = new LinkedHashSet<>();
        for (Member field : after.fields()) {
            String key = field.name() + ':' + field.type();
            Member old = before.field(key);
            if (old == null ? hidesField(key) : old.access() != field.access() || moved(old, field)) {
                names.add(field.name());
            }
        }
        for (Member field : before.fields()) {
            if (after.field(field.name() + ':' + field.type()) == null
                    && hidesField(field.name() + ':' + field.type())) {
                names.add(field.name());
            }
        }
        for (Member method : after.methods()) {
            String key = method.name() + method.type();
            Member old = before.method(key);
            if (old == null ? method.is(Opcodes.ACC_STATIC) && hidesMethod(key) : isElsewhere(old, method)) {
                names.add(method.name());
            }
        }
        for (Member method : before.methods()) {
            String key = method.name() + method.type();
            if (after.method(key) == null && method.is(Opcodes.ACC_STATIC) && hidesMethod(key)) {
                names.add(method.name());
            }
        }
        return names;
    }

    /** Only for its lock a method leaves its class, or comes back, without that its callers are compiled anew. */
    private boolean isElsewhere(Member old, Member method) {
        return old.is(Opcodes.ACC_SYNCHRONIZED) != method.is(Opcodes.ACC_SYNCHRONIZED)
                && !scene.places().ofMethod(before, old).equals(scene.places().ofMethod(after, method));
    }

    private boolean moved(Member old, Member field) {
        return !before.placeName(old).equals(after.placeName(field));
    }

    private boolean hidesField(String key) {
        return after.supers().stream().anyMatch(name -> scene.world().field(name, key) != null);
    }

    private boolean hidesMethod(String key) {
        return after.supers().stream().anyMatch(name -> scene.world().method(name, key) != null);
    }
}
