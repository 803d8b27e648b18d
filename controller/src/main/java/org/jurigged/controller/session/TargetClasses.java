package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.compile.Change;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.target.JdiTarget;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Schema;
import org.jurigged.reshape.SchemaEquality;

/**
 * What is known of one target's loaded classes: the schema each was loaded with, the class file it runs, and those it
 * ran before.
 *
 * <p>Not thread-safe but for the realms and where it says so: the session's one worker uses it.
 */
final class TargetClasses {
    private final Target target;
    private final HandleCode handleCode;
    private final Map<LoadedClass, State> states = new HashMap<>();
    private final Set<Activation> old = new HashSet<>();
    private volatile Set<String> defining = Set.of();
    private final Map<String, Set<String>> asking = new ConcurrentHashMap<>();
    private final Map<Long, Realm> realms = new ConcurrentHashMap<>();
    private final Set<String> fixedOnPrepare = new HashSet<>();
    private final Map<LoadedClass, byte[]> found = new ConcurrentHashMap<>();
    private final OwnClasses own;
    private volatile Boolean callsHashCode;

    TargetClasses(Target target, OwnClasses own) {
        this.target = target;
        this.own = own;
        this.handleCode = new HandleCode(target);
    }

    /**
     * What a loaded class runs.
     *
     * @param schema the schema it was loaded with
     * @param live the class file it runs, as far as known: the one on the class path until it was first redefined
     * @param exact whether {@code live} is known to be what it runs
     * @param history earlier class files, the oldest first
     */
    record State(Schema schema, byte[] live, boolean exact, List<byte[]> history) {
        State replacedBy(byte[] bytes) {
            List<byte[]> longer = new ArrayList<>(history);
            longer.add(live);
            return new State(schema, bytes, true, longer);
        }
    }

    Target target() {
        return target;
    }

    /** Returns what became of the classes of each loader in which something was edited. */
    Map<Long, Realm> realms() {
        return Map.copyOf(realms);
    }

    /** Returns what became of a loader's classes by the edits so far. Thread-safe. */
    Realm realm(long loader) {
        return realms.getOrDefault(loader, Realm.EMPTY);
    }

    /** Whether a class can gain a {@code hashCode} and all calls run it. */
    boolean callsHashCode() throws JuriggedException {
        if (callsHashCode == null) {
            callsHashCode = target.callsHashCode();
        }
        return callsHashCode;
    }

    /** Returns the keys of the methods of a class that were made to ask for overriders. Thread-safe. */
    Set<String> asking(String className) {
        return asking.getOrDefault(className, Set.of());
    }

    /** Notes that methods of a class ask for overriders. Thread-safe. */
    void asks(String className, Set<String> keys) {
        asking.put(className, Set.copyOf(keys));
    }

    /** Notes which classes are being defined by us. Thread-safe. */
    void defining(Set<String> names) {
        defining = Set.copyOf(names);
    }

    /** Whether we are defining a class: nobody has to bring it up to date. Thread-safe. */
    boolean isDefining(String name) {
        return defining.contains(name);
    }

    /** Whether a class is a companion, or is being defined by us. Thread-safe. */
    boolean isMadeByUs(String name) {
        return isDefining(name)
                || realms.values().stream().anyMatch(realm -> realm.companions().containsKey(name));
    }

    /** Returns the names of the classes of which some part is in a companion. */
    Set<String> reshapedClasses() {
        Set<String> names = new HashSet<>();
        realms.values().forEach(realm -> names.addAll(realm.reshaped()));
        return names;
    }

    /** Notes classes and companions that a loader has now; those it had besides stay. Thread-safe. */
    void reshaped(long loader, Map<String, Realm.Shaped> classes, Map<String, byte[]> companions) {
        realms.merge(loader, Realm.EMPTY.with(classes, companions), (known, more) -> known.with(classes, companions));
    }

    /** Whether a loaded class is another one than the session's of that name. Thread-safe. */
    boolean isForeign(LoadedClass loaded) throws JuriggedException {
        return own.isForeign(loaded);
    }

    /** Returns the class's copies in all loaders, but for other classes of that name. */
    List<LoadedClass> copies(String className) throws JuriggedException {
        return own.copies(className);
    }

    /** Returns the copies of each class that has any; for many names this is much quicker than one by one. */
    Map<String, List<LoadedClass>> copies(Collection<String> classNames) throws JuriggedException {
        return own.copies(classNames);
    }

    /**
     * Asks for copies of changed classes that the JVM has and has not told of, before a save is applied. New classes can't
     * be among them: their class files aren't written yet.
     */
    void lookForChanged(Collection<CompiledClass> compiled) throws JuriggedException {
        lookFor(compiled, Set.of(Change.LINES_ONLY, Change.BODY, Change.SCHEMA));
    }

    /**
     * Asks for copies that appeared meanwhile, once a save was applied and {@link Target#fixOnPrepare} knows of it. From
     * then on no copy can run unseen, and these classes need not be asked for again.
     */
    void lookForMissed(Collection<CompiledClass> compiled) throws JuriggedException {
        lookFor(compiled, Set.of(Change.LINES_ONLY, Change.BODY, Change.SCHEMA, Change.NEW));
        compiled.stream()
                .filter(c -> c.change() != Change.SAME)
                .map(CompiledClass::name)
                .forEach(fixedOnPrepare::add);
    }

    /** Whoever names a class with another schema may have to be rewritten, though javac made the same of it. */
    private void lookFor(Collection<CompiledClass> compiled, Set<Change> changes) throws JuriggedException {
        boolean structural = compiled.stream().anyMatch(c -> c.change() == Change.SCHEMA);
        Set<String> names = new TreeSet<>();
        for (CompiledClass c : compiled) {
            boolean concerned = changes.contains(c.change()) || (structural && c.change() == Change.SAME);
            if (concerned && !fixedOnPrepare.contains(c.name())) {
                names.add(c.name());
            }
        }
        names.removeAll(copies(names).keySet());
        target.lookFor(names);
    }

    /**
     * Returns what a loaded class runs.
     *
     * @param onClassPath the class file that the class path has for it, if any
     */
    Optional<State> state(LoadedClass loaded, Optional<byte[]> onClassPath) {
        State known = states.computeIfAbsent(loaded, this::reshaped);
        byte[] file = known == null ? found.get(loaded) : null;
        if (file != null) {
            known = new State(Schema.of(file), file, true, List.of());
            states.put(loaded, known);
        }
        if (known == null && onClassPath.isPresent()) {
            known = loaded.isPrepared()
                    ? firstSeen(loaded, onClassPath.get())
                    // Only what we have just defined is known before that.
                    : new State(Schema.of(onClassPath.get()), onClassPath.get(), true, List.of());
            states.put(loaded, known);
        }
        return Optional.ofNullable(known);
    }

    /** Notes that a class which was loaded just now was found to run a class file. Thread-safe. */
    void found(LoadedClass loaded, byte[] classFile) {
        found.put(loaded, classFile);
    }

    private State reshaped(LoadedClass loaded) {
        Realm realm = realm(loaded.loader());
        Realm.Shaped shaped = realm.classes().get(loaded.name());
        if (shaped != null) {
            return new State(shaped.schema(), shaped.physical(), true, List.of());
        }
        byte[] companion = realm.companions().get(loaded.name());
        return companion == null ? null : new State(Schema.of(companion), companion, true, List.of());
    }

    private static State firstSeen(LoadedClass loaded, byte[] onClassPath) {
        if (loaded.sameConstants(onClassPath)) {
            return new State(Schema.of(onClassPath), onClassPath, false, List.of());
        }
        return new State(loaded.schema(), onClassPath, false, List.of());
    }

    /** Has what these classes run found out in one step, where it isn't known exactly. */
    void readAhead(Collection<List<LoadedClass>> copies) throws JuriggedException {
        List<LoadedClass> asked = new ArrayList<>();
        for (List<LoadedClass> all : copies) {
            for (LoadedClass loaded : all) {
                State known = states.get(loaded);
                if (known == null || !known.exact()) {
                    asked.add(loaded);
                }
            }
        }
        target.readAhead(asked);
    }

    /** Whether a loaded class is known to run, or found to run, exactly this class file. */
    boolean runs(LoadedClass loaded, State state, byte[] bytes) {
        if (state.exact()) {
            return java.util.Arrays.equals(state.live(), bytes);
        }
        // With other constants the code can look the same and not be: a JVM doesn't show bootstrap methods' arguments.
        boolean same = SchemaEquality.holds(state.schema(), Schema.of(bytes))
                && loaded.sameConstants(bytes)
                && loaded.sameCode(bytes)
                && loaded.sameLines(bytes);
        if (same) {
            states.put(loaded, new State(state.schema(), bytes, true, state.history()));
        }
        return same;
    }

    /**
     * Redefines all classes in one step, or none; no code that was compiled before runs their old methods. Thread-safe.
     *
     * @return how long the JVM took in nanoseconds
     */
    long redefine(Map<LoadedClass, byte[]> classes) throws JuriggedException {
        return handleCode.redefine(classes);
    }

    /** Returns a class file as the JVM runs it, with the entrances of looped methods: offsets are in that. */
    byte[] asRun(LoadedClass loaded, byte[] classFile) {
        return target instanceof JdiTarget jvm ? jvm.looped().with(loaded.name(), classFile) : classFile;
    }

    /** Notes that a loaded class now runs this class file. */
    void redefined(LoadedClass loaded, byte[] bytes) {
        State before = states.get(loaded);
        if (before != null) {
            states.put(loaded, before.replacedBy(bytes));
        }
    }

    /** Returns the class file that a loaded class runs now. */
    byte[] live(LoadedClass loaded) {
        return states.get(loaded).live();
    }

    /** Returns the loaded classes among these that were redefined before, nested and anonymous ones of them too. */
    Set<LoadedClass> redefinedBefore(Collection<String> classNames) {
        Set<LoadedClass> found = new HashSet<>();
        states.forEach((loaded, state) -> {
            String name = loaded.name();
            boolean named = classNames.stream().anyMatch(n -> name.equals(n) || name.startsWith(n + "$"));
            if (named && !state.history().isEmpty()) {
                found.add(loaded);
            }
        });
        return found;
    }

    /** Whether a call under way is known to run old code although the JVM doesn't call its method obsolete. */
    boolean isOld(Activation activation) {
        return old.contains(activation);
    }

    /** Notes all such calls in these classes; those found earlier and not now are over. */
    void oldActivations(Set<String> classNames, Set<Activation> now) {
        old.removeIf(activation -> classNames.contains(activation.className()));
        old.addAll(now);
    }

    /** Returns the class files that a loaded class ran before, the oldest first. */
    List<byte[]> history(LoadedClass loaded) {
        State state = states.get(loaded);
        return state == null ? List.of() : state.history();
    }
}
