package org.jurigged.controller.session;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.loop.LoopOptions;
import org.jurigged.controller.loop.LoopSpec;
import org.jurigged.controller.loop.Loops;
import org.jurigged.controller.target.JdiTarget;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.Target;
import org.jurigged.controller.target.TargetException;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Sees to it that the classes of looped methods run them in loops: those that are loaded, and those loaded later. */
final class LoopedClasses {
    private final Loops loops;
    private final Workspace workspace;
    private final Consumer<Event> listener;
    private final Set<String> names;
    private final Set<LoopSpec> checked = new HashSet<>();

    LoopedClasses(Loops loops, Workspace workspace, Consumer<Event> listener) {
        this.loops = loops;
        this.workspace = workspace;
        this.listener = listener;
        this.names = loops.options().classNames();
        loops.tell(listener, new LoopNames(workspace));
    }

    /** Returns the names of the classes, those that may be meant and don't exist among them. */
    Set<String> names() {
        return names;
    }

    /** Whether methods can be looped in a JVM at all. */
    static boolean canLoopIn(Target target) {
        return target instanceof JdiTarget;
    }

    /** Begins to hold what nothing catches, and to loop methods in a JVM: in the classes that it has, and in all that is redefined or defined from now on. */
    void start(Target target, TargetClasses classes) throws JuriggedException {
        if (target instanceof JdiTarget jvm) {
            start(jvm, classes);
        } else {
            listener.accept(new Event.Note("No method is looped and nothing caught in "
                    + target.info().label() + ": "
                    + target.lacks(Target.Ability.FRAMES).orElse("that takes a debug connection") + "."));
        }
    }

    private void start(JdiTarget target, TargetClasses classes) throws JuriggedException {
        loops.options().loops().stream().map(LoopOptions.Loop::spec).forEach(this::check);
        try {
            loops.open(target);
            loop(classes);
        } catch (TargetException.Gone e) {
            throw e;
        } catch (JuriggedException e) {
            listener.accept(new Event.Trouble("No method is looped in this program: " + e.getMessage(), e));
        }
    }

    private void loop(TargetClasses classes) throws JuriggedException {
        classes.target().lookFor(names);
        Map<String, List<LoadedClass>> copies = classes.copies(names);
        for (List<LoadedClass> loaded : copies.values()) {
            for (LoadedClass copy : loaded) {
                Optional<ClassStates.State> state =
                        classes.states().of(copy, workspace.compiler().current(copy.name()));
                if (state.isPresent()
                        && classes.states().runs(copy, state.get(), state.get().live())) {
                    classes.redefine(Map.of(copy, state.get().live()));
                } else {
                    tellUnknown(copy);
                }
            }
        }
    }

    private void tellUnknown(LoadedClass copy) {
        listener.accept(new Event.Note(copy.name()
                + " is looped from its next save on: the program runs another version than its class file."));
    }

    /** Returns a fixer that does what another one does, and then has looped methods run in loops. */
    Target.PrepareFixer around(Target.PrepareFixer fixer, TargetClasses classes) {
        return new Target.PrepareFixer() {
            @Override
            public void fix(LoadedClass prepared) throws JuriggedException {
                fixer.fix(prepared);
                if (names.contains(prepared.name())) {
                    // It must not run before its methods can be looped.
                    loops.awaitJoined(classes.target());
                }
                if (names.contains(prepared.name()) && loops.isOpen() && !classes.isForeign(prepared)) {
                    loop(prepared, classes);
                }
            }

            @Override
            public void failed(LoadedClass prepared, JuriggedException reason) {
                fixer.failed(prepared, reason);
            }
        };
    }

    /** Called on a thread of its own while the class's thread waits. */
    private void loop(LoadedClass prepared, TargetClasses classes) throws JuriggedException {
        var shaped = classes.realm(prepared.loader()).classes().get(prepared.name());
        Optional<byte[]> runs = shaped != null
                ? Optional.of(shaped.physical())
                : workspace
                        .compiler()
                        .current(prepared.name())
                        .filter(file -> prepared.sameConstants(file) && prepared.sameCode(file));
        if (runs.isPresent()) {
            classes.target().redefine(Map.of(prepared, runs.get()));
            classes.states().found(prepared, runs.get());
        } else {
            tellUnknown(prepared);
        }
    }

    /** Tells, once, what can't be looped. */
    private void check(LoopSpec spec) {
        if (!checked.add(spec)) {
            return;
        }
        Optional<ClassNode> type = spec.binaryNames().stream()
                .flatMap(name -> workspace.compiler().current(name).stream())
                .findFirst()
                .map(LoopedClasses::read);
        String problem = type.isEmpty()
                ? "there is no class " + spec.type() + "; the method is looped when there is one"
                : problem(spec, type.get());
        if (problem != null) {
            listener.accept(new Event.Trouble("Nothing loops " + spec + ": " + problem + ".", null));
        }
    }

    private static ClassNode read(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return node;
    }

    private static String problem(LoopSpec spec, ClassNode type) {
        String name = type.name.replace('/', '.');
        Set<String> without = new LinkedHashSet<>();
        for (MethodNode method : type.methods) {
            if (spec.matches(name, method.name, method.desc)) {
                if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
                    return null;
                }
                without.add((method.access & Opcodes.ACC_ABSTRACT) != 0 ? "abstract" : "native");
            }
        }
        if (!without.isEmpty()) {
            return "it is " + String.join(" and ", without) + "; name a method that has code";
        }
        String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
        return spec.method().equals(simple)
                ? "a constructor can't be run again, the object is there already; loop a method that it calls"
                : "the class has no such method; it is looped when there is one";
    }
}
