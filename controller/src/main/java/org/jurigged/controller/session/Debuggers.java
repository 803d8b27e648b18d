package org.jurigged.controller.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.share.ShareListener;
import org.jurigged.controller.target.JdiTarget;
import org.jurigged.controller.target.LoadedClass;
import org.objectweb.asm.ClassReader;

/** What debuggers do to a JVM that is live. */
final class Debuggers implements ShareListener {
    private final JdiTarget target;
    private final TargetClasses classes;
    private final Workspace workspace;
    private final SessionThreads threads;
    private final Consumer<Event> listener;

    Debuggers(
            JdiTarget target,
            TargetClasses classes,
            Workspace workspace,
            SessionThreads threads,
            Consumer<Event> listener) {
        this.target = target;
        this.classes = classes;
        this.workspace = workspace;
        this.threads = threads;
        this.listener = listener;
    }

    @Override
    public void joined(String debugger) {
        tell(debugger + " has attached to " + target.info().label() + ".");
    }

    @Override
    public void left(String debugger, String reason) {
        tell(debugger + (reason.isEmpty() ? " has let go." : " was let go: " + reason + "."));
    }

    @Override
    public void breakpointLost(String className, int line) {
        String where = line > 0 ? className + ", once line " + line + "," : className;
        tell("A breakpoint in " + where + " has no line in the new code; set it again.");
    }

    /** Told on the session's thread: who tells us has a lock. */
    private void tell(String text) {
        threads.beside(() -> listener.accept(new Event.Note(text)));
    }

    /** A class that runs something else than javac made of its source would lose what makes its edits live. */
    @Override
    public boolean admits(String className) {
        boolean admits = !classes.reshapedClasses().contains(className);
        if (!admits) {
            tell("A debugger's own reload of " + className + " was refused: the class was reshaped, and a save of its"
                    + " source makes an edit live.");
        }
        return admits;
    }

    @Override
    public void redefined(Map<Long, byte[]> files) {
        threads.submit(() -> target.look(() -> {
            follow(files);
            return null;
        }));
    }

    /** Brings our own picture of the classes up to date, JDI's too: it forgets what it knew when it redefines a class. */
    private void follow(Map<Long, byte[]> files) throws JuriggedException {
        Map<LoadedClass, byte[]> redefined = new HashMap<>();
        for (Map.Entry<Long, byte[]> file : files.entrySet()) {
            String name = new ClassReader(file.getValue()).getClassName().replace('/', '.');
            Optional<LoadedClass> loaded = target.loaded(name, file.getKey());
            loaded.ifPresent(found -> redefined.put(found, file.getValue()));
        }
        for (LoadedClass loaded : redefined.keySet()) {
            classes.states().of(loaded, workspace.compiler().current(loaded.name()));
        }
        classes.redefine(redefined);
        redefined.forEach(classes::redefined);
        Set<String> names = new TreeSet<>(
                new HashSet<>(redefined.keySet().stream().map(LoadedClass::name).toList()));
        listener.accept(new Event.Note("A debugger has redefined " + String.join(", ", names)
                + "; the next save of the source goes on from there."));
    }
}
