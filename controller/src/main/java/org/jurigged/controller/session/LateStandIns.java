package org.jurigged.controller.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.reshape.Change;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Redefinition;
import org.jurigged.reshape.Reshaped;
import org.jurigged.reshape.Reshaper;
import org.jurigged.reshape.SourceFacts;

/**
 * Looks at classes that the program makes at run time when methods were added to what they stand for: those that tell what
 * that is are served from now on as those that were there before; of the others it is told what they don't do.
 */
final class LateStandIns {
    private final Workspace workspace;
    private final TargetClasses classes;
    private final Consumer<Event> listener;

    LateStandIns(Workspace workspace, TargetClasses classes, Consumer<Event> listener) {
        this.workspace = workspace;
        this.classes = classes;
        this.listener = listener;
    }

    /** Sees to a class that was just prepared, of which there is no class file. */
    void made(LoadedClass standIn) throws JuriggedException {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(standIn.supertypes());
        while (!open.isEmpty()) {
            String name = open.remove();
            if (seen.add(name) && !name.startsWith("java.")) {
                for (LoadedClass type : classes.copies(name)) {
                    open.addAll(type.supertypes());
                    made(standIn, type);
                }
            }
        }
    }

    private void made(LoadedClass standIn, LoadedClass type) throws JuriggedException {
        Realm realm = classes.realm(type.loader());
        Optional<byte[]> latest = workspace.compiler().current(type.name());
        LoaderSurroundings surroundings =
                new LoaderSurroundings(classes, type.loader(), workspace.compiler(), name -> null);
        try {
            if (latest.isPresent() && new Reshaper().standInLacks(realm, type.name(), surroundings)) {
                serve(type, latest.get(), realm, surroundings);
                new Reshaper()
                        .standIn(realm, type.name(), standIn.name(), standIn.supertypes(), surroundings)
                        .forEach(unseen -> listener.accept(
                                new Event.Unseen(unseen.code().name(), unseen.definition(), unseen.reason())));
            }
        } catch (LoaderSurroundings.Interrupted e) {
            throw e.getCause();
        }
    }

    /** Forms a class anew, which is the same but for what asks the objects that stand for others. */
    private void serve(LoadedClass type, byte[] latest, Realm realm, LoaderSurroundings surroundings)
            throws JuriggedException {
        Realm.Shaped shaped = realm.classes().get(type.name());
        Change change = new Change(
                type.name(),
                shaped.schema(),
                shaped.physical(),
                latest,
                List.of(),
                null,
                type.initialized(),
                SourceFacts.NONE);
        Reshaped reshaped = new Reshaper().reshape(realm, List.of(change), surroundings);
        Map<LoadedClass, byte[]> redefinitions = new LinkedHashMap<>();
        for (Redefinition redefinition : reshaped.redefinitions()) {
            for (LoadedClass copy : classes.copies(redefinition.className())) {
                if (copy.loader() == type.loader()) {
                    redefinitions.put(copy, redefinition.bytes());
                }
            }
        }
        if (!reshaped.isApplicable() || redefinitions.isEmpty()) {
            return;
        }
        classes.neighbour(type);
        classes.ledger().begin(true);
        try {
            new Definer(classes).define(type, reshaped.definitions(), reshaped.hooks(), reshaped.realm());
            classes.redefine(redefinitions);
            classes.reshaped(
                    type.loader(), reshaped.realm().classes(), reshaped.realm().companions());
        } finally {
            classes.ledger().end();
        }
    }
}
