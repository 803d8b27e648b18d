package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.repl.Fitting;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.reshape.Change;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Redefinition;
import org.jurigged.reshape.Reshaped;
import org.jurigged.reshape.Reshaper;

/**
 * Rewrites classes of snippets that have to do with reshaped classes of the program: as a class of the program would be that
 * comes after the edits.
 */
final class SnippetFitting implements Fitting {
    /** Of classes that are not in the program's own loader. */
    private static final String OWN_PACKAGE = "REPL.";

    private final SessionThreads threads;
    private final Workspace workspace;
    private final TargetClasses classes;

    SnippetFitting(SessionThreads threads, Workspace workspace, TargetClasses classes) {
        this.threads = threads;
        this.workspace = workspace;
        this.classes = classes;
    }

    @Override
    public Map<String, byte[]> fit(Map<String, byte[]> files) throws JuriggedException {
        if (classes.reshapedClasses().isEmpty()) {
            return files;
        }
        return threads.await(() -> classes.target().look(() -> reshaped(files)));
    }

    private Map<String, byte[]> reshaped(Map<String, byte[]> files) throws JuriggedException {
        // Where the program's classes are in several loaders, the one with most edits is meant.
        Optional<Map.Entry<Long, Realm>> edited = classes.realms().entrySet().stream()
                .max(Comparator.comparingInt(e -> e.getValue().classes().size()));
        if (edited.isEmpty()) {
            return files;
        }
        long loader = edited.get().getKey();
        Realm realm = edited.get().getValue();
        List<Change> changes = new ArrayList<>();
        files.forEach((name, bytes) -> {
            if (LateClasses.names(bytes, realm.reshaped()) || LateClasses.describes(bytes, realm.adopted())) {
                changes.add(Change.ofNew(name, bytes));
            }
        });
        if (changes.isEmpty()) {
            return files;
        }
        Map<String, byte[]> fitted = new LinkedHashMap<>(files);
        fitted.putAll(apply(loader, realm, changes, files));
        return fitted;
    }

    private Map<String, byte[]> apply(long loader, Realm realm, List<Change> changes, Map<String, byte[]> files)
            throws JuriggedException {
        Reshaped reshaped;
        try {
            LoaderSurroundings surroundings = new LoaderSurroundings(classes, loader, workspace.compiler(), files::get);
            reshaped = new Reshaper().reshape(realm, changes, surroundings);
        } catch (LoaderSurroundings.Interrupted e) {
            throw e.getCause();
        }
        if (!reshaped.isApplicable()) {
            throw new JuriggedException(reshaped.refusals().get(0).toString());
        }
        Map<String, byte[]> own = new HashMap<>(reshaped.definitions());
        own.keySet().retainAll(files.keySet());
        Map<String, byte[]> others = new HashMap<>(reshaped.definitions());
        others.keySet().removeAll(files.keySet());
        Map<LoadedClass, byte[]> redefinitions = new LinkedHashMap<>();
        for (Redefinition redefinition : reshaped.redefinitions()) {
            loaded(loader, redefinition.className()).ifPresent(type -> redefinitions.put(type, redefinition.bytes()));
        }
        for (byte[] programs : concat(others, redefinitions)) {
            requireWithoutSnippets(programs, files.keySet());
        }
        provide(loader, reshaped, others, redefinitions);
        return own;
    }

    private static List<byte[]> concat(Map<String, byte[]> others, Map<LoadedClass, byte[]> redefinitions) {
        List<byte[]> all = new ArrayList<>(others.values());
        all.addAll(redefinitions.values());
        return all;
    }

    /** Code in the program's loader finds no classes of the loader that snippets have to themselves. */
    private static void requireWithoutSnippets(byte[] classFile, Set<String> snippets) throws JuriggedException {
        for (String name : snippets) {
            if (name.startsWith(OWN_PACKAGE) && LateClasses.names(classFile, Set.of(name))) {
                throw new JuriggedException(
                        "A class of a snippet overrides, or implements, what an edit has added to the"
                                + " program: the program can't call it there. Be in the package with --in to do that.");
            }
        }
    }

    /** Gives the program's own loader what the rewritten classes call. */
    private void provide(
            long loader, Reshaped reshaped, Map<String, byte[]> others, Map<LoadedClass, byte[]> redefinitions)
            throws JuriggedException {
        if (!others.isEmpty() || !reshaped.hooks().methods().isEmpty()) {
            new Definer(classes).define(neighbour(loader), others, reshaped.hooks(), reshaped.realm());
        }
        if (!redefinitions.isEmpty()) {
            classes.redefine(redefinitions);
            Set<LoadedClass> types = redefinitions.keySet();
            Map<String, Realm.Shaped> shaped = new HashMap<>(reshaped.realm().classes());
            shaped.keySet()
                    .removeIf(name -> types.stream().noneMatch(t -> t.name().equals(name)));
            Map<String, byte[]> companions = new HashMap<>(reshaped.realm().companions());
            companions
                    .keySet()
                    .removeIf(name -> types.stream().noneMatch(t -> t.name().equals(name)));
            classes.reshaped(loader, shaped, companions);
        }
    }

    private LoadedClass neighbour(long loader) throws JuriggedException {
        for (String name : classes.realm(loader).classes().keySet()) {
            Optional<LoadedClass> found = loaded(loader, name);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new JuriggedException("No edited class is left in the program.");
    }

    private Optional<LoadedClass> loaded(long loader, String name) throws JuriggedException {
        return classes.copies(name).stream()
                .filter(copy -> copy.loader() == loader)
                .findFirst();
    }
}
