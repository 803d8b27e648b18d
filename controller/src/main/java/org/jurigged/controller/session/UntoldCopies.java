package org.jurigged.controller.session;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.compile.Change;
import org.jurigged.controller.compile.CompiledClass;
import org.jurigged.controller.target.Target;

/** Finds copies of a save's classes that the JVM has and has not told of. */
final class UntoldCopies {
    private final Target target;
    private final OwnClasses own;
    private final Set<String> fixedOnPrepare = new HashSet<>();

    UntoldCopies(Target target, OwnClasses own) {
        this.target = target;
        this.own = own;
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
     * then on no copy can run unseen, and these classes need not be asked for again, unless their members change.
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
            // One that is loaded and not linked can't be fixed yet: its new members are looked for before it is linked
            // (JVMS
            // 6.5, invokestatic), and no other can be defined in its place.
            boolean canMiss = structural || c.change() == Change.BODY || !fixedOnPrepare.contains(c.name());
            if (concerned && canMiss) {
                names.add(c.name());
            }
        }
        names.removeAll(own.copies(names).keySet());
        target.lookFor(names);
    }
}
