package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;
import org.jurigged.reshape.Change;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Redefinition;
import org.jurigged.reshape.Reshaped;
import org.jurigged.reshape.Reshaper;
import org.jurigged.reshape.Schema;
import org.jurigged.reshape.SourceFacts;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;

/**
 * Brings classes that are loaded after an edit up to date, before they run: those that were edited, and those that have to
 * do with classes which were reshaped.
 *
 * <p>Doesn't wait for a save that is on its way: the class's thread may hold what the JVM needs for it. What the two do
 * at the same time, the save finds when it looks once more at the end.
 */
final class LateClasses implements Target.PrepareFixer {
    /** JVMS 4.4.1. */
    private static final int CONSTANT_CLASS = 7;

    private static final int CONSTANT_NAME_AND_TYPE = 12;
    private static final int CONSTANT_METHOD_TYPE = 16;

    private final Function<String, byte[]> edited;
    private final Workspace workspace;
    private final TargetClasses classes;
    private final Consumer<Event> listener;

    /** {@code edited} gives the latest class file by binary name, if there is one. */
    LateClasses(Function<String, byte[]> edited, Workspace workspace, TargetClasses classes, Consumer<Event> listener) {
        this.edited = edited;
        this.workspace = workspace;
        this.classes = classes;
        this.listener = listener;
    }

    @Override
    public void fix(LoadedClass prepared) throws JuriggedException {
        bringUpToDate(prepared);
    }

    @Override
    public void fixRunning(LoadedClass loaded) throws JuriggedException {
        if (bringUpToDate(loaded)) {
            listener.accept(new Event.Trouble(
                    loaded.name()
                            + " was loaded just now and ran its old code for a moment, its static initialiser among"
                            + " it: jurigged didn't answer in time. It runs its new code from the next calls on.",
                    null));
        }
    }

    /** Returns false if nothing had to be done. */
    private boolean bringUpToDate(LoadedClass prepared) throws JuriggedException {
        if (classes.isDefining(prepared.name()) || classes.isForeign(prepared)) {
            return false;
        }
        Realm realm = classes.realm(prepared.loader());
        byte[] latest = latest(prepared.name());
        lookAt(prepared, latest);
        boolean isUpToDate = realm.classes().containsKey(prepared.name())
                || isOfNoEdit(prepared, latest, realm)
                || (isUnshaped(realm) && runs(prepared, latest));
        if (!isUpToDate) {
            Reshaped reshaped = reshape(prepared, latest, realm);
            begin(prepared, reshaped);
            try {
                apply(prepared, latest, reshaped);
            } finally {
                classes.ledger().end();
            }
        }
        classes.ledger().arrived(prepared);
        return !isUpToDate;
    }

    /** A class of which there is no class file may be one that the program made to stand for others. */
    private void lookAt(LoadedClass made, byte[] latest) throws JuriggedException {
        if (latest == null && !classes.isMadeByUs(made.name())) {
            new LateStandIns(workspace, classes, listener).made(made);
        }
    }

    /** Begins to do to a class, and to others, what has to be kept for later sessions. */
    private void begin(LoadedClass prepared, Reshaped reshaped) throws JuriggedException {
        classes.neighbour(prepared);
        Realm.Shaped shaped = reshaped.realm().classes().get(prepared.name());
        classes.ledger()
                .begin(!reshaped.definitions().isEmpty()
                        || reshaped.redefinitions().size() > 1
                        || (shaped != null && classes.ledger().isToBeKept(prepared.loader(), prepared.name(), shaped)));
    }

    /** A class that isn't defined yet takes its latest schema, and only what others became has to be worked into it. */
    @Override
    public Optional<Target.Replacement> replacement(LoadedClass loading) throws JuriggedException {
        if (classes.isDefining(loading.name()) || classes.isForeign(loading)) {
            return Optional.empty();
        }
        Realm realm = realmWithout(loading);
        byte[] latest = latest(loading.name());
        lookAt(loading, latest);
        if (isOfNoEdit(loading, latest, realm)
                || loaded(loading.loader(), loading.name()).isPresent()) {
            return Optional.empty();
        }
        if (isUnshaped(realm)) {
            return runs(loading, latest) ? Optional.empty() : Optional.of(new Target.Replacement(latest, taken -> {}));
        }
        Reshaped reshaped = reshape(loading, Schema.of(latest), latest, latest, realm);
        if (!reshaped.hooks().registrations().isEmpty()) {
            throw new JuriggedException("It overrides a method of a library's class since an edit, which can be told to"
                    + " the JVM only once it is loaded.");
        }
        begin(loading, reshaped);
        try {
            Map<LoadedClass, byte[]> others = applyAround(loading, reshaped);
            return Optional.of(new Target.Replacement(
                    reshaped.realm().classes().get(loading.name()).physical(),
                    taken -> end(loading, others, reshaped, taken)));
        } catch (JuriggedException | RuntimeException | Error e) {
            classes.ledger().end();
            throw e;
        }
    }

    /** What a class became that could not be defined then is nothing to go by. */
    private Realm realmWithout(LoadedClass loading) {
        Realm realm = classes.realm(loading.loader());
        if (!realm.classes().containsKey(loading.name())) {
            return realm;
        }
        Map<String, Realm.Shaped> others = new HashMap<>(realm.classes());
        others.remove(loading.name());
        return Realm.EMPTY.with(others, realm.companions());
    }

    /** As long as a class that could not wait isn't brought up to date, later sessions don't know what runs. */
    private void end(LoadedClass loading, Map<LoadedClass, byte[]> others, Reshaped reshaped, boolean taken)
            throws JuriggedException {
        note(loading, others, reshaped, taken);
        if (taken) {
            classes.ledger().end();
        } else {
            classes.ledger().endWhenArrived(loading);
        }
    }

    /** Does to other classes what has to be done before a class is defined. */
    private Map<LoadedClass, byte[]> applyAround(LoadedClass loading, Reshaped reshaped) throws JuriggedException {
        new Definer(classes).define(loading, reshaped.definitions(), reshaped.hooks(), reshaped.realm());
        Map<LoadedClass, byte[]> others = new LinkedHashMap<>();
        for (Redefinition redefinition : reshaped.redefinitions()) {
            if (!redefinition.className().equals(loading.name())) {
                loaded(loading.loader(), redefinition.className())
                        .ifPresent(other -> others.put(other, redefinition.bytes()));
            }
        }
        classes.redefine(others);
        return others;
    }

    /** Returns the class file that a class is to run: the edited one, else the one on the class path; null if there is none. */
    private byte[] latest(String name) {
        byte[] latest = edited.apply(name);
        return latest != null ? latest : onClassPath(name).orElse(null);
    }

    private Optional<byte[]> onClassPath(String name) {
        return workspace
                .compiler()
                .current(name)
                .or(() -> workspace.placement().find(name).map(f -> f.bytes()));
    }

    private boolean isOfNoEdit(LoadedClass prepared, byte[] latest, Realm realm) throws JuriggedException {
        return latest == null
                || realm.companions().containsKey(prepared.name())
                || (edited.apply(prepared.name()) == null && !concerns(prepared, latest, realm));
    }

    private static boolean isUnshaped(Realm realm) {
        return realm.companions().isEmpty() && realm.reshaped().isEmpty();
    }

    private boolean concerns(LoadedClass prepared, byte[] latest, Realm realm) throws JuriggedException {
        Set<String> reshaped = realm.reshaped();
        return names(latest, reshaped) || describes(latest, realm.adopted()) || inherits(prepared, reshaped);
    }

    /** Whether one of these classes is above a class: it may override what that one got. */
    private boolean inherits(LoadedClass prepared, Set<String> classNames) throws JuriggedException {
        for (String name : prepared.supertypes()) {
            Optional<LoadedClass> above =
                    classNames.contains(name) ? Optional.empty() : loaded(prepared.loader(), name);
            if (classNames.contains(name)
                    || (above.isPresent() ? inherits(above.get(), classNames) : inherits(name, classNames))) {
                return true;
            }
        }
        return false;
    }

    /** The same of a class that isn't loaded yet, and will be before what is below it. */
    private boolean inherits(String className, Set<String> classNames) {
        Optional<byte[]> file = Optional.ofNullable(latest(className));
        if (file.isEmpty()) {
            return false;
        }
        ClassReader reader = new ClassReader(file.get());
        List<String> above = new ArrayList<>(List.of(reader.getInterfaces()));
        above.add(reader.getSuperName());
        return above.stream()
                .map(name -> name.replace('/', '.'))
                .anyMatch(name -> classNames.contains(name) || inherits(name, classNames));
    }

    /** Whether a class file mentions one of these classes. */
    static boolean names(byte[] classFile, Set<String> classNames) {
        ClassReader reader = new ClassReader(classFile);
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int offset = reader.getItem(i);
            boolean isClass = offset > 0 && classFile[offset - 1] == CONSTANT_CLASS;
            if (isClass && classNames.contains(element(reader.readUTF8(offset, buffer)))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the binary name of a class, or of what an array is of (JVMS 4.4.1). */
    private static String element(String constant) {
        String name = constant.startsWith("[")
                ? Type.getType(constant).getElementType().getClassName()
                : constant;
        return name.replace('/', '.');
    }

    /** Whether one of these classes is in the type of a member, of a call site or of a lambda in a class file. */
    static boolean describes(byte[] classFile, Set<String> classNames) {
        if (classNames.isEmpty()) {
            return false;
        }
        ClassReader reader = new ClassReader(classFile);
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int offset = reader.getItem(i);
            int tag = offset > 0 ? classFile[offset - 1] : 0;
            if (tag == CONSTANT_NAME_AND_TYPE || tag == CONSTANT_METHOD_TYPE) {
                String type = reader.readUTF8(tag == CONSTANT_METHOD_TYPE ? offset : offset + 2, buffer);
                if (classNames.stream().anyMatch(name -> type.contains('L' + name.replace('.', '/') + ';'))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean runs(LoadedClass prepared, byte[] latest) {
        return prepared.sameConstants(latest) && prepared.sameCode(latest);
    }

    private Reshaped reshape(LoadedClass prepared, byte[] latest, Realm realm) throws JuriggedException {
        boolean same = prepared.sameConstants(latest);
        byte[] loaded = same
                ? latest
                : workspace
                        .placement()
                        .find(prepared.name())
                        .map(f -> f.bytes())
                        .orElse(latest);
        return reshape(
                prepared, same ? Schema.of(latest) : ClassStates.schema(prepared, loaded), loaded, latest, realm);
    }

    private Reshaped reshape(LoadedClass prepared, Schema schema, byte[] loaded, byte[] latest, Realm realm)
            throws JuriggedException {
        Change change = new Change(
                prepared.name(), schema, loaded, latest, List.of(), null, prepared.initialized(), SourceFacts.NONE);
        try {
            Reshaped reshaped = new Reshaper()
                    .reshape(
                            realm,
                            List.of(change),
                            new LoaderSurroundings(classes, prepared.loader(), workspace.compiler(), edited));
            if (!reshaped.isApplicable()) {
                throw new JuriggedException(reshaped.refusals().get(0).toString());
            }
            return reshaped;
        } catch (LoaderSurroundings.Interrupted e) {
            throw e.getCause();
        }
    }

    private void apply(LoadedClass prepared, byte[] latest, Reshaped reshaped) throws JuriggedException {
        new Definer(classes).define(prepared, reshaped.definitions(), reshaped.hooks(), reshaped.realm());
        Map<LoadedClass, byte[]> redefinitions = new LinkedHashMap<>();
        Realm.Shaped shaped = reshaped.realm().classes().get(prepared.name());
        if (shaped != null && !runs(prepared, latest)) {
            redefinitions.put(prepared, shaped.physical());
        } else if (shaped == null && !prepared.sameCode(latest)) {
            // Nothing of it had to be reshaped.
            redefinitions.put(prepared, latest);
        }
        for (Redefinition redefinition : reshaped.redefinitions()) {
            if (redefinition.className().equals(prepared.name())) {
                redefinitions.put(prepared, redefinition.bytes());
            } else {
                loaded(prepared.loader(), redefinition.className())
                        .ifPresent(other -> redefinitions.put(other, redefinition.bytes()));
            }
        }
        if (redefinitions.keySet().equals(Set.of(prepared))) {
            // Nothing was compiled that calls it.
            classes.redefineUncalled(redefinitions);
        } else {
            classes.redefine(redefinitions);
        }
        note(prepared, redefinitions, reshaped, true);
    }

    private Optional<LoadedClass> loaded(long loader, String name) throws JuriggedException {
        return classes.copies(name).stream()
                .filter(copy -> copy.loader() == loader)
                .findFirst();
    }

    /** Only what was done here counts: a save may have changed the rest meanwhile. */
    private void note(
            LoadedClass prepared, Map<LoadedClass, byte[]> redefinitions, Reshaped reshaped, boolean isUpToDate) {
        Set<String> done = new HashSet<>();
        redefinitions.keySet().forEach(loaded -> done.add(loaded.name()));
        Set<String> toKeep = new HashSet<>(done);
        if (isUpToDate) {
            toKeep.add(prepared.name());
        }
        Set<String> companions = new HashSet<>(done);
        companions.addAll(reshaped.definitions().keySet());
        classes.reshaped(
                prepared.loader(),
                among(reshaped.realm().classes(), toKeep),
                among(reshaped.realm().companions(), companions));
    }

    private static <T> Map<String, T> among(Map<String, T> all, Set<String> names) {
        Map<String, T> some = new HashMap<>();
        for (String name : names) {
            T each = all.get(name);
            if (each != null) {
                some.put(name, each);
            }
        }
        return some;
    }

    @Override
    public void failed(LoadedClass prepared, JuriggedException reason) {
        listener.accept(new Event.Trouble(
                prepared.name() + " was loaded just now and runs its old code: " + reason.getMessage()
                        + " Restart the program to have the edit in it.",
                reason));
    }
}
