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
    /** After this long it is looked whether the thread makes progress. */
    private static final long MILLIS = 100;
    /** How many times it may make none until it is let go; the first time what it runs may have to be linked. */
    private static final int FIRST_PATIENCE = 10;

    private static final int PATIENCE = 2;
    /** How long it then runs at full speed at most; longer each time. */
    private static final long LONGEST_REST = 2_000;

    private static final String DISCONNECTED = "the connection has ended";

    private final FrameMover mover;
    private final ThreadReference thread;
    private final MoveOrder order;
    private final int firstPlan;
    private final CompletableFuture<MoveResult> result;
    private StepRequest step;
    private long steps;
    private long rest = MILLIS;
    private int patience = FIRST_PATIENCE;
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

    MovePlan plan() {
        return order.plan();
    }

    ThreadReference thread() {
        return thread;
    }

    /** Looks where the frame is, and has it stepped from there. */
    synchronized void begin() {
        if (isDone) {
            return;
        }
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
                if (above == 0) {
                    stepOn(thread.frame(0).location().codeIndex());
                } else {
                    stepOut();
                }
            } finally {
                thread.resume();
            }
            watch(0);
        } catch (IncompatibleThreadStateException | ObjectCollectedException e) {
            end(new MoveResult.Ended());
        } catch (VMDisconnectedException e) {
            end(new MoveResult.Stayed(DISCONNECTED));
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
        return location.method().isObsolete()
                && location.declaringType().equals(((JdiClass) order.plan().type()).type());
    }

    private void stepOut() {
        if (step == null || step.depth() != StepRequest.STEP_OUT) {
            step(StepRequest.STEP_OUT, 1);
        }
    }

    /** Steps as far at once as the way to the nearest head is at least. */
    private void stepOn(long offset) {
        step(StepRequest.STEP_OVER, order.plan().steps(offset));
    }

    private void step(int depth, int count) {
        stop();
        EventRequestManager requests = mover.vm().eventRequestManager();
        step = requests.createStepRequest(thread, StepRequest.STEP_MIN, depth);
        step.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        if (depth == StepRequest.STEP_OVER) {
            step.addCountFilter(count);
        }
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

    private void watch(int idle) {
        long seen = steps;
        mover.executor().schedule(() -> look(seen, idle), MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Lets a thread go that computes without coming back, for a while; one that waits isn't slowed down. */
    private synchronized void look(long seen, int idle) {
        try {
            if (isDone || step == null) {
                return;
            }
            boolean isIdle =
                    steps == seen && !thread.isSuspended() && thread.status() == ThreadReference.THREAD_STATUS_RUNNING;
            if (isIdle && idle + 1 >= patience) {
                stop();
                patience = PATIENCE;
                mover.executor().schedule(this::begin, rest, TimeUnit.MILLISECONDS);
                rest = Math.min(2 * rest, LONGEST_REST);
            } else {
                watch(isIdle ? idle + 1 : 0);
            }
        } catch (VMDisconnectedException e) {
            end(new MoveResult.Stayed(DISCONNECTED));
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
        int loop = isOld(at) ? order.plan().loop(at.codeIndex()) : -1;
        boolean isInside = step.depth() == StepRequest.STEP_OVER && isOld(at);
        try {
            // While it is stepped over its calls, an old method is the frame's own unless it has ended.
            int above = loop < 0 && isInside ? 0 : thread.frameCount() - 1 - order.below();
            if (above > 0) {
                stepOut();
            } else if (above < 0 || !isOld(at)) {
                end(new MoveResult.Ended());
            } else if (loop < 0) {
                stepOn(at.codeIndex());
            } else {
                stop();
                mover.executor().execute(() -> take(loop));
                return false;
            }
        } catch (IncompatibleThreadStateException | ObjectCollectedException | InvalidRequestStateException e) {
            end(new MoveResult.Ended());
        }
        return true;
    }

    private void take(int loop) {
        MoveResult outcome;
        synchronized (mover.redefining()) {
            outcome = isOver() ? null : moved(loop);
            try {
                if (outcome != null) {
                    finish();
                }
            } finally {
                resume();
            }
            if (outcome instanceof MoveResult.Moved) {
                outcome = taken(outcome);
            }
        }
        if (outcome != null) {
            result.complete(outcome);
        }
    }

    private void resume() {
        try {
            thread.resume();
        } catch (VMDisconnectedException | ObjectCollectedException e) {
            // Nothing of ours stops it any more.
            return;
        }
    }

    private MoveResult taken(MoveResult moved) {
        try {
            mover.awaitTaken();
            return moved;
        } catch (VMDisconnectedException e) {
            return new MoveResult.Stayed(DISCONNECTED);
        }
    }

    private synchronized boolean isOver() {
        return isDone;
    }

    private MoveResult moved(int loop) {
        try {
            return mover.take(thread, order.plan().loops().get(loop), firstPlan + loop);
        } catch (JuriggedException e) {
            return new MoveResult.Stayed(e.getMessage());
        } catch (VMDisconnectedException e) {
            return new MoveResult.Stayed(DISCONNECTED);
        } catch (RuntimeException e) {
            // Whatever JDI has to say, the thread goes on.
            return new MoveResult.Stayed("the debug connection failed (" + e.getMessage() + ")");
        }
    }

    /** Gives up; for when the entrance that the frame would move to goes. */
    void cancel() {
        end(new MoveResult.Stayed("another edit came first"));
    }

    private void end(MoveResult outcome) {
        if (finish()) {
            result.complete(outcome);
        }
    }

    private boolean finish() {
        synchronized (this) {
            if (isDone) {
                return false;
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
        return true;
    }
}
