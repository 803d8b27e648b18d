package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.compile.Change;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.compile.Compiler;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.reshape.Code;
import org.jurigged.reshape.EnumChange;
import org.jurigged.reshape.Hooks;
import org.jurigged.reshape.InitialiserRun;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Refusal;
import org.jurigged.reshape.SourceFacts;
import org.jurigged.reshape.StaticRun;
import org.jurigged.reshape.Unseen;

/**
 * What a save asks of one target.
 *
 * @param planned the loaded classes that it was made for; some of them may need no redefinition
 * @param definitions the classes that each loader is to have, before anything else
 * @param redefinitions what each loaded class is to run
 * @param enums the enums to give other constants
 * @param runs the initialisers to run after that, in order
 * @param realms what each loader's classes become
 * @param refusals what this JVM can't take; nothing may be applied then, and the rest is empty
 * @param unseen what reflection won't see of it, or objects that exist or static fields won't have
 * @param pauses how long the program has stood still for the plan, in nanoseconds
 */
record Plan(
        TargetClasses classes,
        Set<LoadedClass> planned,
        List<Definitions> definitions,
        Map<LoadedClass, byte[]> redefinitions,
        List<EnumEdit> enums,
        List<Run> runs,
        Map<Long, Realm> realms,
        List<Refusal> refusals,
        List<Unseen> unseen,
        List<Long> pauses) {

    /** An initialiser to run in one copy of a class. */
    record Run(LoadedClass host, InitialiserRun initialiser) {}

    /**
     * Other constants for one copy of an enum.
     *
     * @param deferred what is to be redefined only when it has them
     * @param relinked what is to be redefined then with the code that it runs
     * @param users binary names of the classes whose sources name the enum
     */
    record EnumEdit(
            LoadedClass host,
            EnumChange change,
            Set<LoadedClass> deferred,
            Map<LoadedClass, byte[]> relinked,
            Set<String> users) {}

    /** Classes to define in the loader of another one, and what classes of other loaders have to know of them. */
    record Definitions(LoadedClass neighbour, Map<String, byte[]> files, Hooks hooks) {}

    /**
     * What a save changes, for any target.
     *
     * @param compiler knows the project's other classes
     * @param compiled all classes of the compiled sources
     * @param current the class file that was current for a name before
     * @param statics the static elements to run again, by class name
     * @param ranges the class files with character ranges of the classes in {@code statics}
     * @param facts what only the source tells, by class name
     */
    record Input(
            Compiler compiler,
            List<CompiledClass> compiled,
            Function<String, Optional<byte[]>> current,
            Map<String, List<StaticRun>> statics,
            Map<String, byte[]> ranges,
            Map<String, SourceFacts> facts) {
        List<String> names() {
            return compiled.stream().map(CompiledClass::name).toList();
        }

        Map<String, byte[]> files() {
            Map<String, byte[]> files = new LinkedHashMap<>();
            compiled.forEach(c -> files.put(c.name(), c.bytes()));
            return files;
        }
    }

    /** A loaded copy of a compiled class. */
    record Copy(LoadedClass loaded, ClassStates.State state, CompiledClass latest) {}

    static Plan of(TargetClasses classes, Input input) throws JuriggedException {
        classes.forgetUnloaded();
        return of(classes, input, Set.of());
    }

    private static Plan empty(TargetClasses classes) {
        return new Plan(
                classes,
                new HashSet<>(),
                new ArrayList<>(),
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    /** Refuses all of a save that changes anything: the classes it has to do with may be reshaped, and nobody knows how. */
    private static Plan ofUnknown(TargetClasses classes, Input input, String why) {
        Plan plan = empty(classes);
        input.compiled().stream()
                .filter(compiled -> compiled.change() != Change.SAME)
                .forEach(compiled -> plan.refusals().add(new Refusal(Code.J162, compiled.name(), why)));
        return plan;
    }

    /** Plans for the copies that were not there, or not known, when {@code done} were dealt with. */
    static Plan of(TargetClasses classes, Input input, Set<LoadedClass> done) throws JuriggedException {
        if (classes.unknown().isPresent()) {
            return ofUnknown(classes, input, classes.unknown().get());
        }
        Plan plan = empty(classes);
        Map<Long, List<Copy>> byLoader = new TreeMap<>();
        Map<String, List<LoadedClass>> copied = classes.copies(input.names());
        classes.states().readAhead(copied.values());
        for (CompiledClass latest : input.compiled()) {
            for (LoadedClass loaded : copied.getOrDefault(latest.name(), List.of())) {
                if (loaded.hasFailed()) {
                    plan.refuseFailed(latest);
                    continue;
                }
                // A class that was loaded and has no class file any more is judged by what the JVM tells of it.
                Optional<byte[]> known = input.current().apply(latest.name()).or(() -> Optional.of(latest.bytes()));
                Optional<ClassStates.State> state = classes.states().of(loaded, known);
                // What changed in the source runs again, also where javac makes the same code of it.
                if (state.isPresent()
                        && !done.contains(loaded)
                        && (input.statics().containsKey(latest.name())
                                || !classes.states().runs(loaded, state.get(), latest.bytes()))) {
                    byLoader.computeIfAbsent(loaded.loader(), l -> new ArrayList<>())
                            .add(new Copy(loaded, state.get(), latest));
                }
            }
        }
        for (List<Copy> copies : byLoader.values()) {
            copies.forEach(copy -> plan.planned().add(copy.loaded()));
            new LoaderPlan(plan, input, copies).add();
        }
        if (!classes.target().info().unrestricted()) {
            plan.refuseUnloadable(input);
        }
        return plan;
    }

    private void refuseFailed(CompiledClass latest) {
        if (latest.change() != Change.SAME && latest.change() != Change.LINES_ONLY) {
            refusals.add(new Refusal(
                    Code.J164,
                    latest.name().replace('$', '.'),
                    "its static initialiser has failed, and the JVM never runs such a class again"));
        }
    }

    private void refuseUnloadable(Input input) throws JuriggedException {
        Map<Long, Realm> all = new TreeMap<>(classes.realms());
        all.putAll(realms);
        Unloaded unloaded = new Unloaded(classes, input);
        Set<String> loaded = classes.copies(input.names()).keySet();
        for (CompiledClass latest : input.compiled()) {
            if (!loaded.contains(latest.name())) {
                for (Map.Entry<Long, Realm> loader : all.entrySet()) {
                    refusals.addAll(unloaded.refusals(latest, loader.getKey(), loader.getValue()));
                }
            }
        }
    }

    /**
     * Whether a session that comes later has to be told of it.
     *
     * @param files the class files by name, as the class path will have them
     */
    boolean isToBeKept(Function<String, Optional<byte[]>> files) {
        return !definitions.isEmpty()
                || !enums.isEmpty()
                || redefinitions.keySet().stream().anyMatch(loaded -> isToBeKept(loaded, files));
    }

    private boolean isToBeKept(LoadedClass loaded, Function<String, Optional<byte[]>> files) {
        Realm.Shaped shaped =
                realms.getOrDefault(loaded.loader(), Realm.EMPTY).classes().get(loaded.name());
        return !classes.target().info().unrestricted()
                && (shaped == null || classes.ledger().isToBeKept(loaded.loader(), loaded.name(), shaped, files));
    }

    /** Returns the loaded classes that it has dealt with, whether or not they needed a redefinition. */
    Set<LoadedClass> done() {
        Set<LoadedClass> done = new HashSet<>(planned);
        done.addAll(redefinitions.keySet());
        return done;
    }

    /** Returns the class files that bring the redefined classes back to what they run now. */
    Map<LoadedClass, byte[]> reverse() {
        Map<LoadedClass, byte[]> before = new LinkedHashMap<>();
        redefinitions
                .keySet()
                .forEach(loaded -> classes.states()
                        .of(loaded, Optional.empty())
                        .ifPresent(state -> before.put(loaded, state.live())));
        return before;
    }
}
