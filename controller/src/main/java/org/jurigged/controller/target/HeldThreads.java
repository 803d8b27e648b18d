package org.jurigged.controller.target;

import com.sun.jdi.ClassLoaderReference;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.share.Multiplexer;

/** Finds the threads that a debugger, or one of our commands, has stopped, and looks at their frames. */
final class HeldThreads {
    /** Who reads a stack suspends its thread for less. */
    private static final long AGAIN_MILLIS = 30;

    private static final String PLATFORM_LOADER = "jdk.internal.loader.ClassLoaders$PlatformClassLoader";

    private final VirtualMachine vm;
    private final Optional<Multiplexer> shared;

    HeldThreads(VirtualMachine vm, Optional<Multiplexer> shared) {
        this.vm = vm;
        this.shared = shared;
    }

    /** Returns the thread of a name that is held. */
    ThreadReference find(String name) throws JuriggedException {
        List<ThreadReference> named = named(name);
        if (named.isEmpty()) {
            throw new JuriggedException("The program has no thread \"" + name + "\".");
        }
        List<ThreadReference> held = named.stream().filter(this::isHeld).toList();
        if (!held.isEmpty()) {
            pause();
            held = held.stream().filter(this::isHeld).toList();
        }
        if (held.isEmpty()) {
            throw new JuriggedException(
                    "Thread \"" + name
                            + "\" isn't held: its variables can be had where a debugger's breakpoint, --catch or --loop has stopped it.");
        } else if (held.size() > 1) {
            throw new JuriggedException(held.size() + " threads with the name \"" + name
                    + "\" are held: there is no telling which one is meant.");
        }
        return held.get(0);
    }

    private List<ThreadReference> named(String name) {
        List<ThreadReference> named = new ArrayList<>();
        for (ThreadReference thread : vm.allThreads()) {
            try {
                if (thread.name().equals(name)) {
                    named.add(thread);
                }
            } catch (ObjectCollectedException e) {
                // It ended a moment ago.
                continue;
            }
        }
        return named;
    }

    private static void pause() throws JuriggedException {
        try {
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("Looking for a thread was interrupted.", e);
        }
    }

    /** Whether somebody has stopped a thread; each debugger's JDI knows of its own stops only. */
    boolean isHeld(ThreadReference thread) {
        try {
            boolean isByGuest = shared.isPresent() && shared.get().isHeldByGuest(thread.uniqueID());
            return isByGuest || thread.isSuspended();
        } catch (ObjectCollectedException e) {
            return false;
        }
    }

    /** A look at a thread that doesn't go on meanwhile. */
    interface Look<T> {
        T at(ThreadReference thread) throws IncompatibleThreadStateException, JuriggedException;
    }

    /**
     * Looks at a thread that is held.
     *
     * @throws JuriggedException if it isn't, or isn't any more
     */
    <T> T look(ThreadReference thread, String name, Look<T> look) throws JuriggedException {
        try {
            // When we resume it, though it stays stopped, JDI forgets the frames: a debugger may have moved it on.
            thread.suspend();
            try {
                if (isHeldElse(thread)) {
                    return look.at(thread);
                }
            } finally {
                thread.resume();
            }
        } catch (IncompatibleThreadStateException | ObjectCollectedException e) {
            throw new JuriggedException("Thread \"" + name + "\" has ended.", e);
        }
        throw new JuriggedException("Thread \"" + name + "\" isn't held any more.");
    }

    private boolean isHeldElse(ThreadReference thread) {
        boolean isByGuest = shared.isPresent() && shared.get().isHeldByGuest(thread.uniqueID());
        return isByGuest || thread.suspendCount() > 1;
    }

    /** Returns the innermost frame of the program's own code; where there is none, of code that isn't the JDK's. */
    static int innermost(List<StackFrame> frames, Predicate<String> isOwn) {
        int found = -1;
        for (int i = 0; i < frames.size(); i++) {
            ReferenceType type = frames.get(i).location().declaringType();
            if (isOwn.test(type.name())) {
                return i;
            } else if (found < 0 && !isOfJdk(type)) {
                found = i;
            }
        }
        return found;
    }

    private static boolean isOfJdk(ReferenceType type) {
        Optional<ClassLoaderReference> loader = Loaders.read(type);
        return loader.isEmpty() || loader.get().referenceType().name().equals(PLATFORM_LOADER);
    }
}
