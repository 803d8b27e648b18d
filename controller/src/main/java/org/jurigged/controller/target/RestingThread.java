package org.jurigged.controller.target;

import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassType;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jurigged.controller.JuriggedException;

/**
 * A daemon thread of ours in the program that waits, running, until it is woken, and stops at a breakpoint then.
 *
 * <p>It is the thread of a {@code java.util.Timer} that has no tasks: no class of ours is needed for it, an interrupt
 * makes it turn once in its loop, and it ends by itself some time after the controller has gone, when the timer is
 * collected.
 *
 * <p>It isn't left stopped between two uses: a thread that the debug agent has stopped in an event hasn't returned from
 * the agent's callback, and a JVM that ends waits for all of these. The agent resumes all threads when that begins, once;
 * one that it stops a moment later, after a call, would keep the JVM from ending until it is resumed. For the same reason
 * it does what takes time as a task of its timer.
 */
final class RestingThread {
    private static final String TIMER = "java.util.Timer";
    private static final String MORE_TASKS = "newTasksMayBeScheduled";
    private static final long WAKE_SECONDS = 5;
    private static final long LOOK_MILLIS = 10;

    private final ObjectReference timer;
    private final ThreadReference thread;
    private final BreakpointRequest stop;
    private final AtomicReference<CompletableFuture<Void>> waiting = new AtomicReference<>();

    private final CompletableFuture<Void> end;
    private final Hiding hiding;
    private boolean hasCome;

    private RestingThread(
            ObjectReference timer,
            ThreadReference thread,
            BreakpointRequest stop,
            CompletableFuture<Void> end,
            Hiding hiding) {
        this.timer = timer;
        this.thread = thread;
        this.stop = stop;
        this.end = end;
        this.hiding = hiding;
    }

    /**
     * Starts one, by calls on another thread.
     *
     * @param end completes when nothing more can come from the JVM
     */
    static RestingThread start(
            VirtualMachine vm, Invoker invoker, String name, CompletableFuture<Void> end, Hiding hiding)
            throws JuriggedException {
        ClassType timerClass = invoker.bootClass(TIMER);
        ObjectReference timer =
                invoker.create(timerClass, "(Ljava/lang/String;Z)V", invoker.string(name), vm.mirrorOf(true));
        // Nobody else holds it, and the invoker lets go of it.
        timer.disableCollection();
        ThreadReference thread = (ThreadReference) timer.getValue(timerClass.fieldByName("thread"));
        Method loop = ((ClassType) thread.referenceType()).concreteMethodByName("mainLoop", "()V");
        BreakpointRequest stop = vm.eventRequestManager().createBreakpointRequest(loop.location());
        stop.addInstanceFilter(thread);
        stop.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        RestingThread resting = new RestingThread(timer, thread, stop, end, hiding);
        EventPump.enable(stop, event -> !resting.arrived());
        return resting;
    }

    /** Returns the timer whose tasks it runs. */
    ObjectReference timer() {
        return timer;
    }

    ThreadReference thread() {
        return thread;
    }

    /** Stops it, so that methods can be called on it. */
    void wake() throws JuriggedException {
        CompletableFuture<Void> stopped = expected();
        try {
            thread.interrupt();
            await(stopped);
            assertStopped(stopped);
        } catch (TimeoutException e) {
            // One that comes later is not kept; one that came in this moment is here.
            if (stopped.cancel(false)) {
                throw notComing(e);
            }
        } catch (InterruptedException e) {
            if (!stopped.cancel(false)) {
                rest();
            }
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw notComing(e);
        }
    }

    /** Where a debugger holds all threads, one that has just been started is stopped as it starts, a moment later. */
    private void await(CompletableFuture<Void> stopped)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Object> any = CompletableFuture.anyOf(stopped, end);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAKE_SECONDS);
        while (!hasCome) {
            try {
                any.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                hasCome = true;
            } catch (TimeoutException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                hiding.release(thread.uniqueID());
            }
        }
        any.get(WAKE_SECONDS, TimeUnit.SECONDS);
    }

    private TargetException notComing(Exception e) {
        return new TargetException.NoThread(
                "The thread \"" + thread.name() + "\" in the program didn't come when it was called.", e);
    }

    /** Lets it go on, stopped as it is, and waits until its timer's tasks are done and it has stopped again. */
    void turn() throws JuriggedException {
        CompletableFuture<Void> stopped = expected();
        try {
            thread.resume();
            CompletableFuture.anyOf(stopped, end).get();
            assertStopped(stopped);
        } catch (ExecutionException e) {
            throw new JuriggedException("Waiting for a thread in the program failed.", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            stopped.cancel(false);
        }
    }

    private CompletableFuture<Void> expected() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        waiting.set(stopped);
        return stopped;
    }

    private static void assertStopped(CompletableFuture<Void> stopped) {
        if (!stopped.isDone()) {
            throw new VMDisconnectedException();
        }
    }

    private static JuriggedException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new JuriggedException("Waiting for a thread in the program was interrupted.", e);
    }

    /** Says whether the thread, which is at its breakpoint, is kept there: code of the user's may have interrupted it. */
    private boolean arrived() {
        CompletableFuture<Void> caller = waiting.getAndSet(null);
        return caller != null && caller.complete(null);
    }

    /** Lets it wait again. */
    void rest() {
        thread.resume();
    }

    /** Lets it end: when its timer's tasks are done it sees that no more will come. */
    void end() {
        try {
            stop.virtualMachine().eventRequestManager().deleteEventRequest(stop);
            thread.setValue(
                    thread.referenceType().fieldByName(MORE_TASKS),
                    thread.virtualMachine().mirrorOf(false));
            timer.enableCollection();
            thread.interrupt();
        } catch (IllegalThreadStateException e) {
            // It was on its way, has seen it, and is gone (JDWP INVALID_THREAD).
            return;
        } catch (InvalidTypeException | ClassNotLoadedException e) {
            throw new IllegalStateException(MORE_TASKS, e);
        } catch (ObjectCollectedException | VMDisconnectedException e) {
            // It has ended, or nothing of ours is left there.
            return;
        }
    }
}
