package org.jurigged.controller.target;

import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.EventRequestManager;
import com.sun.jdi.request.InvalidRequestStateException;
import com.sun.jdi.request.StepRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jurigged.controller.JuriggedException;

/**
 * Waits until a frame that runs old code comes to the head of one of its loops.
 *
 * <p>Breakpoints don't reach a method that has been redefined (JVMTI RedefineClasses clears them), single steps do: out of
 * what the frame has called, then through its own code. HotSpot interprets all that a thread runs while it is stepped, so a
 * thread that computes in a call is let go after a moment and looked at again later.
 */
final class LoopCatch {
    /** How long a thread that runs may be slowed down at a time. */
    private static final long MILLIS = 100;
    /** How many times as long it then runs at full speed. */
    private static final long REST = 15;

    private final FrameMover mover;
    private final ThreadReference thread;
    private final MoveOrder order;
    private final int firstPlan;
    private final CompletableFuture<MoveResult> result;
    private StepRequest step;
    private long steps;
    private boolean isDone;

    LoopCatch(
            FrameMover mover,
            ThreadReference thread,
            MoveOrder order,
            int firstPlan,
            CompletableFuture<MoveResult> result) {
        this.mover = mover;
        this.thread = thread;
        this.order = order;
        this.firstPlan = firstPlan;
        this.result = result;
    }

    ThreadReference thread() {
        return thread;
    }

    /** Looks where the frame is, and has it stepped from there. */
    synchronized void begin() {
        try {
            thread.suspend();
            try {
                int above = thread.frameCount() - 1 - order.below();
                if (above < 0 || !isOld(thread.frame(above).location())) {
                    end(new MoveResult.Ended());
                    return;
                }
                Optional<String> obstacle = obstacle(above);
                if (obstacle.isPresent()) {
                    end(new MoveResult.Stayed(obstacle.get()));
                    return;
                }
                step(above == 0 ? StepRequest.STEP_OVER : StepRequest.STEP_OUT);
            } finally {
                thread.resume();
            }
            watch(false);
        } catch (IncompatibleThreadStateException | ObjectCollectedException e) {
            end(new MoveResult.Ended());
        } catch (VMDisconnectedException e) {
            end(new MoveResult.Stayed("the connection has ended"));
        }
    }

    /**
     * Why the frame can't be taken off, whenever it is tried. In a virtual thread that has been unmounted meanwhile, HotSpot
     * makes the caller go on behind the call with a result of zero (JDK-8391440).
     */
    private Optional<String> obstacle(int above) throws IncompatibleThreadStateException {
        if (thread.referenceType().name().equals("java.lang.VirtualThread")) {
            return Optional.of("its thread is a virtual one");
        } else if (order.below() == 0
                || thread.frame(above + 1).location().method().isNative()) {
            return Optional.of("the JVM itself or native code has called it");
        }
        return Optional.empty();
    }

    private boolean isOld(Location location) {
        return location.method().isObsolete() && location.declaringType().equals(((JdiClass) order.type()).type());
    }

    private void step(int depth) {
        if (step != null && step.depth() == depth) {
            return;
        }
        stop();
        EventRequestManager requests = mover.vm().eventRequestManager();
        step = requests.createStepRequest(thread, StepRequest.STEP_MIN, depth);
        step.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        EventPump.enable(step, this::handle);
    }

    private void stop() {
        if (step != null) {
            try {
                mover.vm().eventRequestManager().deleteEventRequest(step);
            } catch (InvalidRequestStateException e) {
                // The thread has ended, and its request with it.
                step = null;
            }
            step = null;
        }
    }

    private void watch(boolean isRunning) {
        long seen = steps;
        mover.executor().schedule(() -> look(seen, isRunning), MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Lets a thread go that computes without coming back, for a while; one that waits isn't slowed down. */
    private synchronized void look(long seen, boolean wasRunning) {
        try {
            if (isDone || step == null) {
                return;
            }
            boolean isRunning = steps == seen && thread.status() == ThreadReference.THREAD_STATUS_RUNNING;
            if (isRunning && wasRunning) {
                stop();
                mover.executor().schedule(this::begin, REST * MILLIS, TimeUnit.MILLISECONDS);
            } else {
                watch(isRunning);
            }
        } catch (VMDisconnectedException e) {
            end(new MoveResult.Stayed("the connection has ended"));
        } catch (ObjectCollectedException e) {
            end(new MoveResult.Ended());
        }
    }

    private synchronized boolean handle(Event event) {
        if (isDone || step == null || !step.equals(event.request())) {
            return true;
        }
        steps++;
        Location at = ((StepEvent) event).location();
        try {
            int above = thread.frameCount() - 1 - order.below();
            if (above < 0 || above == 0 && !isOld(at)) {
                end(new MoveResult.Ended());
                return true;
            }
            int loop = above == 0 ? loop(at.codeIndex()) : -1;
            if (loop >= 0) {
                stop();
                mover.executor().execute(() -> take(loop));
                return false;
            }
            step(above == 0 ? StepRequest.STEP_OVER : StepRequest.STEP_OUT);
        } catch (IncompatibleThreadStateException e) {
            end(new MoveResult.Ended());
        }
        return true;
    }

    private int loop(long offset) {
        for (int i = 0; i < order.loops().size(); i++) {
            if (order.loops().get(i).headOffset() == offset) {
                return i;
            }
        }
        return -1;
    }

    private void take(int loop) {
        MoveResult outcome;
        try {
            outcome = mover.take(thread, order.loops().get(loop), firstPlan + loop);
        } catch (JuriggedException e) {
            outcome = new MoveResult.Stayed(e.getMessage());
        } catch (VMDisconnectedException e) {
            outcome = new MoveResult.Stayed("the connection has ended");
        }
        end(outcome);
        try {
            thread.resume();
        } catch (VMDisconnectedException | ObjectCollectedException e) {
            // Nothing is left to go on, and the catches that wait find out by themselves.
            return;
        }
    }

    private void end(MoveResult outcome) {
        synchronized (this) {
            if (isDone) {
                return;
            }
            isDone = true;
            try {
                stop();
            } catch (VMDisconnectedException e) {
                // Its requests went with it.
                step = null;
            }
        }
        mover.ended(this);
        result.complete(outcome);
    }
}
