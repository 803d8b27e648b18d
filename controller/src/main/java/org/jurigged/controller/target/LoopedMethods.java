package org.jurigged.controller.target;

import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassType;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InvalidStackFrameException;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jurigged.controller.JuriggedException;
import org.jurigged.reshape.loop.LoopEntrance;
import org.jurigged.reshape.loop.LoopHelper;

/**
 * The methods of one JVM that run again and again in the threads that call them.
 *
 * <p>Their code gets an entrance in every redefinition, see {@link LoopEntrance}; who asks for one need not know. A thread
 * is stopped in nothing but a method of ours, between two runs: the debug agent holds it there, not in a call, so that it
 * goes on by itself, with its last outcome, when the controller or the connection ends.
 */
public final class LoopedMethods {
    private static final long SECONDS = 20;

    private final VirtualMachine vm;
    private final ServiceThread service;
    private final Door door;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(LoopedMethods::worker);
    private volatile Numbers numbers = (className, method, descriptor) -> -1;
    private volatile Consumer<String> tooLarge = name -> {};
    private volatile boolean isOn;
    private volatile ClassType helper;

    LoopedMethods(VirtualMachine vm, ServiceThread service, Door door) {
        this.vm = vm;
        this.service = service;
        this.door = door;
    }

    private static Thread worker(Runnable task) {
        Thread thread = new Thread(task, "jurigged-held");
        thread.setDaemon(true);
        return thread;
    }

    /** Which methods are looped. */
    public interface Numbers {
        /** Returns the number of a method's loop; a negative one if it has none. */
        int of(String className, String method, String descriptor);
    }

    /** What is told of looped methods, on a thread of ours that may be kept for a while. */
    public interface Listener {
        /** A run is over, and its thread waits. */
        void held(HeldRun run);

        /** A run is over, and its thread went on, because others would have to wait for it: {@code why}. */
        void passed(String why);

        /** A class is too large, or too old, for its method to be looped. */
        void impossible(String className);
    }

    /**
     * Defines our class in the program, and begins to loop what is redefined from now on.
     *
     * @param modes how each loop begins, by its number
     * @param withholds whether runs' output is held back
     */
    public void open(Numbers looped, String modes, boolean withholds, Listener listener) throws JuriggedException {
        helper = service.run("Preparing to loop methods", SECONDS, this::define);
        BreakpointRequest stop = vm.eventRequestManager()
                .createBreakpointRequest(
                        helper.methodsByName(LoopHelper.HELD).get(0).location());
        stop.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        EventPump.enable(stop, event -> !isKept(((BreakpointEvent) event).thread(), listener));
        set(LoopHelper.WITHHOLDS, vm.mirrorOf(withholds));
        modes(modes);
        tooLarge = listener::impossible;
        numbers = looped;
        isOn = true;
    }

    private ClassType define(Invoker invoker) throws JuriggedException {
        if (vm.classesByName(LoopHelper.NAME).isEmpty()) {
            ReferenceType object = vm.classesByName("java.lang.Object").get(0);
            new ClassDefiner(door).define(invoker, object, LoopHelper.classFiles());
        }
        ClassType type = invoker.bootClass(LoopHelper.NAME);
        // Initialised by us, and not by a thread of the program's.
        invoker.callStatic(type, LoopHelper.MODES, LoopHelper.MODES_DESCRIPTOR, invoker.string("0"));
        return type;
    }

    /** Says how methods are looped from their next call on. */
    public void modes(String modes) throws JuriggedException {
        service.run("Looping methods", SECONDS, invoker -> {
            invoker.callStatic(
                    helper,
                    LoopHelper.MODES,
                    LoopHelper.MODES_DESCRIPTOR,
                    invoker.string(modes.isEmpty() ? "0" : modes));
            return null;
        });
    }

    /** Says how many saves have gone live. */
    public void round(int round) {
        if (isOn) {
            set(LoopHelper.ROUND, vm.mirrorOf(round));
        }
    }

    private void set(String field, Value value) {
        try {
            helper.setValue(helper.fieldByName(field), value);
        } catch (InvalidTypeException | ClassNotLoadedException e) {
            throw new IllegalStateException("our class has no " + field, e);
        } catch (VMDisconnectedException e) {
            // A program that has ended counts nothing.
            return;
        }
    }

    /** Ends all loops: what is redefined from now on is as it was made. */
    public void end() throws JuriggedException {
        isOn = false;
        if (helper != null) {
            modes("");
        }
    }

    /** Returns what the JVM is to run in a class's place. */
    public byte[] with(String className, byte[] classFile) {
        if (!isOn) {
            return classFile;
        }
        return LoopEntrance.addTo(
                        classFile, (method, descriptor, isStatic) -> numbers.of(className, method, descriptor))
                .orElseGet(() -> {
                    tooLarge.accept(className);
                    return classFile;
                });
    }

    /** Returns what the JVM is to define. */
    Map<String, byte[]> with(Map<String, byte[]> classFiles) {
        if (!isOn) {
            return classFiles;
        }
        Map<String, byte[]> looped = new java.util.LinkedHashMap<>();
        classFiles.forEach((name, file) -> looped.put(name, with(name, file)));
        return looped;
    }

    private boolean isKept(ThreadReference thread, Listener listener) {
        try {
            executor.execute(() -> hold(thread, listener));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void hold(ThreadReference thread, Listener listener) {
        boolean isHeld = false;
        try {
            String obstacle = HeldFrames.of(thread, LoopedMethods::obstacle);
            if (!obstacle.isEmpty()) {
                listener.passed(obstacle);
                return;
            }
            List<Value> arguments = HeldFrames.of(thread, held -> held.frame(0).getArgumentValues());
            String report = ((StringReference) arguments.get(1)).value();
            HeldRun run =
                    new HeldRun(thread, (ObjectReference) arguments.get(0), thread.name(), LoopHelper.words(report));
            isHeld = true;
            listener.held(run);
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

    /**
     * Why a thread must not wait, empty if it may: the JVM would make others wait for what it is doing, ourselves among them when we
     * redefine (see {@link Redefinition}).
     */
    private static String obstacle(ThreadReference thread) throws IncompatibleThreadStateException {
        for (StackFrame frame : thread.frames()) {
            Method method = frame.location().method();
            if (method.isObsolete()) {
                continue;
            }
            if (method.isStaticInitializer()) {
                return "the static initialiser of " + method.declaringType().name() + " calls it";
            } else if (method.name().equals("loadClass")) {
                return "a class is being loaded by " + method.declaringType().name();
            }
        }
        return "";
    }

    private static void resume(ThreadReference thread) {
        try {
            thread.resume();
        } catch (VMDisconnectedException | ObjectCollectedException e) {
            // Nothing of ours stops it any more.
            return;
        }
    }

    void close() {
        isOn = false;
        executor.shutdown();
    }
}
