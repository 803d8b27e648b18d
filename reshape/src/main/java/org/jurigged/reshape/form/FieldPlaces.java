package org.jurigged.reshape.form;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.tree.MethodNode;

/** Where the fields of the classes of one transaction are; all names of classes are internal names. */
public final class FieldPlaces {
    private final Realm realm;
    private final Scene scene;
    private final Map<String, TypeInfo> before;
    private final Map<String, Piece> pieces;
    private final Map<String, Initial> initialisers = new HashMap<>();

    FieldPlaces(Realm realm, Scene scene, Map<String, TypeInfo> before, Map<String, Piece> pieces) {
        this.realm = realm;
        this.scene = scene;
        this.before = before;
        this.pieces = pieces;
    }

    /** Returns the class that has a static field of a class: that one, or a companion. */
    public String homeOf(String type, String field, String descriptor) {
        return staticHome(type, field, descriptor)
                .map(Place.InStatic::companion)
                .orElse(type);
    }

    /**
     * Where the JVM has a static field.
     *
     * @param owner internal name of its class
     */
    public record Home(String owner, String field) {}

    /** Returns where a static field of a class is from now on. */
    public Home home(String type, String field, String descriptor) {
        return home(scene.world().type(type), field, descriptor);
    }

    /** Returns where a static field of an edited class was until now. */
    public Home formerHome(String type, String field, String descriptor) {
        return home(before.get(type), field, descriptor);
    }

    private Home home(TypeInfo type, String field, String descriptor) {
        Member member = type.field(field + ':' + descriptor);
        return scene.places().ofField(type, member) instanceof Place.InStatic in
                ? new Home(in.companion(), in.name())
                : new Home(type.name, type.placeName(member));
    }

    /** Returns the stores of a class's added instance fields, with the descriptors of the fields. */
    public Map<String, String> stores(String type) {
        return scene.places().stores(scene.world().type(type));
    }

    /** Whether a class gets a static field by this transaction. */
    public boolean isNewStatic(String type, String field, String descriptor) {
        return staticHome(type, field, descriptor)
                .filter(place ->
                        !realm.companions().containsKey(place.companion().replace('/', '.')))
                .isPresent();
    }

    private Optional<Place.InStatic> staticHome(String type, String field, String descriptor) {
        TypeInfo declaring = scene.world().type(type);
        Member member = declaring == null ? null : declaring.field(field + ':' + descriptor);
        return member != null && scene.places().ofField(declaring, member) instanceof Place.InStatic place
                ? Optional.of(place)
                : Optional.empty();
    }

    /** Whether a static field's value of another type goes with it: every value, or those that fit. */
    public boolean takesOver(String type, String field, String descriptor) {
        return migration(type, field, descriptor).isPresent();
    }

    /** Whether there can't be a value that doesn't fit. */
    public boolean takesAll(String type, String field, String descriptor) {
        return migration(type, field, descriptor).filter(Migration::takesAll).isPresent();
    }

    private Optional<Migration> migration(String type, String field, String descriptor) {
        TypeInfo declaring = scene.world().type(type);
        Member member = declaring == null ? null : declaring.field(field + ':' + descriptor);
        if (member == null || before.get(type) == null || !isNewStatic(type, field, descriptor)) {
            return Optional.empty();
        }
        String former = pieces.get(type).facts().renamedFields().getOrDefault(field, field);
        return Migration.of(scene, before.get(type), declaring, member, former).filter(Migration::retypes);
    }

    /** Gives an added static field its initialiser: a static method without parameters that assigns it. */
    public void initialise(String type, String field, MethodNode code) {
        initialisers.put(type + '.' + field, new Initial(code, false));
    }

    /** Gives a static field an initialiser for the case that the value which it had doesn't fit. */
    public void initialiseUnlessTakenOver(String type, String field, MethodNode code) {
        initialisers.put(type + '.' + field, new Initial(code, true));
    }

    Map<String, Initial> initialisers() {
        return initialisers;
    }
}
