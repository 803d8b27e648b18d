package org.jurigged.controller.target;

import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InternalException;
import com.sun.jdi.InvalidStackFrameException;
import com.sun.jdi.MonitorInfo;
import com.sun.jdi.NativeMethodException;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.event.Event;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.InvalidRequestStateException;
import com.sun.jdi.request.StepRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Takes one frame off, and all that it has called, when its thread runs Java code: JVMTI PopFrame does it in no other state.
 * All of it is taken off or nothing. Only the frame's own thread is stopped, for as long as that takes.
 */
final class FrameRestart {
    /** A thread that waits in native code comes back in this time, or stays as it is. */
    private static final long SECONDS = 10;

    private static final String NATIVE_CALLER = "the JVM itself or native code has called it";

    private final FrameMover mover;
    private final ThreadReference thread;
    private final RestartOrder order;
    private final CompletableFuture<RestartResult> result = new CompletableFuture<>();
    private StepRequest step;
    private boolean isTaken;

    FrameRestart(FrameMover mover, ThreadReference thread, RestartOrder order) {
        this.mover = mover;
        this.thread = thread;
        this.order = order;
    }

    /** Begins; what becomes of it is completed on a thread of ours. */
    synchronized CompletableFuture<RestartResult> begin() {
        try {
            thread.suspend();
            try {
                Optional<RestartResult> obstacle = obstacle();
                if (obstacle.isPresent()) {
                    result.complete(obstacle.get());
                    return result;
                }
                boolean isNative = thread.frame(0).location().method().isNative();
                step(isNative ? StepRequest.STEP_OUT : StepRequest.STEP_INTO);
            } finally {
                thread.resume();
            }
            mover.executor().schedule(this::giveUp, SECONDS, TimeUnit.SECONDS);
        } catch (IncompatibleThreadStateException | ObjectCollectedException | InvalidStackFrameException e) {
            result.complete(new RestartResult.Ended());
        }
        return result;
    }

    /** Why the frame can't be taken off; the thread is stopped. */
    private Optional<RestartResult> obstacle() throws IncompatibleThreadStateException {
        int index = index();
        if (index < 0) {
            return Optional.of(new RestartResult.Ended());
        } else if (order.below() == 0 || isNative(index + 1)) {
            return stays(NATIVE_CALLER);
        } else if (thread.referenceType().name().equals("java.lang.VirtualThread")) {
            return stays("its thread is a virtual one");
        }
        for (int i = 1; i < index; i++) {
            if (isNative(i)) {
                return stays("native code is among what it has called");
            }
        }
        for (MonitorInfo monitor : thread.ownedMonitorsAndFrames()) {
            if (monitor.stackDepth() >= 0 && monitor.stackDepth() <= index) {
                return stays("it, or what it has called, holds a monitor");
            }
        }
        return Optional.empty();
    }

    /** How many frames are above it; -1 if it is gone. */
    private int index() throws IncompatibleThreadStateException {
        int index = thread.frameCount() - 1 - order.below();
        boolean isThere =
                index >= 0 && thread.frame(index).location().declaringType().equals(((JdiClass) order.type()).type());
        return isThere ? index : -1;
    }

    private boolean isNative(int index) throws IncompatibleThreadStateException {
        return thread.frame(index).location().method().isNative();
    }

    private static Optional<RestartResult> stays(String reason) {
        return Optional.of(new RestartResult.Stayed(reason));
    }

    private void step(int depth) {
        step = mover.vm().eventRequestManager().createStepRequest(thread, StepRequest.STEP_MIN, depth);
        step.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        EventPump.enable(step, this::handle);
    }

    private synchronized boolean handle(Event event) {
        if (isTaken || step == null || !step.equals(event.request()) || !mover.tryAcquire()) {
            // Where classes are being redefined, the next instruction will do: the request is still there.
            return true;
        }
        isTaken = true;
        mover.executor().execute(this::take);
        return false;
    }

    private void take() {
        RestartResult outcome = new RestartResult.Ended();
        try {
            stop();
            outcome = pop();
        } catch (NativeMethodException | InvalidStackFrameException e) {
            outcome = new RestartResult.Stayed(NATIVE_CALLER);
        } catch (InternalException e) {
            outcome = new RestartResult.Stayed("the JVM won't take its frames off (JDWP error " + e.errorCode() + ")");
        } catch (IncompatibleThreadStateException | ObjectCollectedException | VMDisconnectedException e) {
            outcome = new RestartResult.Ended();
        } finally {
            resume();
            mover.release();
        }
        result.complete(outcome);
    }

    private RestartResult pop() throws IncompatibleThreadStateException {
        Optional<RestartResult> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        StackFrame frame = thread.frame(index());
        thread.popFrames(frame);
        return new RestartResult.Restarted();
    }

    private void resume() {
        try {
            thread.resume();
        } catch (VMDisconnectedException | ObjectCollectedException e) {
            // Nothing of ours stops it any more.
            return;
        }
    }

    private synchronized void giveUp() {
        if (!isTaken && !result.isDone()) {
            isTaken = true;
            stop();
            result.complete(new RestartResult.Stayed(
                    "its thread is in native code and has not come back in " + SECONDS + " seconds"));
        }
    }

    private synchronized void stop() {
        try {
            mover.vm().eventRequestManager().deleteEventRequest(step);
        } catch (InvalidRequestStateException | VMDisconnectedException e) {
            // The thread has ended, and its request with it.
            step = null;
        }
    }
}
