package org.jurigged.controller.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.compile.Compiler;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.reshape.FinalStore;
import org.jurigged.reshape.InitialiserRun;

/**
 * Makes compiled code forget the old value of a static final field: the JIT takes such a field for a constant once its
 * class is initialised. Redefining a class, with the very code that it runs, throws away what was compiled from it.
 */
final class FoldedConstants {
    private final Compiler compiler;

    FoldedConstants(Compiler compiler) {
        this.compiler = compiler;
    }

    /** Redefines, in one target, the classes that may have read the final fields which these runs have set. */
    void forget(Plan plan) throws JuriggedException {
        Set<String> readers = new TreeSet<>();
        for (Plan.Run run : plan.runs()) {
            if (run.initialiser() instanceof InitialiserRun.Slice slice) {
                for (FinalStore store : slice.finals()) {
                    readers.addAll(compiler.classesUsing(slice.className(), store.field()));
                }
            }
        }
        Map<LoadedClass, byte[]> same = new HashMap<>();
        for (String reader : plan.classes().lasting(readers)) {
            for (LoadedClass loaded : plan.classes().copies(reader)) {
                running(plan.classes(), loaded).ifPresent(bytes -> same.put(loaded, bytes));
            }
        }
        plan.classes().redefine(same);
        same.forEach(plan.classes()::redefined);
    }

    /** Returns the class file that a class is known to run. */
    private Optional<byte[]> running(TargetClasses classes, LoadedClass loaded) {
        return classes.states()
                .of(loaded, compiler.current(loaded.name()))
                .filter(state -> classes.states().runs(loaded, state, state.live()))
                .map(ClassStates.State::live);
    }
}
