package org.jurigged.reshape.form;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jurigged.reshape.Code;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Realm.Lineage;
import org.jurigged.reshape.Realm.Shaped;
import org.jurigged.reshape.Refusal;
import org.jurigged.reshape.Schema;
import org.jurigged.reshape.Surroundings;
import org.jurigged.reshape.form.TypeInfo.Member;

/** Finds the loaded classes that have to be formed with the edited ones, though nobody edited them. */
final class Bystanders {
    private final Realm realm;
    private final Surroundings surroundings;
    private final Scene scene;
    private final Asking asking;
    private final Map<String, TypeInfo> before;
    private final Map<String, Piece> pieces;
    private final List<Refusal> refusals;

    /**
     * Looks for classes.
     *
     * @param before the edited classes until this edit, by internal name
     * @param pieces the edited classes; the others are added
     * @param refusals where to add what has no form
     */
    Bystanders(
            Realm realm,
            Surroundings surroundings,
            Scene scene,
            Asking asking,
            Map<String, TypeInfo> before,
            Map<String, Piece> pieces,
            List<Refusal> refusals) {
        this.realm = realm;
        this.surroundings = surroundings;
        this.scene = scene;
        this.asking = asking;
        this.before = before;
        this.pieces = pieces;
        this.refusals = refusals;
    }

    void add() {
        dispatchers();
        users();
        cloners();
    }

    /** Adds those whose dispatching may have changed: supertypes of what was edited. */
    private void dispatchers() {
        for (Piece piece : List.copyOf(pieces.values())) {
            for (String name : scene.world().supertypes(piece.name())) {
                if (realm.classes().containsKey(binary(name)) && !pieces.containsKey(name)) {
                    pieces.put(name, loaded(name));
                }
            }
        }
        for (String name : scene.dispatch().prologues().keySet()) {
            addInBetween(name);
            if (!pieces.containsKey(name)) {
                Piece dispatching = loaded(name);
                if (dispatching == null) {
                    asking.add(scene, name, refusals);
                } else {
                    pieces.put(name, dispatching);
                }
            }
        }
    }

    /** A class between a method and what overrides it may call that method with {@code super}. */
    private void addInBetween(String name) {
        TypeInfo type = scene.world().type(name);
        for (String key : scene.dispatch().prologues().get(name)) {
            for (TypeInfo overrider : scene.dispatch().prologue(type, key)) {
                for (TypeInfo between = scene.world().superclass(overrider);
                        between != null && !between.equals(type);
                        between = scene.world().superclass(between)) {
                    Piece piece = loaded(between.name);
                    if (piece != null) {
                        pieces.putIfAbsent(between.name, piece);
                    }
                }
            }
        }
    }

    /** Adds those whose code means another member from now on, though nobody compiled them anew. */
    private void users() {
        for (Piece piece : List.copyOf(pieces.values())) {
            TypeInfo previous = before.get(piece.name());
            if (previous != null) {
                TypeInfo type = scene.world().type(piece.name());
                new MeaningChanges(scene, previous, type).members().forEach(member -> addUsers(type, member));
                Unlocking unlocking = new Unlocking(scene, previous, type);
                unlocking.methods().forEach(method -> requireUnlocked(unlocking, type, method));
            }
        }
    }

    /** What calls the loaded method whatever becomes of its callers would go on locking. */
    private void requireUnlocked(Unlocking unlocking, TypeInfo type, Member method) {
        Optional<String> locking = unlocking.calledBy(method).map(by -> "calls by way of " + Display.type(by.name));
        for (String user : surroundings.loadedUsers(binary(type.name), method.name())) {
            Piece piece = pieces.get(internal(user));
            if (locking.isEmpty() && piece != null && !piece.isNew() && unlocking.isReferredTo(piece.bare(), method)) {
                locking = Optional.of("method references in " + Display.type(piece.name()));
            }
        }
        locking.ifPresent(what -> refusals.add(new Refusal(
                Code.J134,
                Display.method(type.name, method.name(), method.type()),
                "the method is no longer synchronized, and " + what + " go on locking")));
    }

    private void addUsers(TypeInfo type, String member) {
        add(surroundings.loadedUsers(binary(type.name), member));
    }

    /** Adds those of some classes, by binary name, that are loaded. */
    void add(Collection<String> users) {
        for (String user : users) {
            String name = internal(user);
            if (!pieces.containsKey(name) && !FormNames.isCompanion(name)) {
                Piece added = loaded(name);
                if (added != null) {
                    pieces.put(name, added);
                }
            }
        }
    }

    /** Adds those that clone objects with fields in stores. */
    private void cloners() {
        World world = scene.world();
        for (Piece piece : List.copyOf(pieces.values())) {
            TypeInfo type = scene.world().type(piece.name());
            if (type == null || scene.places().stores(type).isEmpty()) {
                continue;
            }
            Set<String> related = new LinkedHashSet<>(world.supertypes(type.name));
            related.addAll(world.loadedSubtypes(type.name));
            for (String name : related) {
                if (!pieces.containsKey(name) && world.isSubtype(name, "java/lang/Cloneable")) {
                    Piece cloning = loaded(name);
                    if (cloning != null && Clones.isIn(cloning.latest())) {
                        pieces.put(name, cloning);
                    }
                }
            }
        }
    }

    /** Returns a loaded class as it is; {@code null} if the loader doesn't have it, or nobody knows its class file. */
    private Piece loaded(String name) {
        Shaped shaped = realm.classes().get(binary(name));
        if (shaped != null) {
            return new Piece(name, shaped.schema(), shaped.identified(), shaped.bare(), null, shaped.lineage());
        }
        if (!surroundings.isLoaded(binary(name))) {
            return null;
        }
        Optional<byte[]> file = surroundings.liveFile(binary(name));
        if (file.isEmpty()) {
            return null;
        }
        return new Piece(name, Schema.of(file.get()), file.get(), file.get(), null, Lineage.NONE);
    }

    private static String internal(String name) {
        return name.replace('.', '/');
    }

    private static String binary(String name) {
        return name.replace('/', '.');
    }
}
