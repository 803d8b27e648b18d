package org.jurigged.reshape.form;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.jurigged.reshape.store.FieldStore;
import org.jurigged.reshape.store.Former;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Forms the companions that have a class's fields. */
final class FieldForm {
    private final Scene scene;
    private final Realm realm;
    private final Piece piece;
    private final TypeInfo before;
    private final TypeInfo type;
    private final ClassNode latest;
    private final Map<String, Initial> initialisers;

    /**
     * Forms fields.
     *
     * @param before the class until this edit; null if it is new, or wasn't edited
     * @param latest today's class
     * @param initialisers those of static fields that run in this transaction, by internal name of the class, dot, field
     */
    FieldForm(
            Scene scene,
            Realm realm,
            Piece piece,
            TypeInfo before,
            ClassNode latest,
            Map<String, Initial> initialisers) {
        this.scene = scene;
        this.realm = realm;
        this.piece = piece;
        this.before = before;
        this.type = scene.world().type(piece.name());
        this.latest = latest;
        this.initialisers = initialisers;
    }

    void form(Map<String, byte[]> companions) {
        for (Member field : type.fields()) {
            Place place = scene.places().ofField(type, field);
            if (place instanceof Place.InStatic in) {
                byte[] known = known(in.companion());
                companions.put(in.companion(), known != null ? known : ofStatic(field, in.companion()));
            } else if (place instanceof Place.InStore in) {
                byte[] known = known(in.companion());
                companions.putAll(
                        known != null && !piece.isEdited()
                                ? Map.of(in.companion(), known)
                                : store(field, in.companion(), known));
            }
        }
    }

    private byte[] known(String companion) {
        return realm.companions().get(companion.replace('/', '.'));
    }

    private byte[] ofStatic(Member field, String companion) {
        Initial initial = initialisers.get(type.name + '.' + field.name());
        // What nobody has initialised has no value yet, and gets one by its class's initialiser.
        boolean mayHaveOne = scene.isInitialised().test(type.name) && (initial == null || initial.onlyWithoutFormer());
        Former former = mayHaveOne ? former(field, companion) : null;
        MethodNode code = initial == null ? null : initial.code();
        return StaticCompanion.of(scene, type, field, companion, code, former, latest);
    }

    /** What takes over from where the field was until this edit; {@code null} if it has come with this edit. */
    private Former former(Member field, String companion) {
        if (before == null) {
            return null;
        }
        String name = piece.facts().renamedFields().getOrDefault(field.name(), field.name());
        return Migration.of(scene, before, type, field, name)
                .or(() -> Migration.of(scene, type, field))
                .map(migration -> migration.in(companion))
                .orElse(null);
    }

    /** A store goes on taking values over from where it did at first; objects that have none yet get today's initial one. */
    private Map<String, byte[]> store(Member field, String companion, byte[] known) {
        Former former = known != null ? FieldStore.former(known) : former(field, companion);
        MethodNode initialiser = new FieldInitialisers(latest, initialised()).of(field.name(), field.type());
        if (initialiser != null) {
            new Rewriter(scene, new CodeContext(type, companion)).apply(initialiser);
        }
        if (known != null) {
            initialiser =
                    SeenConstant.of(before, type, field, known, initialiser).orElse(initialiser);
        }
        Map<String, byte[]> made = FieldStore.companion(
                companion,
                CompanionClass.beside(latest, companion).version,
                type.name,
                field.name(),
                field.type(),
                companion.equals(FormNames.instanceField(type.name, type.placeName(field), field.type(), true)),
                initialiser,
                former,
                latest.sourceFile);
        boolean haveDefault = initialiser == null
                && (!isAssignedByConstructors(field) || known != null && SeenConstant.keepsDefault(known));
        return haveDefault ? Map.of(companion, SeenConstant.keepingDefault(made.get(companion))) : made;
    }

    /** Whether the default value is not what a new object has. */
    private boolean isAssignedByConstructors(Member field) {
        return latest.methods.stream()
                .filter(method -> method.name.equals("<init>"))
                .flatMap(method -> Stream.of(method.instructions.toArray()))
                .anyMatch(insn -> insn.getOpcode() == Opcodes.PUTFIELD
                        && ((FieldInsnNode) insn).owner.equals(latest.name)
                        && ((FieldInsnNode) insn).name.equals(field.name()));
    }

    private Optional<Set<String>> initialised() {
        return piece.isEdited() ? piece.facts().initialised() : Optional.empty();
    }
}
