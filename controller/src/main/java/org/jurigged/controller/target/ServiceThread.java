package org.jurigged.controller.target;

import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jurigged.controller.JuriggedException;

/**
 * Calls methods in the program on a thread of our own there, one piece of work at a time.
 *
 * <p>The thread is made when it is first needed.
 */
final class ServiceThread {
    private static final String NAME = "jurigged";
    private static final long SETTLE_SECONDS = 2;

    private final VirtualMachine vm;
    private final Lender lender;
    private final Supplier<String> target;
    private final CompletableFuture<Void> end;
    private final Hiding hiding;
    private volatile RestingThread resting;
    private volatile ExecutorService executor;
    /** Whether the thread is to stay stopped after a piece of work, for the next one. */
    private volatile boolean stays;
    /** The thread while it stays. */
    private final AtomicReference<RestingThread> stopped = new AtomicReference<>();

    /** Work done by calls into the target. */
    interface Work<T> {
        T run(Invoker invoker) throws JuriggedException;
    }

    /** Has work done on another thread of the target: how ours is made. */
    interface Lender {
        <T> T lend(Work<T> work) throws JuriggedException;
    }

    /**
     * @param target names the JVM in messages
     * @param end completes when nothing more can come from the JVM
     */
    ServiceThread(
            VirtualMachine vm, Lender lender, Supplier<String> target, CompletableFuture<Void> end, Hiding hiding) {
        this.end = end;
        this.hiding = hiding;
        this.vm = vm;
        this.lender = lender;
        this.target = target;
    }

    /** Whether it has been made. */
    boolean isThere() {
        return resting != null;
    }

    /** Whether a thread of the program is this one. */
    boolean is(ThreadReference other) {
        RestingThread known = resting;
        return known != null && other.equals(known.thread());
    }

    /**
     * Does work on the service thread.
     *
     * @param what names the work in messages
     * @param seconds how long to wait for it; work that takes longer goes on, and the next gets another thread
     */
    synchronized <T> T run(String what, long seconds, Work<T> work) throws JuriggedException {
        Future<T> result = executor().submit(() -> runOnOurs(work));
        try {
            return result.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw rethrow(what, e.getCause());
        } catch (TimeoutException e) {
            abandon();
            throw new TargetException.NoThread(
                    what + " has not come back after " + seconds + " seconds; it goes on in thread \"" + NAME + "\".",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException(what + " was interrupted.", e);
        }
    }

    /**
     * Stops the thread, if it has been made, for work that comes soon: where the program keeps all processors busy, it takes
     * milliseconds to come. To be followed by {@link #leave}.
     */
    void stay() {
        if (isThere()) {
            stays = true;
            soon(this::stopAhead);
        }
    }

    /** Lets the thread wait again, after the work that was asked for. */
    void leave() {
        stays = false;
        soon(this::letGo);
    }

    /** Has something done after the work that is under way, which may take long; nobody waits for it. */
    private void soon(Runnable task) {
        ExecutorService known = executor;
        if (known != null) {
            try {
                known.execute(task);
            } catch (RejectedExecutionException e) {
                // It is over, or goes on with another thread: this one is let go.
                return;
            }
        }
    }

    private void stopAhead() {
        RestingThread known = resting;
        if (!stays || known == null || stopped.get() != null) {
            return;
        }
        try {
            known.wake();
            stopped.set(known);
        } catch (JuriggedException | RuntimeException e) {
            // The work itself tries again, and has something to say about it.
            return;
        }
    }

    private void letGo() {
        RestingThread known = stopped.getAndSet(null);
        if (known != null) {
            try {
                rest(known);
            } catch (VMDisconnectedException | IllegalThreadStateException e) {
                // So it is free, or has ended with its JVM.
                return;
            }
        }
    }

    private void rest(RestingThread on) {
        on.rest();
        if (on != resting) {
            on.end();
        } else {
            hiding.rests(on.thread().uniqueID());
        }
    }

    private ExecutorService executor() {
        if (executor == null) {
            executor = Executors.newSingleThreadExecutor(ServiceThread::worker);
        }
        return executor;
    }

    private static Thread worker(Runnable task) {
        Thread thread = new Thread(task, "jurigged-invoke");
        thread.setDaemon(true);
        return thread;
    }

    private JuriggedException rethrow(String what, Throwable cause) throws JuriggedException {
        if (cause instanceof JuriggedException known) {
            return known;
        }
        return Jdi.call(target.get(), () -> {
            if (cause instanceof RuntimeException e) {
                throw e;
            }
            throw new JuriggedException(what + " failed: " + cause, cause);
        });
    }

    private void abandon() {
        executor.shutdown();
        executor = null;
        resting = null;
    }

    /**
     * Waits until the JVM has told of what happened in it before, if the thread has been made.
     *
     * <p>The debug agent tells of one event after the other, on a thread of its own that suspends the event's thread first. What is
     * in its queue when a debugger goes may be suspended after all threads were resumed for that, and then for good. The stop
     * of this thread is an event like the others, and comes after them.
     */
    void settle() {
        ExecutorService known = executor;
        if (resting == null || known == null || end.isDone()) {
            return;
        }
        leave();
        try {
            known.submit(() -> runOnOurs(invoker -> null)).get(SETTLE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            // Something else takes its time on it: the session ends all the same.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends our side of it and the thread in the program, which ends after the connection at the latest. */
    synchronized void close() {
        if (executor != null) {
            executor.shutdownNow();
            awaitEnd(executor);
            executor = null;
        }
        RestingThread known = resting;
        if (known != null && !end.isDone()) {
            letGo();
            known.end();
        }
        resting = null;
    }

    /** What was given up still has requests to delete, and a thread to let go of. */
    private static void awaitEnd(ExecutorService givenUp) {
        try {
            givenUp.awaitTermination(SETTLE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T runOnOurs(Work<T> work) throws JuriggedException {
        RestingThread on = stopped.getAndSet(null);
        if (on == null) {
            on = ready();
            on.wake();
        }
        boolean done = false;
        try (Invoker invoker = new Invoker(vm, on)) {
            T result = work.run(invoker);
            done = true;
            return result;
        } finally {
            // Of one that failed it isn't known where it is.
            if (done && stays && on == resting) {
                stopped.set(on);
            } else {
                rest(on);
            }
        }
    }

    private RestingThread ready() throws JuriggedException {
        RestingThread known = resting;
        if (known == null) {
            hiding.starting(NAME);
            try {
                known = lender.lend(invoker -> {
                    RestingThread started = RestingThread.start(vm, invoker, NAME, end, hiding);
                    hiding.hide(started.thread().uniqueID());
                    return started;
                });
                resting = known;
            } finally {
                hiding.started();
            }
        }
        return known;
    }
}
