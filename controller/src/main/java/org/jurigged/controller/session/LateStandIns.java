package org.jurigged.controller.session;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Reshaper;
import org.jurigged.reshape.Unseen;

/**
 * Tells of classes that a program makes at run time of types to which methods were added before: they are made of what
 * reflection shows, and calls of the added methods don't reach what they stand for. Those that are there when a method is
 * added are the reshaper's to judge. Thread-safe.
 */
final class LateStandIns {
    /**
     * Beginnings of the names of {@code java.lang.reflect.Proxy}'s classes that aren't in the package of an interface: of
     * its dynamic modules, for public interfaces in exported packages and in others.
     */
    static final Set<String> PREFIXES = Set.of("jdk.proxy", "com.sun.proxy.");

    private final Workspace workspace;
    private final TargetClasses classes;
    private final Consumer<Event> listener;

    LateStandIns(Workspace workspace, TargetClasses classes, Consumer<Event> listener) {
        this.workspace = workspace;
        this.classes = classes;
        this.listener = listener;
    }

    /** Looks at a class of which there is no class file, and that was prepared just now. */
    void made(LoadedClass standIn) throws JuriggedException {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(standIn.supertypes());
        while (!open.isEmpty()) {
            String name = open.remove();
            if (seen.add(name) && !name.startsWith("java.")) {
                for (LoadedClass type : classes.copies(name)) {
                    open.addAll(type.supertypes());
                    tell(type.loader(), name, standIn.name(), standIn.supertypes());
                }
            }
        }
    }

    /** Looks for those that nobody could see being made, of some types among those that were edited. */
    void look(Collection<String> types) throws JuriggedException {
        for (Map.Entry<Long, Realm> each : classes.realms().entrySet()) {
            LoaderSurroundings surroundings = surroundings(each.getKey());
            for (String type : each.getValue().classes().keySet()) {
                if (types.contains(type)
                        && !missed(each.getKey(), type, "", List.of()).isEmpty()) {
                    look(each.getKey(), type, surroundings);
                }
            }
        }
    }

    private void look(long loader, String type, LoaderSurroundings surroundings) throws JuriggedException {
        try {
            Set<String> names = new HashSet<>(surroundings.loadedSubtypes(type));
            names.add(type);
            for (String name : names) {
                for (Map.Entry<String, List<String>> standIn :
                        surroundings.standIns(name).entrySet()) {
                    tell(loader, type, standIn.getKey(), standIn.getValue());
                }
            }
        } catch (LoaderSurroundings.Interrupted e) {
            throw e.getCause();
        }
    }

    private void tell(long loader, String type, String standIn, List<String> supertypes) throws JuriggedException {
        for (Unseen unseen : missed(loader, type, standIn, supertypes)) {
            if (classes.isNews(unseen)) {
                listener.accept(new Event.Unseen(unseen.code().name(), unseen.definition(), unseen.reason()));
            }
        }
    }

    private List<Unseen> missed(long loader, String type, String standIn, List<String> supertypes)
            throws JuriggedException {
        try {
            return new Reshaper().standIn(classes.realm(loader), type, standIn, supertypes, surroundings(loader));
        } catch (LoaderSurroundings.Interrupted e) {
            throw e.getCause();
        }
    }

    private LoaderSurroundings surroundings(long loader) {
        return new LoaderSurroundings(classes, loader, workspace.compiler(), name -> null);
    }
}
