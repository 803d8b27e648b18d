package org.jurigged.controller.session;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.control.ControlCommands;
import org.jurigged.controller.control.ControlServer;
import org.jurigged.controller.control.HeldException;
import org.jurigged.controller.loop.LoopOptions;
import org.jurigged.controller.loop.Loops;
import org.jurigged.controller.target.JdiTarget;
import org.jurigged.controller.target.Target;
import org.jurigged.controller.target.TargetException;
import org.jurigged.controller.target.TargetInfo;

/** The JVMs of a session: how each joins and leaves it. Thread-safe; they join and leave on the session's thread. */
final class Programs implements AutoCloseable {
    private final Consumer<Event> listener;
    private final SessionThreads threads;
    private final LongFunction<ControlCommands> commands;
    private final Arrival arrival;
    private final List<TargetClasses> live = new CopyOnWriteArrayList<>();
    private final Set<Target> joined = ConcurrentHashMap.newKeySet();
    private final List<ControlServer> controls = new CopyOnWriteArrayList<>();
    private volatile Optional<DebugPorts> debugPorts = Optional.empty();
    private volatile Loops loops = Loops.of(LoopOptions.NONE);
    private LoopedClasses looped;
    private Workspace workspace;

    /** What the session does with a JVM that has joined, on its thread. */
    interface Arrival {
        void of(TargetClasses classes) throws JuriggedException;
    }

    /** @param commands returns what is answered about the JVM with a process id */
    Programs(
            Consumer<Event> listener, SessionThreads threads, LongFunction<ControlCommands> commands, Arrival arrival) {
        this.listener = listener;
        this.threads = threads;
        this.commands = commands;
        this.arrival = arrival;
    }

    /** Takes the project that they are kept up to date with; before any of them joins. */
    void begin(Workspace project) {
        workspace = project;
    }

    /** Lets debuggers attach to those that are added from now on, as far as they can be shared; closes the ports in the end. */
    void debugOn(DebugPorts ports) {
        debugPorts = Optional.of(ports);
    }

    /** Runs methods again with each save, in each that is added from now on. */
    void loop(Loops methods) {
        loops = methods;
        threads.submit(() -> {
            looped = new LoopedClasses(methods, workspace, listener);
            workspace.loop(looped);
        });
    }

    Loops loops() {
        return loops;
    }

    /** Makes a JVM live. */
    void add(Target target) {
        target.end().thenRun(() -> threads.submit(() -> leave(target)));
        threads.submit(() -> {
            try {
                join(target);
            } finally {
                loops.joined(target);
                if (!target.alive()) {
                    // It ended before anybody could be told that it has joined.
                    leave(target);
                }
            }
        });
    }

    /** Lets a JVM that waits at its start go on, and makes it live as soon as it has prepared a class of the project. */
    void addWhenItHasProjectClasses(JdiTarget target) {
        threads.submit(() -> {
            try {
                target.whenFirstPrepares(
                        workspace.packagePrefixes(),
                        name -> workspace.sourceOf(name).isPresent(),
                        () -> {
                            add(target);
                            loops.awaitJoined(target);
                        });
            } finally {
                target.start();
            }
        });
    }

    private void join(Target target) throws JuriggedException {
        if (!answerFor(target)) {
            target.close();
            return;
        }
        joined.add(target);
        TargetInfo info = target.info();
        listener.accept(new Event.TargetJoined(info.label(), info.pid(), info.javaVersion()));
        target.tellTo(note -> listener.accept(new Event.Note(note)));
        workspace.join(target, live.isEmpty());
        target.onFailure(e -> listener.accept(unforeseen(target, e)));
        arrival.of(target.look(() -> joined(target)));
    }

    /** Opens the JVM's socket for commands from the shell; live it is without it, too, but not when another has it. */
    private boolean answerFor(Target target) {
        long pid = target.info().pid();
        if (pid <= 0) {
            return true;
        }
        try {
            ControlServer control = ControlServer.start(pid, commands.apply(pid));
            target.end().thenRun(control::close);
            controls.add(control);
        } catch (HeldException e) {
            listener.accept(new Event.Trouble(e.getMessage(), e));
            return false;
        } catch (JuriggedException e) {
            listener.accept(new Event.Note(e.getMessage()));
        }
        return true;
    }

    private TargetClasses joined(Target target) throws JuriggedException {
        TargetClasses classes = new TargetClasses(target, workspace.ownClasses(target), workspace::onDisk);
        classes.restore();
        classes.unknown().ifPresent(why -> listener.accept(unknown(target, why)));
        live.add(classes);
        letDebug(target, classes);
        workspace.fix(classes);
        workspace.fixLoaded(classes);
        workspace.lookForStandIns(classes, classes.reshapedClasses());
        if (looped != null) {
            looped.start(target, classes);
        }
        return classes;
    }

    private static Event unknown(Target target, String why) {
        return new Event.Trouble(
                "Nothing can go live in " + target.info().label() + ": " + why + ". Restart the program.", null);
    }

    private static Event unforeseen(Target target, Throwable failure) {
        return new Event.Trouble(
                "Something in jurigged went wrong as " + target.info().label() + " told of what happens in it ("
                        + failure + "); it is read on. Run with --stack-traces to see where.",
                failure);
    }

    private void letDebug(Target target, TargetClasses classes) throws JuriggedException {
        if (debugPorts.isPresent()
                && target instanceof JdiTarget jdi
                && jdi.shared().isPresent()) {
            makeThread(jdi);
            jdi.shared().get().listen(new Debuggers(jdi, classes, workspace, threads, listener));
            int port = debugPorts.get().serve(target, jdi.shared().get());
            listener.accept(new Event.DebugPort(target.info().label(), port));
        }
    }

    /** Once a debugger holds all threads, no thread of the program can be borrowed to make ours. */
    private void makeThread(JdiTarget target) throws TargetException.Gone {
        try {
            target.warm();
        } catch (TargetException.Gone e) {
            throw e;
        } catch (JuriggedException e) {
            listener.accept(new Event.Trouble(e.getMessage(), e));
        }
    }

    private void leave(Target target) {
        debugPorts.ifPresent(ports -> ports.ended(target));
        live.removeIf(classes -> classes.target() == target);
        if (joined.remove(target)) {
            listener.accept(
                    new Event.TargetGone(target.info().label(), target.info().pid()));
        }
    }

    /** Returns those that are live: a view that changes as they join and leave. */
    List<TargetClasses> live() {
        return live;
    }

    /** Returns what is known of each that is live. */
    List<TargetInfo> infos() {
        return live.stream().map(classes -> classes.target().info()).toList();
    }

    /** Returns the one with a process id. */
    TargetClasses ofJvm(long pid) throws JuriggedException {
        for (TargetClasses classes : live) {
            if (classes.target().info().pid() == pid) {
                return classes;
            }
        }
        throw new JuriggedException("The JVM " + pid + " is not live in this session.");
    }

    /** Lets go of them: they run on. */
    @Override
    public void close() {
        loops.close();
        controls.forEach(ControlServer::close);
        debugPorts.ifPresent(DebugPorts::close);
        live.forEach(classes -> classes.target().close());
    }
}
