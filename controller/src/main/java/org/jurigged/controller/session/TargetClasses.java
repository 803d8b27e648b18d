package org.jurigged.controller.session;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.JdiTarget;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;
import org.jurigged.controller.target.TargetException;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Schema;
import org.jurigged.reshape.Unseen;

/**
 * What is known of one target's loaded classes: the schema each was loaded with, the class file it runs, and those it
 * ran before.
 *
 * <p>Not thread-safe but for the realms and where it says so: the session's one worker uses it.
 */
final class TargetClasses {
    private final Target target;
    private final HandleCode handleCode;
    private final ClassStates states;
    private boolean areHiddenTold;
    private final CallsUnderWay calls = new CallsUnderWay();
    private final Entrances entrances = new Entrances();
    private final ConstantLayouts layouts;
    private int edit;
    private long editMillis;
    private volatile Set<String> defining = Set.of();
    private final Map<String, Set<String>> asking = new ConcurrentHashMap<>();
    private final Map<Long, Realm> realms = new ConcurrentHashMap<>();
    private final UntoldCopies untold;
    private final Map<Long, LoadedClass> neighbours = new ConcurrentHashMap<>();
    private final EarlierSessions earlier = new EarlierSessions();
    private final Function<String, Optional<byte[]>> onDisk;
    private final OwnClasses own;
    private final ClassLedger ledger;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private volatile Boolean callsHashCode;
    private volatile Optional<String> unknown = Optional.empty();

    /** @param onDisk the class file that the class path has for a name */
    TargetClasses(Target target, OwnClasses own, Function<String, Optional<byte[]>> onDisk) {
        this.target = target;
        this.states = new ClassStates(target, this::made);
        this.layouts = new ConstantLayouts(
                loaded -> states.known(loaded).map(ClassStates.State::live).or(() -> onDisk.apply(loaded.name())));
        this.own = own;
        this.untold = new UntoldCopies(target, own);
        this.handleCode = new HandleCode(target);
        this.onDisk = onDisk;
        this.ledger = new ClassLedger(target, onDisk);
    }

    /** Goes on where an earlier session with the target left off. */
    void restore() throws JuriggedException {
        ClassLedger.Found found = ledger.read();
        realms.putAll(found.realms());
        earlier.found(found);
        asking.putAll(found.asking());
        unknown = found.unknown();
    }

    /** Says why it isn't known what the target's classes were made of; empty if it is. */
    Optional<String> unknown() {
        return unknown;
    }

    /** Returns what keeps in the target what becomes of its classes. */
    ClassLedger ledger() {
        return ledger;
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

    /** Returns names that javac gave, and the lasting ones that the same classes may have in some loader. */
    Set<String> lasting(Set<String> compiledNames) {
        Set<String> names = new HashSet<>(compiledNames);
        realms.values().forEach(realm -> names.addAll(realm.lasting(compiledNames)));
        return names;
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
        ledger.asks(className, Set.copyOf(keys));
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
        Realm known = realm(loader);
        Map<String, Realm.Shaped> newClasses = new HashMap<>(classes);
        newClasses.entrySet().removeIf(each -> known.classes().get(each.getKey()) == each.getValue());
        Map<String, byte[]> newCompanions = new HashMap<>(companions);
        newCompanions.entrySet().removeIf(each -> known.companions().get(each.getKey()) == each.getValue());
        if (!newClasses.isEmpty() || !newCompanions.isEmpty()) {
            earlier.forget(loader, newClasses.keySet());
            ledger.note(neighbours.get(loader), newClasses, newCompanions);
        }
        realms.compute(loader, (key, before) -> (before == null ? Realm.EMPTY : before).with(classes, companions));
    }

    /** Returns what earlier sessions left. */
    EarlierSessions earlier() {
        return earlier;
    }

    /** Whether something is told of a definition for the first time, and not of another object once more. Thread-safe. */
    boolean isNews(Unseen unseen) {
        return told.add(unseen.code() + " " + unseen.definition());
    }

    /** Notes a class of a loader, to know the loader by. Thread-safe. */
    void neighbour(LoadedClass loaded) {
        neighbours.putIfAbsent(loaded.loader(), loaded);
    }

    /** Forgets the classes of loaders that are gone. */
    void forgetUnloaded() throws JuriggedException {
        for (Map.Entry<Long, LoadedClass> neighbour : neighbours.entrySet()) {
            if (target.isUnloaded(neighbour.getValue())) {
                long loader = neighbour.getKey();
                neighbours.remove(loader);
                realms.remove(loader);
                states.forget(loader);
                own.forget(loader);
                layouts.forget(loader);
            }
        }
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

    /** Returns how copies are found that the JVM has not told of. */
    UntoldCopies untold() {
        return untold;
    }

    /** Returns what the target's classes run. Thread-safe. */
    ClassStates states() {
        return states;
    }

    private Optional<ClassStates.State> made(LoadedClass loaded) {
        neighbour(loaded);
        Realm realm = realm(loaded.loader());
        Realm.Shaped shaped = realm.classes().get(loaded.name());
        if (shaped != null) {
            return Optional.of(new ClassStates.State(shaped.schema(), shaped.physical(), true));
        }
        byte[] companion = realm.companions().get(loaded.name());
        if (companion != null) {
            return Optional.of(new ClassStates.State(Schema.of(companion), companion, true));
        }
        return earlier.stays(loaded).map(stays -> new ClassStates.State(stays.schema(), stays.physical(), true));
    }

    /**
     * Whether classes stay what they are as their class files become something else.
     *
     * @param names of classes that changed
     * @param files the class files by name, as the class path will have them
     */
    boolean anyStays(Collection<String> names, Set<LoadedClass> redefined, Function<String, Optional<byte[]>> files)
            throws JuriggedException {
        return !staying(names, redefined, files).isEmpty();
    }

    /** Returns the class file that the class path has for a name. */
    Optional<byte[]> onDisk(String className) {
        return onDisk.apply(className);
    }

    /**
     * Returns the class file that a loaded class runs; empty if nobody has asked for its {@link #state} yet, nor has an earlier
     * session left it as it was. Thread-safe.
     */
    Optional<byte[]> live(LoadedClass loaded) {
        return states.known(loaded)
                .map(ClassStates.State::live)
                .or(() -> earlier.stays(loaded).map(Realm.Shaped::physical));
    }

    /** Has it kept which classes stayed what they are; see {@link #anyStays}. */
    void keepStaying(Collection<String> names, Set<LoadedClass> redefined) throws JuriggedException {
        for (LoadedClass loaded : staying(names, redefined, onDisk)) {
            Realm.Shaped shaped = realm(loaded.loader()).classes().get(loaded.name());
            if (shaped != null) {
                ledger.note(loaded, Map.of(loaded.name(), shaped), Map.of());
            } else {
                ClassStates.State state = states.known(loaded).orElseThrow();
                byte[] live = state.live();
                ledger.stays(loaded, new Realm.Shaped(state.schema(), live, live, live, Realm.Lineage.NONE));
            }
        }
    }

    private Set<LoadedClass> staying(
            Collection<String> names, Set<LoadedClass> redefined, Function<String, Optional<byte[]>> files)
            throws JuriggedException {
        Set<LoadedClass> staying = new HashSet<>();
        for (List<LoadedClass> copies : copies(names).values()) {
            for (LoadedClass copy : copies) {
                Optional<ClassStates.State> state = states.known(copy);
                if (state.isPresent()
                        && !redefined.contains(copy)
                        && files.apply(copy.name())
                                .filter(file -> Arrays.equals(file, state.get().live()))
                                .isEmpty()) {
                    staying.add(copy);
                }
            }
        }
        return staying;
    }

    /**
     * Redefines all classes in one step, or none; no code that was compiled before runs their old methods. Thread-safe.
     *
     * @return how long the JVM took in nanoseconds
     */
    long redefine(Map<LoadedClass, byte[]> classes) throws JuriggedException {
        return redefine(classes, all -> handleCode.redefine(all, loaded -> Optional.empty()));
    }

    /**
     * As the other one, of classes that no compiled code calls yet.
     *
     * @return how long the JVM took in nanoseconds
     */
    long redefineUncalled(Map<LoadedClass, byte[]> classes) throws JuriggedException {
        return redefine(classes, target::redefine);
    }

    /**
     * As the other one, of classes that run what their states say: less compiled code is thrown away then.
     *
     * @return how long the JVM took in nanoseconds
     */
    long redefineKnown(Map<LoadedClass, byte[]> classes) throws JuriggedException {
        HandleCode.Running running = loaded -> states.known(loaded)
                .filter(ClassStates.State::exact)
                .map(state -> state.running().bytes());
        return redefine(classes, all -> handleCode.redefine(all, running));
    }

    /** What gives class files to the JVM; returns how long that took in nanoseconds. */
    private interface Giving {
        long give(Map<LoadedClass, byte[]> all) throws JuriggedException;
    }

    private long redefine(Map<LoadedClass, byte[]> classes, Giving giving) throws JuriggedException {
        Map<LoadedClass, byte[]> led = entrances.into(classes);
        Map<LoadedClass, byte[]> all = laidOut(led);
        long nanos;
        try {
            nanos = giving.give(all);
        } catch (TargetException.Refused e) {
            if (led.equals(classes)) {
                throw e;
            }
            // Frames that would have moved stay then, and the edit is live all the same.
            all = laidOut(classes);
            nanos = giving.give(all);
        }
        entrances.applied(classes, all);
        return nanos;
    }

    private Map<LoadedClass, byte[]> laidOut(Map<LoadedClass, byte[]> classes) {
        return target.lacks(Target.Ability.FRAMES).isPresent() ? classes : layouts.into(classes);
    }

    /** Returns the ways into methods for frames that move. */
    Entrances entrances() {
        return entrances;
    }

    /** Begins a save, which gets the next number. */
    void beginEdit() {
        edit++;
        editMillis = System.currentTimeMillis();
    }

    /** Returns the number of the last save that was applied. */
    int edit() {
        return edit;
    }

    /** Returns a class file as the JVM runs it, with the entrances of looped methods: offsets are in that. */
    byte[] asRun(LoadedClass loaded, byte[] classFile) {
        return target instanceof JdiTarget jvm ? jvm.looped().with(loaded.name(), classFile) : classFile;
    }

    /** Notes that a loaded class now runs this class file, and what was put into it. */
    void redefined(LoadedClass loaded, byte[] bytes) {
        states.redefined(
                loaded, bytes, new CodeVersion(entrances.running(loaded).orElse(bytes), edit, editMillis));
    }

    /** Returns what is known of calls under way that run old code. */
    CallsUnderWay calls() {
        return calls;
    }

    /** Returns what is to be told of threads that are not looked at; once. */
    Optional<Event> hiddenThreads() throws JuriggedException {
        if (areHiddenTold || !target.hidesThreads()) {
            return Optional.empty();
        }
        areHiddenTold = true;
        return Optional.of(
                new Event.Note(
                        "Virtual threads run in " + target.info().label()
                                + ", which a JVM doesn't list: what they are running ends in its old code, and no line says so."));
    }
}
