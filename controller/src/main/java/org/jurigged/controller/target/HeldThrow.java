package org.jurigged.controller.target;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InternalException;
import com.sun.jdi.InvalidStackFrameException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.NativeMethodException;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A thread of the program that waits where an exception was thrown that nothing catches. Thread-safe. */
public final class HeldThrow {
    private static final int LOCALS = 30;

    private final ThreadReference thread;
    private final String threadName;
    private final String text;
    private final List<Frame> frames;
    private final Texts texts;
    private final AtomicBoolean isHeld = new AtomicBoolean(true);

    /** Gives objects' own texts. */
    interface Texts {
        String of(ObjectReference object);
    }

    /**
     * A call that the exception would end.
     *
     * @param at its class, method and line
     * @param descriptor its method's; empty when that isn't known
     * @param obstacle why it can't be entered again; empty if it can
     */
    public record Frame(StackTraceElement at, String descriptor, String obstacle) {}

    HeldThrow(ThreadReference thread, String threadName, String text, List<Frame> frames, Texts texts) {
        this.thread = thread;
        this.threadName = threadName;
        this.text = text;
        this.frames = List.copyOf(frames);
        this.texts = texts;
    }

    /** Returns the name that the thread has. */
    public String threadName() {
        return threadName;
    }

    /** Returns the exception's own text. */
    public String text() {
        return text;
    }

    /** Returns the calls, the innermost first. */
    public List<Frame> frames() {
        return frames;
    }

    /** Returns the local variables of a frame, each with its value; none where the class file has no names. */
    public List<String> locals(int index) {
        List<String> locals = new ArrayList<>();
        try {
            Map<LocalVariable, Value> values = HeldFrames.of(thread, held -> values(held.frame(index)));
            values.keySet().stream()
                    .sorted()
                    .limit(LOCALS)
                    .forEach(local -> locals.add(local.name() + " = " + text(values.get(local))));
        } catch (IncompatibleThreadStateException
                | InvalidStackFrameException
                | NativeMethodException
                | IndexOutOfBoundsException
                | InternalException e) {
            return List.of();
        } catch (ObjectCollectedException | VMDisconnectedException e) {
            return List.of();
        }
        return locals;
    }

    private static Map<LocalVariable, Value> values(StackFrame frame) {
        try {
            return frame.getValues(frame.visibleVariables());
        } catch (AbsentInformationException e) {
            return Map.of();
        }
    }

    private String text(Value value) {
        if (value instanceof StringReference string) {
            return '"' + string.value() + '"';
        }
        return value instanceof ObjectReference object ? texts.of(object) : String.valueOf(value);
    }

    /**
     * Takes the calls off down to a frame, and lets its caller call it anew (JVMTI PopFrame).
     *
     * @return why that was not possible, and the thread still waits; empty if it was
     */
    public Optional<String> enter(int index) {
        if (!isHeld.compareAndSet(true, false)) {
            return Optional.of("its thread went on");
        }
        boolean isEntered = false;
        try {
            Optional<String> problem = pop(index);
            isEntered = problem.isEmpty();
            return problem;
        } finally {
            // Whatever JDI has to say: a thread that still waits can still be let go.
            if (isEntered) {
                resume();
            } else {
                isHeld.set(true);
            }
        }
    }

    private Optional<String> pop(int index) {
        try {
            return HeldFrames.of(thread, held -> {
                held.popFrames(held.frame(index));
                return Optional.empty();
            });
        } catch (NativeMethodException | InvalidStackFrameException e) {
            return Optional.of("native code is among what would be taken off");
        } catch (InternalException e) {
            return Optional.of("the JVM won't take its frame off (JDWP error " + e.errorCode() + ")");
        } catch (IncompatibleThreadStateException | IndexOutOfBoundsException | ObjectCollectedException e) {
            return Optional.of("its thread went on");
        } catch (VMDisconnectedException e) {
            return Optional.of("its program has ended");
        }
    }

    /** Lets the exception go its way. */
    public void goOn() {
        if (isHeld.compareAndSet(true, false)) {
            resume();
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
}
