package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.session.Plan.Copy;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;
import org.jurigged.reshape.Change;
import org.jurigged.reshape.Code;
import org.jurigged.reshape.EnumChange;
import org.jurigged.reshape.EnumSwitches;
import org.jurigged.reshape.InitialiserRun;
import org.jurigged.reshape.Realm;
import org.jurigged.reshape.Redefinition;
import org.jurigged.reshape.Refusal;
import org.jurigged.reshape.Reshaped;
import org.jurigged.reshape.Reshaper;
import org.jurigged.reshape.Schema;
import org.jurigged.reshape.SourceFacts;
import org.jurigged.reshape.StaticRun;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** Plans what a save asks of one class loader. */
final class LoaderPlan {
    private final Plan plan;
    private final Plan.Input input;
    private final List<Copy> copies;
    private final long loader;
    private final Map<String, LoadedClass> byName = new LinkedHashMap<>();

    LoaderPlan(Plan plan, Plan.Input input, List<Copy> copies) {
        this.plan = plan;
        this.input = input;
        this.copies = copies;
        this.loader = copies.get(0).loaded().loader();
        copies.forEach(copy -> byName.put(copy.latest().name(), copy.loaded()));
    }

    void add() throws JuriggedException {
        if (plan.classes().target().info().unrestricted()) {
            addUnrestricted();
            return;
        }
        Reshaped reshaped = reshape();
        if (!reshaped.isApplicable()) {
            plan.refusals().addAll(reshaped.refusals());
            return;
        }
        if (!reshaped.definitions().isEmpty() || !reshaped.hooks().methods().isEmpty()) {
            plan.definitions()
                    .add(new Plan.Definitions(copies.get(0).loaded(), reshaped.definitions(), reshaped.hooks()));
        }
        // What the JVM runs may be older than the class path's file: then the latest is news to it all the same.
        for (Copy copy : copies) {
            Realm.Shaped shaped = reshaped.realm().classes().get(copy.latest().name());
            if (!copy.state().exact() && shaped != null) {
                plan.redefinitions().put(copy.loaded(), shaped.physical());
            }
        }
        for (Redefinition redefinition : reshaped.redefinitions()) {
            plan.redefinitions().put(loaded(redefinition.className()), redefinition.bytes());
        }
        for (EnumChange change : reshaped.enums()) {
            addEnum(change);
        }
        plan.realms().put(loader, reshaped.realm());
        addRuns(reshaped);
    }

    private Reshaped reshape() throws JuriggedException {
        LoaderSurroundings surroundings = surroundings();
        List<Change> changes = new ArrayList<>(copies.stream().map(this::change).toList());
        for (CompiledClass compiled : input.compiled()) {
            if (!byName.containsKey(compiled.name()) && isShutOut(compiled, surroundings)) {
                changes.add(Change.ofNew(compiled.name(), compiled.bytes()));
            }
        }
        try {
            Realm realm = plan.classes().realm(loader);
            Reshaped reshaped = new Reshaper().reshape(realm, changes, surroundings);
            if (reshaped.isApplicable()) {
                plan.unseen().addAll(new Reshaper().unseen(realm, changes, input.files(), surroundings));
                plan.pauses().add(surroundings.stoodStill());
            }
            return reshaped;
        } catch (LoaderSurroundings.Interrupted e) {
            throw e.getCause();
        }
    }

    private LoaderSurroundings surroundings() {
        return new LoaderSurroundings(plan.classes(), loader, input.compiler(), input.files()::get);
    }

    /** Whether a class that isn't loaded belongs to a nest that is and doesn't know it. */
    private boolean isShutOut(CompiledClass compiled, LoaderSurroundings surroundings) {
        ClassNode node = new ClassNode();
        new ClassReader(compiled.bytes())
                .accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        if (node.nestHostClass == null || surroundings.isLoaded(compiled.name())) {
            return false;
        }
        String host = node.nestHostClass.replace('/', '.');
        Realm.Shaped shaped = plan.classes().realm(loader).classes().get(host);
        Optional<Schema> schema = shaped != null
                ? Optional.of(shaped.schema())
                : copies.stream()
                        .filter(copy -> copy.latest().name().equals(host))
                        .map(copy -> copy.state().schema())
                        .findFirst();
        return schema.map(Schema::attributes)
                .filter(attributes -> !attributes.nestMembers().contains(compiled.name()))
                .isPresent();
    }

    private void addEnum(EnumChange change) throws JuriggedException {
        LoadedClass host = loaded(change.className());
        Optional<String> lack = plan.classes().target().lacks(Target.Ability.ENUMS);
        if (host.initialized() && lack.isPresent()) {
            plan.refusals()
                    .add(new Refusal(
                            Code.J111, change.className().replace('$', '.'), "its constants changed: " + lack.get()));
        } else if (host.initialized()) {
            Set<LoadedClass> deferred = new HashSet<>();
            for (String name : change.deferred()) {
                deferred.add(loaded(name));
            }
            Set<String> users =
                    new HashSet<>(plan.classes().lasting(input.compiler().classesNaming(change.className())));
            users.addAll(input.names());
            plan.enums().add(new Plan.EnumEdit(host, change, deferred, relinked(change.className()), users));
        }
    }

    /** Finds classes that switch over an enum in a way that only a redefinition makes forget the old ordinals. */
    private Map<LoadedClass, byte[]> relinked(String enumName) throws JuriggedException {
        Map<LoadedClass, byte[]> relinked = new LinkedHashMap<>();
        for (String name : plan.classes().lasting(input.compiler().classesNaming(enumName))) {
            for (LoadedClass copy : plan.classes().copies(name)) {
                if (copy.loader() == loader && !plan.redefinitions().containsKey(copy)) {
                    running(copy, enumName).ifPresent(file -> relinked.put(copy, file));
                }
            }
        }
        return relinked;
    }

    private Optional<byte[]> running(LoadedClass copy, String enumName) throws JuriggedException {
        return plan.classes()
                .states()
                .of(copy, input.compiler().current(copy.name()))
                .filter(state -> EnumSwitches.areIn(state.live(), enumName))
                .filter(state -> plan.classes().states().runs(copy, state, state.live()))
                .map(ClassStates.State::live);
    }

    private void addRuns(Reshaped reshaped) throws JuriggedException {
        for (InitialiserRun run : reshaped.runs()) {
            LoadedClass host = loaded(run.className());
            if (host.initialized() || dropped(reshaped, run.className())) {
                plan.runs().add(new Plan.Run(host, run));
            }
        }
    }

    /** Such a JVM takes the classes as they are. */
    private void addUnrestricted() throws JuriggedException {
        List<Change> changes = copies.stream().map(this::change).toList();
        Reshaped runs = new Reshaper().initialiserRuns(changes);
        if (!runs.isApplicable()) {
            plan.refusals().addAll(runs.refusals());
            return;
        }
        copies.forEach(
                copy -> plan.redefinitions().put(copy.loaded(), copy.latest().bytes()));
        plan.unseen().addAll(new Reshaper().kept(changes, input.files(), surroundings()));
        addRuns(runs);
    }

    private LoadedClass loaded(String name) throws JuriggedException {
        LoadedClass known = byName.get(name);
        if (known != null) {
            return known;
        }
        for (LoadedClass copy : plan.classes().copies(name)) {
            if (copy.loader() == loader) {
                Realm.Shaped shaped = plan.classes().realm(loader).classes().get(name);
                byte[] companion = plan.classes().realm(loader).companions().get(name);
                Optional<byte[]> runs = shaped != null
                        ? Optional.of(shaped.physical())
                        : Optional.ofNullable(companion)
                                .or(() -> input.compiler().current(name));
                plan.classes().states().of(copy, runs);
                byName.put(name, copy);
                return copy;
            }
        }
        throw new JuriggedException("The program's JVM has no class " + name + " any more.");
    }

    private static boolean dropped(Reshaped reshaped, String className) {
        return reshaped.redefinitions().stream()
                .anyMatch(r -> r.className().equals(className) && r.initialiserDropped());
    }

    private Change change(Copy copy) {
        String name = copy.latest().name();
        List<StaticRun> statics = input.statics().getOrDefault(name, List.of());
        byte[] ranges = statics.isEmpty() ? null : input.ranges().get(name);
        return new Change(
                name,
                copy.state().schema(),
                copy.state().live(),
                copy.latest().bytes(),
                ranges == null ? List.of() : statics,
                ranges,
                copy.loaded().initialized(),
                input.facts().getOrDefault(name, SourceFacts.NONE));
    }
}
