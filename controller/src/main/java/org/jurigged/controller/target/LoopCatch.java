package org.jurigged.controller.target;

import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InvalidStackFrameException;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Waits until a frame that runs old code comes to the head of one of its loops.
 *
 * <p>Breakpoints don't reach a method that has been redefined (JVMTI RedefineClasses clears them), single steps do: out of
 * what the frame has called, then through its own code. A thread that computes without coming to a head is let go after a
 * moment and looked at again later (see {@link StepPatience}).
 */
final class LoopCatch {
    private final FrameMover mover;
    private final ThreadReference thread;
    private final MoveOrder order;
    private final int firstPlan;
    private final CompletableFuture<MoveResult> result;
    private final OrderedFrame frame;
    private final StepPatience patience = new StepPatience();
    private StepRequest step;
    private long steps;
    /** Which time it is stepped; looks that were meant for an earlier one aren't taken. */
    private int time;

    private boolean isKnown;
    private boolean hasRoom = true;
    private boolean isDone;
    private boolean hasBegun;
    private boolean isPaused;
    private boolean isTaking;

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
        this.frame = new OrderedFrame(thread, order);
        this.isKnown = !order.hidden();
    }

    MovePlan plan() {
        return order.plan();
    }

    ThreadReference thread() {
        return thread;
    }

    /** Looks where the frame is, and has it stepped from there. */
    synchronized void begin() {
        hasBegun = true;
        if (isDone || isPaused) {
            leaveRoom();
            return;
        }
        try {
            thread.suspend();
            try {
                OrderedFrame.Standing at = HeldFrames.of(thread, held -> frame.standing());
                if (at.above() < 0) {
                    end(new MoveResult.Ended());
                    return;
                }
                if (at.obstacle().isPresent()) {
                    end(new MoveResult.Stayed(at.obstacle().get()));
                    return;
                }
                if (at.above() == 0) {
                    stepOn(at.offset());
                } else {
                    stepOut(HeldFrames.wayOut(thread));
                }
            } finally {
                thread.resume();
            }
            time++;
            patience.begin();
            watch();
        } catch (IncompatibleThreadStateException | ObjectCollectedException | InvalidStackFrameException e) {
            end(new MoveResult.Ended());
        } catch (VMDisconnectedException e) {
            end(Taken.DISCONNECTED);
        }
    }

    private void stepOut(int way) {
        if (step == null || step.depth() != way) {
            step(way, 1);
        }
    }

    /** Steps as far at once as the way to the nearest head is at least; the first time no further than it takes to look. */
    private void stepOn(long offset) {
        step(StepRequest.STEP_OVER, isKnown ? order.plan().steps(offset) : 1);
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

    private void watch() {
        long seen = steps;
        int now = time;
        mover.executor().schedule(() -> look(now, seen), StepPatience.MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Lets a thread go that computes without coming to a head, for a while; one that waits isn't slowed down. */
    private synchronized void look(int now, long seen) {
        if (isDone || now != time || step == null && !isTaking) {
            return;
        }
        try {
            boolean isSeen = isTaking || steps != seen;
            boolean isRunning =
                    !isSeen && !thread.isSuspended() && thread.status() == ThreadReference.THREAD_STATUS_RUNNING;
            if (!isSeen) {
                leaveRoom();
            }
            switch (isTaking ? StepPatience.Verdict.GO_ON : patience.look(isSeen, isRunning)) {
                case GO_ON -> watch();
                case DOUBT -> stepAnew();
                case LET_GO -> {
                    stop();
                    leaveRoom();
                    mover.executor().schedule(this::begin, patience.rest(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (VMDisconnectedException e) {
            end(Taken.DISCONNECTED);
        } catch (ObjectCollectedException e) {
            end(new MoveResult.Ended());
        }
    }

    /**
     * Begins again from where the thread is now. A frame whose thread somebody else has stepped would never be heard of: a JVM
     * knows one step of a thread, the last that was asked for.
     */
    private void stepAnew() {
        stop();
        begin();
    }

    private void leaveRoom() {
        if (hasRoom) {
            hasRoom = false;
            mover.makeRoom();
        }
    }

    private synchronized boolean handle(Event event) {
        if (isDone || step == null || !step.equals(event.request())) {
            return true;
        }
        steps++;
        Location at = ((StepEvent) event).location();
        int loop = frame.isOld(at) ? order.plan().loop(at.codeIndex()) : -1;
        boolean isInside = step.depth() == StepRequest.STEP_OVER && frame.isOld(at);
        try {
            // While it is stepped over its calls, an old method is the frame's own unless it has ended.
            int above = isKnown && loop < 0 && isInside ? 0 : frame.above();
            if (above > 0) {
                stepOut(StepRequest.STEP_OUT);
            } else if (above < 0 || !frame.isOld(at)) {
                end(new MoveResult.Ended());
            } else if (loop < 0 && isKnown || !mover.tryAcquire()) {
                // Nobody waits for us: where classes are being redefined, the next turn will do.
                stepOn(at.codeIndex());
            } else {
                stop();
                isTaking = true;
                mover.executor().execute(() -> take(loop, at.codeIndex()));
                return false;
            }
        } catch (IncompatibleThreadStateException | ObjectCollectedException | InvalidRequestStateException e) {
            end(new MoveResult.Ended());
        }
        return true;
    }

    private void take(int loop, long offset) {
        Taken taken = Taken.none(null);
        try {
            taken = isOver() ? taken : loop < 0 || !isKnown ? known(loop, offset) : moved(loop);
            if (taken.result() != null) {
                finish();
            }
        } finally {
            taken();
            arrive(taken);
        }
        if (taken.values() == null && taken.result() != null) {
            complete(taken.result());
        }
    }

    private synchronized void taken() {
        isTaking = false;
    }

    /** Whatever fails, the turn is given back: redefinitions wait for it. */
    private void arrive(Taken taken) {
        try {
            resume();
            if (taken.values() != null) {
                mover.arrive(this, taken);
            }
        } finally {
            mover.release();
        }
    }

    /** Looks whether the frame is the old one, as long as only its place has told so; it is stepped on from there. */
    private Taken known(int loop, long offset) {
        Taken taken =
                Taken.of(() -> Taken.none(isKnown || mover.isOf(thread, firstPlan) ? null : new MoveResult.Ended()));
        if (taken.result() != null) {
            return taken;
        }
        synchronized (this) {
            isKnown = true;
            if (loop >= 0) {
                return moved(loop);
            }
            if (!isDone) {
                stepOn(offset);
            }
        }
        return taken;
    }

    private void resume() {
        try {
            thread.resume();
        } catch (VMDisconnectedException | ObjectCollectedException e) {
            // Nothing of ours stops it any more.
            return;
        }
    }

    private synchronized boolean isOver() {
        return isDone;
    }

    private Taken moved(int loop) {
        return Taken.of(() -> mover.take(thread, order.plan().loops().get(loop), firstPlan + loop));
    }

    /** Leaves its thread to somebody else until {@link #goOn}; returns false where it is about to take the frame off. */
    synchronized boolean pause() {
        if (isTaking) {
            return false;
        }
        isPaused = true;
        stop();
        if (hasBegun) {
            leaveRoom();
        }
        return true;
    }

    /** Has the frame watched again, wherever it is now. */
    synchronized void goOn() {
        isPaused = false;
        begin();
    }

    /** Gives up; for when the entrance that the frame would move to is gone. */
    void cancel() {
        end(new MoveResult.Superseded());
    }

    private void end(MoveResult outcome) {
        if (finish()) {
            complete(outcome);
        }
    }

    /** Tells what became of it; called once. */
    void complete(MoveResult outcome) {
        result.complete(outcome);
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
            leaveRoom();
        }
        mover.ended(this);
        return true;
    }
}
