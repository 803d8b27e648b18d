package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns newly compiled classes into what a JVM takes in place of those it loaded, or says why there is no such thing.
 *
 * <p>Every answer is computed from the loaded schema and the latest class, so that edits don't pile up. Stateless and
 * safe for use by several threads.
 */
public final class Reshaper {
    /**
     * Reshapes the classes of one transaction.
     *
     * @param changes the loaded classes that were compiled anew, as one class loader sees them, each once; a class that
     *     several loaders have is reshaped for each
     * @return what to redefine and to run, or what is refused; refused changes have nothing to apply
     * @throws IllegalArgumentException if a class file is malformed, declares another class than its change says, or comes twice
     */
    public Reshaped reshape(List<Change> changes) {
        Set<String> names = new HashSet<>();
        changes.forEach(c -> requireNew(names.add(c.className()), c));
        Renaming renaming = Renaming.of(changes);
        List<Subject> subjects = renaming.changes().stream().map(Subject::new).toList();
        subjects.forEach(Normaliser::apply);
        Map<Subject, List<Refusal>> refusals = new LinkedHashMap<>();
        List<InitialiserRun> runs = new ArrayList<>();
        for (Subject subject : subjects) {
            List<Refusal> found = new ArrayList<>(Comparison.refusals(subject));
            if (found.isEmpty() && !subject.change().statics().isEmpty()) {
                InitialiserRuns.build(subject, renaming, null, runs, found);
            }
            refusals.put(subject, found);
        }
        List<Refusal> told = Renumbered.leaveOut(refusals);
        if (!told.isEmpty()) {
            return Reshaped.refused(told, Realm.EMPTY);
        }
        List<Redefinition> redefinitions = subjects.stream()
                .filter(s -> !s.sameAsLive())
                .map(Subject::redefinition)
                .toList();
        return new Reshaped(Map.of(), Hooks.NONE, redefinitions, runs, List.of(), Realm.EMPTY);
    }

    /**
     * Reshapes the classes of one transaction, in a loader whose classes may have been reshaped before.
     *
     * @param realm what became of the loader's classes by the edits so far
     * @param changes the classes that were compiled anew, each once: loaded ones, and new ones that the loader is to have
     * @param surroundings the loader's other classes
     * @return what to define, to redefine and to run, or what is refused; refused changes have nothing to apply
     * @throws IllegalArgumentException if a class file is malformed, declares another class than its change says, or comes twice
     */
    public Reshaped reshape(Realm realm, List<Change> changes, Surroundings surroundings) {
        Set<String> names = new HashSet<>();
        changes.forEach(c -> requireNew(names.add(c.className()), c));
        Renaming renaming = Renaming.of(realm, changes, surroundings);
        List<Subject> subjects = renaming.changes().stream()
                .map(change -> new Subject(change, realm))
                .toList();
        subjects.stream().filter(s -> !s.isNew()).forEach(Normaliser::apply);
        return new Structural(realm, subjects, renaming, surroundings).reshape();
    }

    private static void requireNew(boolean isNew, Change change) {
        if (!isNew) {
            throw new IllegalArgumentException(change.className() + " comes twice; reshape it for each loader");
        }
    }
}
