package org.jurigged.controller.target;

import com.sun.jdi.ClassType;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InvalidStackFrameException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.event.ExceptionEvent;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.ExceptionRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.bytecode.ParameterStores;
import org.objectweb.asm.Type;

/**
 * Holds threads where they throw what nothing catches (JDWP EVENT_EXCEPTION, uncaught).
 *
 * <p>The JVM looks for a handler in all Java frames of the thread, and knows nothing of what native code or the JVM itself
 * makes of an exception on its way (JVMTI Exception): {@code Method.invoke} of JDK 17 wraps it, a static initialiser's
 * becomes an error. Where there is such a frame the thread goes on; if the end of it isn't caught either, that is told.
 */
public final class UncaughtThrows {
    private static final long SECONDS = 5;
    private static final int INVOKEVIRTUAL = 0xb6;
    private static final int INVOKEDYNAMIC = 0xba;

    private final VirtualMachine vm;
    private final ServiceThread service;
    private final Door door;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(UncaughtThrows::worker);
    private ExceptionRequest request;

    UncaughtThrows(VirtualMachine vm, ServiceThread service, Door door) {
        this.vm = vm;
        this.service = service;
        this.door = door;
    }

    private static Thread worker(Runnable task) {
        Thread thread = new Thread(task, "jurigged-thrown");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Begins to hold threads.
     *
     * @param type the exception's class, with or without its package, or one that it extends; empty for all
     * @param isOwn whether a class is the program's own, by binary name: an exception that passes none of these isn't held
     * @param before is waited for before the first exception is looked at
     * @param listener is given what is held, on a thread of ours that may be kept for a while
     */
    public synchronized void open(
            Optional<String> type, Predicate<String> isOwn, Runnable before, Consumer<HeldThrow> listener) {
        request = vm.eventRequestManager().createExceptionRequest(null, false, true);
        request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        EventPump.enable(request, event -> {
            ExceptionEvent thrown = (ExceptionEvent) event;
            return thrown.catchLocation() != null
                    || !isWanted(thrown.exception().referenceType(), type)
                    || !isKept(() -> hold(thrown, isOwn, before, listener));
        });
    }

    /** Holds none from now on. */
    public synchronized void end() {
        if (request != null) {
            try {
                vm.eventRequestManager().deleteEventRequest(request);
            } catch (VMDisconnectedException e) {
                // It went with the connection.
                request = null;
            }
            request = null;
        }
    }

    private boolean isKept(Runnable work) {
        try {
            executor.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private static boolean isWanted(ReferenceType thrown, Optional<String> wanted) {
        if (wanted.isEmpty()) {
            return true;
        }
        for (ClassType type = (ClassType) thrown; type != null; type = type.superclass()) {
            String name = type.name().replace('$', '.');
            if (name.equals(wanted.get())
                    || name.endsWith('.' + wanted.get())
                    || type.name().equals(wanted.get())) {
                return true;
            }
        }
        return false;
    }

    private void hold(ExceptionEvent event, Predicate<String> isOwn, Runnable before, Consumer<HeldThrow> listener) {
        ThreadReference thread = event.thread();
        boolean isHeld = false;
        try {
            before.run();
            List<HeldThrow.Frame> told = HeldFrames.of(thread, held -> told(held, isOwn));
            if (!told.isEmpty()) {
                HeldThrow held = new HeldThrow(thread, thread.name(), text(event.exception()), told, this::text);
                // Nobody would let go of a thread of which nobody has heard.
                listener.accept(held);
                isHeld = true;
            }
        } catch (IncompatibleThreadStateException
                | InvalidStackFrameException
                | ObjectCollectedException
                | VMDisconnectedException e) {
            // It has ended, or the JVM has let it go by itself.
            return;
        } finally {
            if (!isHeld) {
                resume(thread);
            }
        }
    }

    /** Returns the frames; none if the exception isn't held. */
    private static List<HeldThrow.Frame> told(ThreadReference thread, Predicate<String> isOwn)
            throws IncompatibleThreadStateException {
        List<StackFrame> frames = thread.frames();
        List<HeldThrow.Frame> told = new ArrayList<>();
        boolean passesOwn = frames.stream()
                .anyMatch(frame -> isOwn.test(frame.location().declaringType().name()));
        if (passesOwn && isCertain(frames)) {
            for (int i = 0; i < frames.size(); i++) {
                told.add(frame(thread, frames, i));
            }
        }
        return told;
    }

    private static void resume(ThreadReference thread) {
        try {
            thread.resume();
        } catch (VMDisconnectedException | ObjectCollectedException e) {
            // Nothing of ours stops it any more.
            return;
        }
    }

    /** Whether nobody but Java code is on the exception's way. */
    private static boolean isCertain(List<StackFrame> frames) {
        for (int i = 0; i < frames.size(); i++) {
            Location at = frames.get(i).location();
            Method method = at.method();
            boolean isLast = i + 1 == frames.size();
            if ((i > 0 && !method.isObsolete() && method.isNative())
                    || method.isStaticInitializer()
                    || method.name().equals("loadClass")
                    || (!isLast && !calls(frames.get(i + 1).location()))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a frame is at a call; at any other instruction the JVM itself has called, to load a class for example. */
    private static boolean calls(Location at) {
        if (at.method().isObsolete() || at.method().isNative()) {
            return true;
        }
        int opcode = at.method().bytecodes()[(int) at.codeIndex()] & 0xFF;
        return opcode >= INVOKEVIRTUAL && opcode <= INVOKEDYNAMIC;
    }

    private static HeldThrow.Frame frame(ThreadReference thread, List<StackFrame> frames, int index) {
        Location at = frames.get(index).location();
        Method method = at.method();
        boolean isKnown = !method.isObsolete();
        StackTraceElement element = new StackTraceElement(
                at.declaringType().name(),
                isKnown ? method.name() : "?",
                null,
                isKnown ? HeldFrames.line(at).orElse(-1) : -1);
        return new HeldThrow.Frame(
                element,
                isKnown ? method.signature() : "",
                obstacle(thread, frames, index).orElse(""));
    }

    /** Why a frame can't be entered again. */
    private static Optional<String> obstacle(ThreadReference thread, List<StackFrame> frames, int index) {
        Method method = frames.get(index).location().method();
        if (thread.referenceType().name().equals("java.lang.VirtualThread")) {
            return Optional.of("its thread is a virtual one");
        } else if (index + 1 == frames.size()
                || frames.get(index + 1).location().method().isNative()) {
            return Optional.of("the JVM itself or native code has called it");
        } else if (method.isObsolete()) {
            return Optional.of("it runs an older version");
        } else if (method.isConstructor()) {
            return Optional.of("it is a constructor, and the object is there already");
        }
        for (StackFrame above : frames.subList(0, index + 1)) {
            if (!above.location().method().isObsolete()
                    && above.location().method().isNative()) {
                return Optional.of("native code threw it");
            }
        }
        int variables = Type.getArgumentsAndReturnSizes(method.signature()) >> 2;
        return ParameterStores.areIn(method.bytecodes(), method.isStatic() ? variables - 1 : variables)
                ? Optional.of("it assigns its parameters, and what they were isn't known any more")
                : Optional.empty();
    }

    /** An object's own text, asked for on a thread of ours; its class where that takes too long or fails. */
    private String text(ObjectReference object) {
        try {
            return service.run("Asking for a text", SECONDS, invoker -> {
                return door.run(invoker, "describe", 0, object) instanceof StringReference text
                        ? text.value()
                        : object.referenceType().name();
            });
        } catch (JuriggedException e) {
            return object.referenceType().name();
        }
    }

    void close() {
        executor.shutdown();
    }
}
