package org.jurigged.reshape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jurigged.reshape.form.Forms;
import org.jurigged.reshape.form.MovedFields;

/**
 * Turns newly compiled classes into what a JVM takes in place of those it loaded, or says why there is no such thing.
 *
 * <p>Every answer is computed from the loaded schema and the latest class, so that edits don't pile up. Stateless and
 * safe for use by several threads.
 */
public final class Reshaper {
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
        requireEachOnce(changes);
        Renaming renaming = Renaming.of(realm, changes, surroundings);
        List<Subject> subjects = renaming.changes().stream()
                .map(change -> new Subject(change, realm))
                .toList();
        subjects.stream().filter(s -> !s.isNew()).forEach(Normaliser::apply);
        return new Structural(realm, subjects, renaming, surroundings).reshape();
    }

    /**
     * Whether a JVM takes the latest classes as they are, or in another order and with other numbers: nothing has to be
     * defined or moved.
     *
     * @param changes loaded classes that were compiled anew, each once
     * @throws IllegalArgumentException as {@link #reshape}
     */
    public boolean takesInPlace(List<Change> changes) {
        requireEachOnce(changes);
        List<Subject> subjects = Renaming.of(changes).changes().stream()
                .map(change -> new Subject(change, Realm.EMPTY))
                .toList();
        subjects.forEach(Normaliser::apply);
        return subjects.stream().allMatch(s -> !s.isHidden() && SchemaEquality.holds(s.loaded(), s.schema()));
    }

    /**
     * Builds what brings changed static elements into effect in a JVM that takes the latest classes as javac made them.
     *
     * @param changes loaded classes that were compiled anew, each once
     * @return runs or refusals, and nothing else
     * @throws IllegalArgumentException as {@link #reshape}
     */
    public Reshaped initialiserRuns(List<Change> changes) {
        requireEachOnce(changes);
        Renaming none = Renaming.none();
        List<InitialiserRun> runs = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (Change change : changes) {
            if (!change.statics().isEmpty()) {
                InitialiserRuns.build(new Subject(change, Realm.EMPTY), Set.of(), none, null, runs, refusals);
            }
        }
        return refusals.isEmpty()
                ? new Reshaped(Map.of(), Hooks.NONE, List.of(), List.of(), runs, List.of(), Realm.EMPTY)
                : Reshaped.refused(refusals, Realm.EMPTY);
    }

    /**
     * Returns why a class that isn't loaded can't be loaded beside the classes of a realm; empty if nothing is in its way.
     *
     * @param realm what became of the classes of the loader that its superclass is in
     * @param classFile the class, of any loader
     */
    public Optional<Refusal> unloadable(Realm realm, byte[] classFile) {
        return ExtensionRule.apply(realm, classFile);
    }

    /**
     * Returns what changes bring that is live and that who looks at the classes by reflection doesn't find, or that
     * objects which exist don't have.
     *
     * @param realm what became of the loader's classes by the edits before this one
     * @param changes loaded classes that were compiled anew
     * @param compiled all classes that were compiled with them, by binary name; the loaded ones among them that don't
     *     change are looked at, too
     */
    public List<Unseen> unseen(
            Realm realm, List<Change> changes, Map<String, byte[]> compiled, Surroundings surroundings) {
        Serializability serializability = new Serializability(surroundings);
        List<Unseen> all = new ArrayList<>();
        List<Subject> subjects = loaded(realm, changes);
        subjects.parallelStream().forEach(Subject::readOutlines);
        MovedFields moved = new MovedFields(surroundings);
        subjects.forEach(subject -> subject.addTo(moved, realm));
        for (Subject subject : subjects) {
            all.addAll(new UnseenRules(subject.loaded(), subject.liveOutline(), subject.latestOutline())
                    .find(serializability::declares));
            all.addAll(new UnsetFields(subject, moved).find(surroundings));
        }
        all.addAll(new KeptFields(subjects, compiled, surroundings).find());
        return all;
    }

    /**
     * Returns which static fields keep what code that changes has made, in a JVM that takes the latest classes as javac
     * made them: nothing else of an edit is hidden from objects or from reflection there.
     *
     * @param changes loaded classes that were compiled anew
     * @param compiled as {@link #unseen}
     */
    public List<Unseen> kept(List<Change> changes, Map<String, byte[]> compiled, Surroundings surroundings) {
        return new KeptFields(loaded(Realm.EMPTY, changes), compiled, surroundings).find();
    }

    /**
     * Returns the methods of an edited type of which calls don't reach what the objects of a class stand for that the
     * program made at run time under it, such as a proxy's handler: it was made of what reflection shows.
     *
     * @param type binary name of the type
     * @param standIn binary name of the class that was made
     * @param supertypes the direct supertypes of that class, by binary name
     */
    public List<Unseen> standIn(
            Realm realm, String type, String standIn, List<String> supertypes, Surroundings surroundings) {
        return Forms.missed(realm, type, supertypes, surroundings).stream()
                .map(method -> new Unseen(
                        Unseen.Code.J210,
                        method,
                        "calls of it are not handed on by " + standIn
                                + ", which the program made at run time; if they have to be, restart the program"))
                .toList();
    }

    private static List<Subject> loaded(Realm realm, List<Change> changes) {
        return changes.stream()
                .map(change -> new Subject(change, realm))
                .filter(subject -> !subject.isNew() && !subject.isHidden())
                .toList();
    }

    private static void requireEachOnce(List<Change> changes) {
        Set<String> names = new HashSet<>();
        for (Change change : changes) {
            if (!names.add(change.className())) {
                throw new IllegalArgumentException(change.className() + " comes twice; reshape it for each loader");
            }
        }
    }
}
