package org.jurigged.controller.target;

import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.EventRequestManager;
import com.sun.jdi.request.StepRequest;
import com.sun.tools.attach.AttachNotSupportedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jurigged.controller.JuriggedException;

/**
 * Borrows a thread of the program that an event has stopped: JDWP invokes methods on no other.
 *
 * <p>On this machine the Attach API brings one even to an idle JVM: asked for the agent properties, the target's
 * "Attach Listener" thread runs {@code VMSupport} into a breakpoint. Elsewhere the first thread that takes a step in
 * Java code is taken.
 */
final class ThreadSource implements ServiceThread.Lender {
    private static final String SUPPORT = "jdk.internal.vm.VMSupport";
    private static final String SUPPORT_METHOD = "serializeAgentPropertiesToByteArray";
    private static final long WAIT_SECONDS = 5;
    private static final long STEP_SECONDS = 1;
    private static final Map<String, Set<String>> BUSY = Map.of(
            "java.lang.String", Set.of("charAt", "equals", "hashCode", "length"),
            "java.lang.Thread", Set.of("sleep"),
            "java.util.ArrayList", Set.of("add", "get"),
            "java.util.HashMap", Set.of("get", "put"));

    private final VirtualMachine vm;
    private final LongSupplier process;

    /** Borrows threads of a JVM; {@code process} gives its process id on this machine, or -1. */
    ThreadSource(VirtualMachine vm, LongSupplier process) {
        this.vm = vm;
        this.process = process;
    }

    /** Has work done on a thread that is borrowed. */
    @Override
    public <T> T lend(ServiceThread.Work<T> work) throws JuriggedException {
        ThreadReference borrowed = borrow();
        try (Invoker invoker = new Invoker(vm, borrowed)) {
            return work.run(invoker);
        } finally {
            borrowed.resume();
        }
    }

    /** Returns a stopped thread. */
    private ThreadReference borrow() throws TargetException {
        if (process.getAsLong() > 0) {
            try {
                return attachListener();
            } catch (IOException | AttachNotSupportedException | TimeoutException e) {
                return steppingThread();
            }
        }
        return steppingThread();
    }

    /** Whether a thread comes that isn't one of the program's own: these would have to step. */
    boolean isAside() {
        if (process.getAsLong() <= 0) {
            return false;
        }
        try {
            agentProperties();
            return true;
        } catch (IOException | AttachNotSupportedException e) {
            return false;
        }
    }

    private ThreadReference attachListener() throws IOException, AttachNotSupportedException, TimeoutException {
        if (vm.classesByName(SUPPORT).isEmpty()) {
            agentProperties();
        }
        List<ReferenceType> support = vm.classesByName(SUPPORT);
        if (support.isEmpty() || support.get(0).methodsByName(SUPPORT_METHOD).isEmpty()) {
            throw new IOException("this JVM has no " + SUPPORT);
        }
        Method method = support.get(0).methodsByName(SUPPORT_METHOD).get(0);
        CompletableFuture<ThreadReference> arrived = new CompletableFuture<>();
        BreakpointRequest stop = vm.eventRequestManager().createBreakpointRequest(method.location());
        stop.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        EventPump.enable(stop, event -> !arrived.complete(((LocatableEvent) event).thread()));
        Thread asker = new Thread(() -> askInto(arrived), "jurigged-attach-api");
        asker.setDaemon(true);
        asker.start();
        boolean isTaken = false;
        try {
            ThreadReference thread = await(arrived, WAIT_SECONDS);
            isTaken = true;
            return thread;
        } finally {
            end(List.of(stop), arrived, isTaken);
        }
    }

    private void askInto(CompletableFuture<ThreadReference> arrived) {
        try {
            agentProperties();
        } catch (IOException | AttachNotSupportedException e) {
            arrived.completeExceptionally(e);
        }
    }

    private void agentProperties() throws IOException, AttachNotSupportedException {
        com.sun.tools.attach.VirtualMachine attached = Attaching.to(process.getAsLong());
        try {
            attached.getAgentProperties();
        } finally {
            attached.detach();
        }
    }

    private ThreadReference steppingThread() throws TargetException {
        EventRequestManager requests = vm.eventRequestManager();
        CompletableFuture<ThreadReference> arrived = new CompletableFuture<>();
        List<EventRequest> steps = new ArrayList<>();
        boolean isTaken = false;
        try {
            for (ThreadReference thread : vm.allThreads()) {
                StepRequest step = requests.createStepRequest(thread, StepRequest.STEP_MIN, StepRequest.STEP_INTO);
                step.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
                // Who comes second isn't needed, and isn't to be stopped at each instruction until all requests are
                // deleted.
                step.addCountFilter(1);
                steps.add(step);
                EventPump.enable(step, event -> !arrived.complete(((LocatableEvent) event).thread()));
            }
            ThreadReference thread = arriving(arrived, steps);
            isTaken = true;
            return thread;
        } catch (IOException | TimeoutException e) {
            throw new TargetException.NoThread(
                    "No thread of the program ran Java code within " + WAIT_SECONDS
                            + " seconds, so nothing could be run in it. Save again when the program does something.",
                    e);
        } finally {
            end(steps, arrived, isTaken);
        }
    }

    /** Waits for a step, or where only a suspended thread may step, as on Espresso, for a call of a method that is called a lot. */
    private ThreadReference arriving(CompletableFuture<ThreadReference> arrived, List<EventRequest> requests)
            throws IOException, TimeoutException {
        try {
            return await(arrived, STEP_SECONDS);
        } catch (TimeoutException e) {
            if (Connections.unrestricted(vm)) {
                BUSY.forEach((type, methods) -> stopAt(type, methods, arrived, requests));
            }
            return await(arrived, WAIT_SECONDS - STEP_SECONDS);
        }
    }

    private void stopAt(
            String type, Set<String> methods, CompletableFuture<ThreadReference> arrived, List<EventRequest> requests) {
        for (ReferenceType found : vm.classesByName(type)) {
            for (Method method : found.methods()) {
                if (methods.contains(method.name()) && method.location() != null) {
                    BreakpointRequest stop = vm.eventRequestManager().createBreakpointRequest(method.location());
                    stop.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
                    requests.add(stop);
                    EventPump.enable(stop, event -> !arrived.complete(((LocatableEvent) event).thread()));
                }
            }
        }
    }

    private static ThreadReference await(CompletableFuture<ThreadReference> arrived, long seconds)
            throws IOException, TimeoutException {
        try {
            return arrived.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Deletes the requests; a thread that has come as nobody waited any more, or comes yet, goes on. */
    private void end(List<EventRequest> requests, CompletableFuture<ThreadReference> arrived, boolean isTaken) {
        try {
            if (!isTaken && !arrived.cancel(false) && !arrived.isCompletedExceptionally()) {
                arrived.join().resume();
            }
        } finally {
            vm.eventRequestManager().deleteEventRequests(requests);
        }
    }
}
