package org.jurigged.controller.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jurigged.agent.Protocol;
import org.jurigged.agent.Wire;
import org.jurigged.controller.JuriggedException;

/**
 * What happens when classes are loaded: those that were edited are brought up to date before they are defined.
 *
 * <p>Their threads wait for it in the agent, which lets them go on after {@link Protocol#PATIENCE_MILLIS}.
 */
final class AgentLoads {
    private static final byte[] AS_IT_IS = {};
    private static final long BOOT_LOADER = 0;

    private final AgentConnection connection;
    private final AgentClasses classes;
    private final AgentVersions versions;
    private final ExecutorService fixing = Executors.newSingleThreadExecutor(AgentLoads::worker);
    private volatile LateNames late = LateNames.NONE;
    private volatile Target.PrepareFixer fixer;
    private volatile Consumer<String> listener = name -> {};

    AgentLoads(AgentConnection connection, AgentClasses classes, AgentVersions versions) {
        this.connection = connection;
        this.classes = classes;
        this.versions = versions;
    }

    private static Thread worker(Runnable task) {
        Thread thread = new Thread(task, "jurigged-prepare");
        thread.setDaemon(true);
        return thread;
    }

    synchronized void fix(LateNames more, Target.PrepareFixer newFixer) throws JuriggedException {
        fixer = newFixer;
        late = late.and(more);
        fixMissed();
    }

    /** Sees to classes that were loaded and not seen before. */
    synchronized void fixMissed() throws JuriggedException {
        LateNames all = late;
        List<Integer> missed = connection.ask(
                Protocol.LATE,
                "Looking out for classes",
                message -> message.add(all.names()).add(all.prefixes()),
                answer -> {
                    List<Integer> numbers = new ArrayList<>();
                    for (int left = answer.readInt(); left > 0; left--) {
                        numbers.add(answer.readInt());
                    }
                    return numbers;
                });
        for (int number : missed) {
            fixMissed(number, false);
        }
    }

    void tell(Set<String> prefixes, Consumer<String> newListener) throws JuriggedException {
        listener = newListener;
        connection.ask(Protocol.TELL, "Looking out for classes", message -> message.add(prefixes), answer -> null);
    }

    /** Takes what the agent tells by itself; called on the thread that reads, which has to go on reading. */
    void told(Wire.Frame frame) {
        try {
            switch (frame.kind) {
                case Protocol.LOADING ->
                    loading(new AgentLoading(
                            frame.number, frame.readText(), frame.readLong(), frame.readText(), frame.readBytes()));
                case Protocol.MISSED -> {
                    boolean mayRun = frame.readBoolean();
                    execute(() -> fixMissed(frame.number, mayRun));
                }
                case Protocol.LOADED -> listener.accept(frame.readText());
                case Protocol.OTHERS -> {
                    byte[] file = frame.readBytes();
                    execute(() -> redefinedByOthers(frame.number, file));
                }
                default -> throw new IOException("unknown kind " + frame.kind);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the agent is of another version", e);
        }
    }

    private void execute(Runnable task) {
        try {
            fixing.execute(task);
        } catch (RejectedExecutionException e) {
            // We let go, and the agent lets its threads go on.
            return;
        }
    }

    private void loading(AgentLoading loading) throws IOException {
        if (late.concerns(loading.name())) {
            execute(() -> fixLoading(loading));
        } else {
            connection.tell(
                    Protocol.GO_ON, message -> message.add(loading.number()).add(AS_IT_IS));
        }
    }

    private void fixLoading(AgentLoading loading) {
        Optional<Target.Replacement> replacement = Optional.empty();
        JuriggedException failure = null;
        try {
            replacement = fixer.replacement(loading);
        } catch (AgentTarget.Failed e) {
            failure = e.getCause();
        } catch (JuriggedException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            // Nobody else would ever tell that this class runs its old code.
            failure = new JuriggedException("Something in jurigged went wrong (" + e + ").", e);
        }
        try {
            boolean taken =
                    goOn(loading, replacement.map(Target.Replacement::file).orElse(AS_IT_IS));
            if (replacement.isPresent()) {
                replacement.get().ending().end(taken);
            }
            if (!taken && loading.loader() == BOOT_LOADER) {
                failure =
                        new JuriggedException("To bring it up to date took longer than a program may be kept waiting.");
            } else if (!taken) {
                // The agent tells of it when it is there: it is seen to then.
                return;
            }
        } catch (JuriggedException e) {
            failure = e;
        }
        if (failure != null && !(failure instanceof TargetException.Gone)) {
            fixer.failed(loading, failure);
        }
    }

    /** Lets the class's thread go on; false if it could not wait. The agent answers at once unless a debugger holds it. */
    private boolean goOn(AgentLoading loading, byte[] file) throws JuriggedException {
        return connection.ask(
                Protocol.GO_ON,
                "Loading " + loading.name(),
                message -> message.add(loading.number()).add(file),
                answer -> answer.readBoolean());
    }

    private void fixMissed(int number, boolean mayRun) {
        try {
            classes.numbered(number)
                    .filter(missed -> late.concerns(missed.name()))
                    .ifPresent(missed -> fix(missed, fixer, mayRun));
        } catch (JuriggedException e) {
            // Its program has ended, and runs nothing old.
            return;
        }
    }

    private static void fix(LoadedClass loaded, Target.PrepareFixer fixer, boolean mayRun) {
        try {
            if (mayRun) {
                fixer.fixRunning(loaded);
            } else {
                fixer.fix(loaded);
            }
        } catch (TargetException.Gone e) {
            // Its program has ended, and runs nothing old.
            return;
        } catch (JuriggedException e) {
            fixer.failed(loaded, e);
        } catch (AgentTarget.Failed e) {
            fixer.failed(loaded, e.getCause());
        } catch (RuntimeException | Error e) {
            // Nobody else would ever tell that this class runs its old code.
            fixer.failed(loaded, new JuriggedException("Something in jurigged went wrong (" + e + ").", e));
        }
    }

    /** Brings classes up to date that have been there for a while, and waits for it. */
    void fixNow(List<LoadedClass> loaded, Target.PrepareFixer whose) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            fixing.execute(() -> {
                try {
                    loaded.forEach(each -> fix(each, whose, false));
                } finally {
                    done.complete(null);
                }
            });
        } catch (RejectedExecutionException e) {
            // We let go of the program.
            return;
        }
        done.join();
    }

    /** What the class runs is what the others made of it, then. */
    private void redefinedByOthers(int number, byte[] file) {
        try {
            classes.numbered(number).filter(classes.files()::isKnown).ifPresent(loaded -> {
                versions.redefined(loaded.name(), classes.files().of(loaded), file);
                classes.files().put(loaded, file);
            });
        } catch (JuriggedException e) {
            // The program has ended.
            return;
        }
    }

    void close() {
        fixing.shutdown();
    }
}
