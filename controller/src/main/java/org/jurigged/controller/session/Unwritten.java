package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.ClassFileTransaction;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.compile.Compiler;
import org.jurigged.controller.target.TargetException;

/**
 * Classes that are live and not in their class directory, because a patch was live that is in no source file: whoever starts
 * the program, or builds it, gets what the sources say. They are written once all patches are committed or taken back.
 *
 * <p>Used by the session's worker only.
 */
final class Unwritten {
    private final Map<String, CompiledClass> classes = new TreeMap<>();

    void keep(List<CompiledClass> live) {
        live.forEach(c -> classes.put(c.name(), c));
    }

    /**
     * Finds classes that get their first static initialiser, aren't loaded yet and won't be written: the JVM would load the
     * old class file, which has none, and adds none.
     */
    static List<Event> uninitialised(Attempt attempt, List<TargetClasses> targets) throws JuriggedException {
        List<Event> found = new ArrayList<>();
        for (CompiledClass c : attempt.compiled().classes()) {
            byte[] before = attempt.before().get(c.name());
            if (before != null && !StaticEdits.hasInitialiser(before) && StaticEdits.hasInitialiser(c.bytes())) {
                for (TargetClasses target : targets) {
                    if (isLacking(target, c.name())) {
                        found.add(new Event.Trouble(
                                c.name()
                                        + " gets its first static initialiser, and the program has not loaded the class"
                                        + " yet, which works only without a patch that is in no file. Commit the patches,"
                                        + " or patch again once it is loaded.",
                                null));
                    }
                }
            }
        }
        return found;
    }

    private static boolean isLacking(TargetClasses target, String className) throws JuriggedException {
        try {
            return target.copies(className).isEmpty();
        } catch (TargetException.Gone e) {
            // A program that has ended needs nothing: the save goes on for the others.
            return false;
        }
    }

    /** Writes what the class directories haven't as the compiler has it. */
    void write(Placement placement, Compiler compiler) throws JuriggedException {
        if (classes.isEmpty()) {
            return;
        }
        List<CompiledClass> all = new ArrayList<>(classes.values());
        try (ClassFileTransaction files = placement.begin()) {
            for (CompiledClass c : all) {
                Optional<byte[]> current = compiler.current(c.name());
                Optional<Path> directory = current.isPresent() ? placement.directory(c, all) : Optional.empty();
                boolean differs = current.isPresent()
                        && placement
                                .find(c.name())
                                .filter(file -> Arrays.equals(file.bytes(), current.get()))
                                .isEmpty();
                if (directory.isPresent() && differs) {
                    files.stage(directory.get(), c.name(), current.get());
                }
            }
            files.commit();
        }
        classes.clear();
    }
}
