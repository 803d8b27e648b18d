package org.jurigged.controller.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.HeldRun;
import org.jurigged.controller.target.HeldThrow;
import org.jurigged.controller.target.JdiTarget;
import org.jurigged.controller.target.LateNames;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.LoopedMethods;
import org.jurigged.controller.target.Target;

/**
 * The threads that wait after a run of a looped method, and what becomes of them: a save runs all of them again, a command
 * is about the one that has waited longest.
 *
 * <p>Thread-safe; listeners are called on a thread of its own.
 */
public final class Loops implements AutoCloseable {
    private static final long JOIN_SECONDS = 60;

    private final LoopOptions options;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(Loops::worker);
    private final List<Waiting> held = new ArrayList<>();
    private final List<JdiTarget> targets = new ArrayList<>();
    private final Set<JdiTarget> caught = ConcurrentHashMap.newKeySet();
    private final Map<Target, CompletableFuture<Void>> joins = new ConcurrentHashMap<>();
    private volatile Consumer<Event> listener = event -> {};
    private volatile CodeNames names;
    private int round;
    private volatile boolean isOpen;
    private volatile boolean isOver;

    private Loops(LoopOptions options) {
        this.options = options;
    }

    /** Makes loops of methods; a session is told of them before it gets its first JVM. */
    public static Loops of(LoopOptions options) {
        return new Loops(options);
    }

    private static Thread worker(Runnable task) {
        Thread thread = new Thread(task, "jurigged-loop");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Has a JVM that doesn't run yet keep the classes of looped methods from running until the session has seen to them; to
     * be called before {@link JdiTarget#start()}.
     */
    public void await(JdiTarget target) throws JuriggedException {
        hold(target);
        if (!options.loops().isEmpty()) {
            target.fixOnPrepare(new LateNames(options.classNames(), Set.of(), name -> true), new Target.PrepareFixer() {
                @Override
                public void fix(LoadedClass prepared) {
                    // The session deals with it, as with all classes that are there when it begins.
                    awaitJoined(target);
                }

                @Override
                public void failed(LoadedClass prepared, JuriggedException reason) {
                    throw new IllegalStateException(reason);
                }
            });
        }
    }

    /** Holds what nothing catches; a thread that throws before the session is ready waits for it. */
    private void hold(JdiTarget target) {
        options.caught().ifPresent(type -> {
            caught.add(target);
            target.uncaught()
                    .open(
                            Optional.of(type).filter(name -> !name.equals(LoopOptions.ALL)),
                            name -> names != null && names.isOwn(name),
                            () -> awaitJoined(target),
                            thrown -> {
                                if (!submit(() -> take(target, thrown))) {
                                    thrown.goOn();
                                }
                            });
        });
    }

    /** Waits, for a minute at most, until a session has got a JVM; not at all if no method is looped. */
    public void awaitJoined(Target target) {
        if (!options.isEmpty()) {
            try {
                joining(target).get(JOIN_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                submit(() -> listener.accept(new Event.Trouble(
                        "The program goes on before its methods are looped: the session wasn't ready in time.", e)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Says that a session has got a JVM, or that it couldn't. */
    public void joined(Target target) {
        if (!options.isEmpty()) {
            joining(target).complete(null);
        }
    }

    /** Whether loops of a JVM have begun, and not ended. Thread-safe. */
    public boolean isOpen() {
        return isOpen && !isOver;
    }

    /** Returns the methods that wait, the longest first, each with its thread. */
    public CompletableFuture<List<String>> waiting() {
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        boolean accepted =
                submit(() -> answer.complete(held.stream().map(Waiting::what).toList()));
        return accepted ? answer : CompletableFuture.completedFuture(List.of());
    }

    private CompletableFuture<Void> joining(Target target) {
        return joins.computeIfAbsent(target, t -> new CompletableFuture<>());
    }

    /** Returns which methods are looped. */
    public LoopOptions options() {
        return options;
    }

    /** Says who is told what happens, and who knows the code. */
    public void tell(Consumer<Event> events, CodeNames code) {
        submit(() -> {
            listener = events;
            names = code;
        });
    }

    /** Begins to loop methods in a JVM, in what is redefined from now on. */
    public void open(JdiTarget target) throws JuriggedException {
        if (!options.loops().isEmpty()) {
            target.looped().open(options::number, options.modes(), options.withholdsOutput(), new Listening(target));
            isOpen = true;
        }
        boolean isCatching = caught.contains(target);
        if (!isCatching) {
            hold(target);
        }
        target.end()
                .thenRun(() -> submit(() -> {
                    joins.remove(target);
                    caught.remove(target);
                    targets.remove(target);
                    held.removeIf(one -> one.target() == target);
                }));
        submit(() -> {
            targets.add(target);
            target.looped().round(round);
            if (isOver) {
                end(target);
            }
        });
    }

    private final class Listening implements LoopedMethods.Listener {
        private final JdiTarget target;

        Listening(JdiTarget target) {
            this.target = target;
        }

        @Override
        public void held(HeldRun run) {
            if (!submit(() -> take(target, run))) {
                run.goOn();
            }
        }

        @Override
        public void passed(String why) {
            submit(() -> listener.accept(new Event.Note("A looped method was run without waiting: " + why + ".")));
        }

        @Override
        public void impossible(String className) {
            submit(() -> listener.accept(new Event.Note("The methods of " + className
                    + " can't be looped: a method, or the class file, allows no more code.")));
        }
    }

    private boolean submit(Runnable task) {
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void take(JdiTarget target, HeldRun run) {
        WaitingRun one = new WaitingRun(target, run, names, listener);
        one.tell();
        if (isOver) {
            one.goOn();
        } else if (!one.isOlderThan(round) || !one.again()) {
            // One that is older may have run in part what went live meanwhile, and runs again.
            held.add(one);
        }
    }

    private void take(JdiTarget target, HeldThrow thrown) {
        WaitingThrow one = new WaitingThrow(target, thrown, names, listener);
        one.tell();
        if (isOver) {
            one.goOn();
        } else {
            held.add(one);
        }
    }

    /** A save went live: what waits runs again. */
    public void live() {
        submit(() -> {
            round++;
            targets.forEach(target -> target.looped().round(round));
            held.removeIf(Waiting::again);
        });
    }

    /** Carries out a command, about the thread that has waited longest. */
    public void command(LoopCommand command) {
        submit(() -> {
            if (command == LoopCommand.QUIT) {
                quit();
            } else if (!held.isEmpty()) {
                carryOut(command, held.get(0));
            }
        });
    }

    /** Chooses the frame that is entered again, by its number, in the thread that has waited longest. */
    public void choose(int number) {
        submit(() -> {
            if (!held.isEmpty()) {
                held.get(0).choose(number);
            }
        });
    }

    private void carryOut(LoopCommand command, Waiting one) {
        if (command == LoopCommand.AGAIN) {
            if (one.again()) {
                held.remove(one);
            }
        } else if (command == LoopCommand.ABORT && !one.hasThrown()) {
            listener.accept(new Event.Note(one.what() + " has thrown nothing that could be given back."));
        } else {
            held.remove(one);
            one.goOn();
        }
    }

    private void quit() {
        isOver = true;
        List<Waiting> waiting = List.copyOf(held);
        held.clear();
        waiting.forEach(Waiting::goOn);
        targets.forEach(this::end);
    }

    private void end(JdiTarget target) {
        try {
            target.uncaught().end();
            target.looped().end();
        } catch (JuriggedException e) {
            listener.accept(new Event.Trouble(e.getMessage(), e));
        }
    }

    /** Lets go of everything. */
    @Override
    public void close() {
        submit(() -> {
            List<Waiting> waiting = List.copyOf(held);
            held.clear();
            waiting.forEach(Waiting::goOn);
        });
        executor.shutdown();
    }
}
