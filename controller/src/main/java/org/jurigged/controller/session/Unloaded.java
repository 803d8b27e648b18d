package org.jurigged.controller.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.reshape.Change;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Refusal;
import org.jurigged.reshape.Reshaper;
import org.jurigged.reshape.Schema;
import org.jurigged.reshape.SourceFacts;

/** Finds out, while a save can still be refused, what {@link LateClasses} will be able to do when a class is loaded. */
final class Unloaded {
    private final TargetClasses classes;
    private final Plan.Input input;
    private final Map<String, byte[]> files;
    private final Map<Long, LoaderSurroundings> surroundings = new HashMap<>();

    Unloaded(TargetClasses classes, Plan.Input input) {
        this.classes = classes;
        this.input = input;
        this.files = input.files();
    }

    /**
     * Returns what keeps a class of the save, which no loader has, from being loaded by one; nothing if it will be right.
     *
     * @param realm what the loader's classes are when the save is live
     */
    List<Refusal> refusals(CompiledClass latest, long loader, Realm realm) throws JuriggedException {
        Optional<Refusal> unloadable = new Reshaper().unloadable(realm, latest.bytes());
        if (unloadable.isPresent()) {
            return List.of(unloadable.get());
        }
        boolean isMade =
                realm.classes().containsKey(latest.name()) || realm.companions().containsKey(latest.name());
        boolean isUnshaped = realm.companions().isEmpty() && realm.reshaped().isEmpty();
        if (isMade || isUnshaped) {
            return List.of();
        }
        Change change = new Change(
                latest.name(),
                Schema.of(latest.bytes()),
                latest.bytes(),
                latest.bytes(),
                List.of(),
                null,
                false,
                SourceFacts.NONE);
        try {
            return new Reshaper()
                    .reshape(
                            realm,
                            List.of(change),
                            surroundings.computeIfAbsent(
                                    loader, l -> new LoaderSurroundings(classes, l, input.compiler(), files::get)))
                    .refusals();
        } catch (LoaderSurroundings.Interrupted e) {
            throw e.getCause();
        }
    }
}
