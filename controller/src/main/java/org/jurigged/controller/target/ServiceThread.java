package org.jurigged.controller.target;

import com.sun.jdi.ClassType;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jurigged.controller.JuriggedException;

/**
 * A daemon thread of ours in the program that waits, stopped at a breakpoint, for methods to be invoked on it.
 *
 * <p>It is a plain {@code java.lang.Thread} with nothing to run, stopped at the first instruction of its {@code run()}:
 * no class of ours is needed for it, and when the controller goes away, however it does, the thread simply ends. It is
 * made when it is first needed.
 */
final class ServiceThread {
    private static final String NAME = "jurigged";

    private final VirtualMachine vm;
    private final ThreadSource source;
    private final Supplier<String> target;
    private ThreadReference thread;
    private ExecutorService executor;

    /** Work done by calls into the target. */
    interface Work<T> {
        T run(Invoker invoker) throws JuriggedException;
    }

    /** @param target names the JVM in messages */
    ServiceThread(VirtualMachine vm, ThreadSource source, Supplier<String> target) {
        this.vm = vm;
        this.source = source;
        this.target = target;
    }

    /** Whether a thread of the program is this one. */
    synchronized boolean is(ThreadReference other) {
        return other.equals(thread);
    }

    /**
     * Does work on the service thread.
     *
     * @param what names the work in messages
     * @param seconds how long to wait for it; work that takes longer goes on, and the next gets another thread
     */
    synchronized <T> T run(String what, long seconds, Work<T> work) throws JuriggedException {
        if (executor == null) {
            executor = Executors.newSingleThreadExecutor(ServiceThread::worker);
        }
        Future<T> result = executor.submit(() -> runOn(ready(), work));
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
        thread = null;
    }

    /** Ends our side of it; the thread in the program ends when the connection does. */
    synchronized void close() {
        if (executor != null) {
            executor.shutdownNow();
            executor = null;
        }
    }

    private <T> T runOn(ThreadReference on, Work<T> work) throws JuriggedException {
        try (Invoker invoker = new Invoker(vm, on)) {
            return work.run(invoker);
        }
    }

    private ThreadReference ready() throws JuriggedException {
        if (thread == null) {
            ThreadReference borrowed = source.borrow();
            try {
                thread = runOn(borrowed, this::make);
            } finally {
                borrowed.resume();
            }
        }
        return thread;
    }

    private ThreadReference make(Invoker invoker) throws JuriggedException {
        ClassType threadClass = invoker.bootClass("java.lang.Thread");
        ObjectReference made = invoker.create(
                threadClass,
                "(Ljava/lang/ThreadGroup;Ljava/lang/String;)V",
                invoker.thread().threadGroup(),
                invoker.string(NAME));
        invoker.call(made, "setDaemon", "(Z)V", vm.mirrorOf(true));
        Method run = threadClass.concreteMethodByName("run", "()V");
        CompletableFuture<ThreadReference> stopped = new CompletableFuture<>();
        BreakpointRequest stop = vm.eventRequestManager().createBreakpointRequest(run.location());
        stop.addInstanceFilter(made);
        stop.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        EventPump.enable(stop, event -> !stopped.complete(((LocatableEvent) event).thread()));
        try {
            invoker.call(made, "start", "()V");
            return stopped.get(5, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new TargetException.NoThread("A service thread could not be started in the program.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("Starting a service thread was interrupted.", e);
        } finally {
            stopped.cancel(false);
            vm.eventRequestManager().deleteEventRequest(stop);
        }
    }
}
