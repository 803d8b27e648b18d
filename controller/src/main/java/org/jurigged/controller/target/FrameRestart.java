package org.jurigged.controller.target;

import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InternalException;
import com.sun.jdi.InvalidStackFrameException;
import com.sun.jdi.NativeMethodException;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.event.Event;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.InvalidRequestStateException;
import com.sun.jdi.request.StepRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jurigged.controller.target.TakenOff.Obstacle;

/**
 * Takes one frame off, and all that it has called, at a moment when that is nothing but the program's own code: what a
 * library was doing would be left half done. All of it is taken off or nothing. Only the frame's own thread is ever stopped.
 */
final class FrameRestart {
    /** After this long it stays as it is; its thread is slow until then, unless it waits. */
    private static final long SECONDS = 10;

    private final FrameMover mover;
    private final ThreadReference thread;
    private final TakenOff frames;
    private final CompletableFuture<RestartResult> result = new CompletableFuture<>();
    private StepRequest step;
    private String obstacle = "its thread doesn't run";
    private boolean isTaken;

    FrameRestart(FrameMover mover, ThreadReference thread, RestartOrder order) {
        this.mover = mover;
        this.thread = thread;
        this.frames = new TakenOff(thread, order);
    }

    ThreadReference thread() {
        return thread;
    }

    /** What becomes of it; completed on a thread of ours. */
    CompletableFuture<RestartResult> result() {
        return result;
    }

    /** Looks where the frame is, and has its thread stepped until it can be taken off. */
    synchronized void begin() {
        try {
            thread.suspend();
            try {
                Obstacle found = look();
                if (found.isFinal()) {
                    end(outcome(found));
                } else {
                    stepFrom(found);
                }
            } finally {
                thread.resume();
            }
            mover.executor().schedule(this::giveUp, SECONDS, TimeUnit.SECONDS);
        } catch (IncompatibleThreadStateException | ObjectCollectedException | InvalidStackFrameException e) {
            end(new RestartResult.Ended());
        } catch (VMDisconnectedException e) {
            end(new RestartResult.Ended());
        } catch (RuntimeException e) {
            end(failed(e));
        }
    }

    private Obstacle look() throws IncompatibleThreadStateException {
        return HeldFrames.of(thread, held -> frames.obstacle());
    }

    private static RestartResult outcome(Obstacle found) {
        return found.isGone() ? new RestartResult.Ended() : new RestartResult.Stayed(found.reason());
    }

    private static RestartResult failed(RuntimeException e) {
        return new RestartResult.Stayed("the debug connection failed (" + e.getMessage() + ")");
    }

    private void stepFrom(Obstacle found) throws IncompatibleThreadStateException {
        if (!found.isNone()) {
            obstacle = found.reason();
        }
        int depth = found.isNone() ? StepRequest.STEP_INTO : HeldFrames.wayOut(thread);
        if (step != null && step.depth() == depth) {
            return;
        }
        stop();
        step = mover.vm().eventRequestManager().createStepRequest(thread, StepRequest.STEP_MIN, depth);
        step.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        EventPump.enable(step, this::handle);
    }

    /** The thread has stopped, between two instructions. */
    private synchronized boolean handle(Event event) {
        if (isTaken || result.isDone() || step == null || !step.equals(event.request())) {
            return true;
        }
        try {
            Obstacle found = look();
            if (found.isFinal()) {
                end(outcome(found));
            } else if (found.isNone()) {
                isTaken = true;
                stop();
                mover.executor().execute(this::take);
                return false;
            } else {
                stepFrom(found);
            }
        } catch (IncompatibleThreadStateException | ObjectCollectedException | InvalidRequestStateException e) {
            end(new RestartResult.Ended());
        } catch (VMDisconnectedException e) {
            end(new RestartResult.Ended());
        } catch (RuntimeException e) {
            end(failed(e));
        }
        return true;
    }

    private void take() {
        RestartResult outcome = new RestartResult.Ended();
        try {
            outcome = pop();
        } catch (VMDisconnectedException | ObjectCollectedException e) {
            outcome = new RestartResult.Ended();
        } catch (RuntimeException e) {
            outcome = failed(e);
        } finally {
            // Whatever JDI has to say, the thread goes on.
            resume();
        }
        end(outcome);
    }

    private RestartResult pop() {
        try {
            Obstacle found = look();
            if (!found.isNone()) {
                return outcome(found);
            }
            HeldFrames.of(thread, held -> {
                frames.pop();
                return true;
            });
            return new RestartResult.Restarted();
        } catch (NativeMethodException | InvalidStackFrameException e) {
            return new RestartResult.Stayed(TakenOff.NATIVE_CALLER);
        } catch (InternalException e) {
            return new RestartResult.Stayed("the JVM won't take its frames off (JDWP error " + e.errorCode() + ")");
        } catch (IncompatibleThreadStateException e) {
            return new RestartResult.Stayed("its thread went on");
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

    private synchronized void giveUp() {
        if (!isTaken && !result.isDone()) {
            end(new RestartResult.Stayed(
                    isHeld()
                            ? "its thread is held, as by --catch, --loop or a debugger"
                            : obstacle + ", also after " + SECONDS + " seconds"));
        }
    }

    private boolean isHeld() {
        try {
            return thread.isSuspended();
        } catch (ObjectCollectedException | VMDisconnectedException e) {
            return false;
        }
    }

    /** Gives it up: the session ends. */
    synchronized void cancel() {
        if (!isTaken && !result.isDone()) {
            end(new RestartResult.Ended());
        }
    }

    private void end(RestartResult outcome) {
        synchronized (this) {
            try {
                stop();
            } catch (VMDisconnectedException e) {
                // Its requests went with it.
                step = null;
            }
        }
        result.complete(outcome);
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
}
