package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.reshape.Change;
import org.jurigged.reshape.InitialiserRun;
import org.jurigged.reshape.Redefinition;
import org.jurigged.reshape.Refusal;
import org.jurigged.reshape.Reshaped;
import org.jurigged.reshape.Reshaper;
import org.jurigged.reshape.StaticRun;

/**
 * What a save asks of one target.
 *
 * @param redefinitions what each loaded class is to run
 * @param runs the initialisers to run after that, in order
 * @param refusals what this JVM can't take; nothing may be applied then, and the rest is empty
 */
record Plan(TargetClasses classes, Map<LoadedClass, byte[]> redefinitions, List<Run> runs, List<Refusal> refusals) {

    /** An initialiser to run in one copy of a class. */
    record Run(LoadedClass host, InitialiserRun initialiser) {}

    /**
     * What a save changes, for any target.
     *
     * @param compiled all classes of the compiled sources
     * @param current the class file that was current for a name before
     * @param statics the static elements to run again, by class name
     * @param ranges the class files with character ranges of the classes in {@code statics}
     */
    record Input(
            List<CompiledClass> compiled,
            Function<String, Optional<byte[]>> current,
            Map<String, List<StaticRun>> statics,
            Map<String, byte[]> ranges) {}

    private record Copy(LoadedClass loaded, TargetClasses.State state, CompiledClass latest) {}

    static Plan of(TargetClasses classes, Input input) throws JuriggedException {
        Map<Long, List<Copy>> byLoader = new TreeMap<>();
        for (CompiledClass latest : input.compiled()) {
            for (LoadedClass loaded : classes.copies(latest.name())) {
                // A class that was loaded and has no class file any more is judged by what the JVM tells of it.
                Optional<byte[]> known = input.current().apply(latest.name()).or(() -> Optional.of(latest.bytes()));
                Optional<TargetClasses.State> state = classes.state(loaded, known);
                if (state.isPresent() && !classes.runs(loaded, state.get(), latest.bytes())) {
                    byLoader.computeIfAbsent(loaded.loader(), l -> new ArrayList<>())
                            .add(new Copy(loaded, state.get(), latest));
                }
            }
        }
        Plan plan = new Plan(classes, new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        byLoader.values().forEach(copies -> plan.add(copies, input));
        return plan;
    }

    private void add(List<Copy> copies, Input input) {
        Map<String, Copy> byName = new LinkedHashMap<>();
        copies.forEach(copy -> byName.put(copy.latest().name(), copy));
        Reshaped reshaped = new Reshaper()
                .reshape(copies.stream().map(copy -> change(copy, input)).toList());
        if (!reshaped.isApplicable() && !classes.target().info().unrestricted()) {
            refusals.addAll(reshaped.refusals());
            return;
        }
        // What the JVM runs may be older than the class path's file: then the latest is news to it all the same.
        copies.stream()
                .filter(copy -> !copy.state().exact() || classes.target().info().unrestricted())
                .forEach(copy -> redefinitions.put(copy.loaded(), copy.latest().bytes()));
        for (Redefinition redefinition : reshaped.redefinitions()) {
            redefinitions.put(byName.get(redefinition.className()).loaded(), redefinition.bytes());
        }
        for (InitialiserRun run : reshaped.runs()) {
            LoadedClass host = byName.get(run.className()).loaded();
            if (host.initialized() || dropped(reshaped, run.className())) {
                runs.add(new Run(host, run));
            }
        }
    }

    private static boolean dropped(Reshaped reshaped, String className) {
        return reshaped.redefinitions().stream()
                .anyMatch(r -> r.className().equals(className) && r.initialiserDropped());
    }

    private static Change change(Copy copy, Input input) {
        String name = copy.latest().name();
        List<StaticRun> statics = input.statics().getOrDefault(name, List.of());
        byte[] ranges = statics.isEmpty() ? null : input.ranges().get(name);
        if (ranges == null) {
            return new Change(
                    name,
                    copy.state().schema(),
                    copy.state().live(),
                    copy.latest().bytes());
        }
        return new Change(
                name, copy.state().schema(), copy.state().live(), copy.latest().bytes(), statics, ranges);
    }

    /** Returns the class files that bring the redefined classes back to what they run now. */
    Map<LoadedClass, byte[]> reverse() {
        Map<LoadedClass, byte[]> before = new LinkedHashMap<>();
        redefinitions
                .keySet()
                .forEach(loaded ->
                        classes.state(loaded, Optional.empty()).ifPresent(state -> before.put(loaded, state.live())));
        return before;
    }
}
