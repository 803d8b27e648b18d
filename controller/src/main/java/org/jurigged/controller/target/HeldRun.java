package org.jurigged.controller.target;

import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.Field;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jurigged.reshape.loop.LoopHelper;

/** A thread of the program that waits after a run of a looped method, until it is told how to go on. Thread-safe. */
public final class HeldRun {
    private final ThreadReference thread;
    private final ObjectReference loop;
    private final String threadName;
    private final List<String> words;
    private final AtomicBoolean isHeld = new AtomicBoolean(true);

    HeldRun(ThreadReference thread, ObjectReference loop, String threadName, List<String> words) {
        this.thread = thread;
        this.loop = loop;
        this.threadName = threadName;
        this.words = List.copyOf(words);
    }

    /** Returns the name that the thread has. */
    public String threadName() {
        return threadName;
    }

    /** Returns the run's report, in words. */
    public List<String> words() {
        return words;
    }

    /** Lets the thread run the method again. */
    public void again() {
        go(1);
    }

    /** Lets the method return, or throw, what its last run did. */
    public void goOn() {
        go(0);
    }

    private void go(int decision) {
        if (!isHeld.compareAndSet(true, false)) {
            return;
        }
        try {
            Field field = loop.referenceType().fieldByName(LoopHelper.DECISION);
            loop.setValue(field, thread.virtualMachine().mirrorOf(decision));
        } catch (InvalidTypeException | ClassNotLoadedException e) {
            throw new IllegalStateException("a loop has no int decision", e);
        } catch (VMDisconnectedException | ObjectCollectedException e) {
            // It has ended, or the JVM has let it go by itself.
            return;
        } finally {
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
