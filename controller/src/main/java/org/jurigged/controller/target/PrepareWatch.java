package org.jurigged.controller.target;

import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jurigged.controller.JuriggedException;

/**
 * What happens when classes are prepared: those that were edited are brought up to date before they run.
 *
 * <p>At its class-prepare event a class is verified and not yet initialised; its thread is held until it is redefined.
 */
final class PrepareWatch {
    private static final String THREAD = "jurigged-prepare";
    private static final int PATIENCE_SECONDS = 10;

    private final VirtualMachine vm;
    private final Loaders loaders;
    private final ExecutorService fixing = Executors.newSingleThreadExecutor(PrepareWatch::worker);
    private final Map<String, ClassPrepareRequest> requests = new HashMap<>();
    private final Set<ReferenceType> held = ConcurrentHashMap.newKeySet();
    private final Set<ReferenceType> expected = ConcurrentHashMap.newKeySet();
    private final Predicate<ThreadReference> isOurs;
    private volatile LateNames late = LateNames.NONE;
    private volatile Target.PrepareFixer fixer;
    private final List<ClassPrepareRequest> telling = new ArrayList<>();

    /** {@code isOurs} tells our own threads there, on one of which fixing makes its calls: they aren't held for it. */
    PrepareWatch(VirtualMachine vm, Loaders loaders, Predicate<ThreadReference> isOurs) {
        this.vm = vm;
        this.loaders = loaders;
        this.isOurs = isOurs;
    }

    private static Thread worker(Runnable task) {
        Thread thread = new Thread(task, THREAD);
        thread.setDaemon(true);
        return thread;
    }

    synchronized void fix(LateNames more, Target.PrepareFixer newFixer) {
        fixer = newFixer;
        late = late.and(more);
        Set<String> filters = late.filters();
        for (String filter : filters) {
            if (!requests.containsKey(filter)) {
                ClassPrepareRequest request = vm.eventRequestManager().createClassPrepareRequest();
                request.addClassFilter(filter);
                request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
                requests.put(filter, EventPump.enable(request, this::keepForFixing));
            }
        }
        Map<String, ClassPrepareRequest> covered = new HashMap<>(requests);
        covered.keySet().removeAll(filters);
        vm.eventRequestManager().deleteEventRequests(List.copyOf(covered.values()));
        requests.keySet().retainAll(filters);
    }

    /**
     * Keeps the thread and leaves the work to a thread of its own: the pump has to go on reading events. Two requests
     * may tell of one class in one event set, which is resumed once.
     */
    private boolean keepForFixing(Event event) {
        ClassPrepareEvent prepared = (ClassPrepareEvent) event;
        ReferenceType type = prepared.referenceType();
        boolean goesOn = prepared.thread() != null && isOurs.test(prepared.thread());
        if (!late.concerns(type.name()) || (goesOn && expected.contains(type))) {
            return true;
        }
        if (held.add(type)) {
            try {
                fixing.execute(() -> {
                    try {
                        fixPrepared(type);
                    } finally {
                        held.remove(type);
                        if (!goesOn) {
                            resume(prepared);
                        }
                    }
                });
            } catch (RejectedExecutionException e) {
                // The session ends: its class is as it was loaded, and nobody waits for it.
                held.remove(type);
                return true;
            }
        }
        return goesOn;
    }

    /** Has classes linked on our own thread, and brings them up to date then as if the program had. */
    void link(Collection<ReferenceType> types, Linking linking) throws JuriggedException {
        expected.addAll(types);
        try {
            linking.link(types);
            LoadedTypes.awaitPrepared(types);
            List<LoadedClass> linked = types.stream()
                    .filter(type -> type.isPrepared() && late.concerns(type.name()))
                    .<LoadedClass>map(type -> new JdiClass(type, loaders))
                    .toList();
            if (!linked.isEmpty()) {
                fixNow(linked, fixer);
            }
        } finally {
            expected.removeAll(types);
        }
    }

    /** Links classes. */
    interface Linking {
        void link(Collection<ReferenceType> types) throws JuriggedException;
    }

    /** Brings classes that run already up to date, in turn with those that are prepared meanwhile. */
    void fixNow(List<LoadedClass> loaded, Target.PrepareFixer fixer) {
        CompletableFuture.runAsync(() -> loaded.forEach(each -> fix(each, fixer)), fixing)
                .join();
    }

    private void fixPrepared(ReferenceType type) {
        fix(new JdiClass(type, loaders), fixer);
    }

    private static void fix(LoadedClass prepared, Target.PrepareFixer fixer) {
        try {
            fixer.fix(prepared);
        } catch (JuriggedException e) {
            fixer.failed(prepared, e);
        } catch (VMDisconnectedException e) {
            // Its program has ended, and runs nothing old.
            return;
        } catch (RuntimeException | Error e) {
            // Nobody else would ever tell that this class runs its old code.
            fixer.failed(prepared, new JuriggedException("Something in jurigged went wrong (" + e + ").", e));
        }
    }

    /**
     * Lets what was suspended for an event go on: its thread, or all of them, where the debug agent's own thread prepared
     * the class, which it does by redefining one that was loaded and not linked ({@link ClassPrepareEvent#thread()}).
     */
    private static void resume(ClassPrepareEvent prepared) {
        try {
            if (prepared.thread() == null) {
                prepared.virtualMachine().resume();
            } else {
                prepared.thread().resume();
            }
        } catch (VMDisconnectedException e) {
            // The JVM resumed everything itself when the connection broke.
            return;
        }
    }

    /**
     * Has no more classes told of, and lets what was begun end: half of it would leave a class of which nobody knows what it
     * runs.
     */
    void close() {
        forget();
        fixing.shutdown();
        try {
            if (!Thread.currentThread().getName().equals(THREAD)) {
                fixing.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void forget() {
        try {
            vm.eventRequestManager().deleteEventRequests(List.copyOf(requests.values()));
            vm.eventRequestManager().deleteEventRequests(List.copyOf(telling));
            requests.clear();
            telling.clear();
        } catch (VMDisconnectedException e) {
            // Nothing more can come.
            return;
        }
    }

    /** Calls back once, when the first class that passes the test is prepared; its thread is stopped meanwhile. */
    synchronized void first(Set<String> prefixes, Predicate<String> test, Consumer<ThreadReference> callback) {
        List<ClassPrepareRequest> requests = new ArrayList<>();
        AtomicBoolean done = new AtomicBoolean();
        for (String prefix : prefixes) {
            ClassPrepareRequest request = vm.eventRequestManager().createClassPrepareRequest();
            request.addClassFilter(prefix + "*");
            request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
            requests.add(request);
        }
        requests.forEach(request -> EventPump.enable(request, event -> {
            ClassPrepareEvent prepared = (ClassPrepareEvent) event;
            boolean ofProgram = prepared.thread() != null
                    && test.test(prepared.referenceType().name());
            if (!ofProgram || !done.compareAndSet(false, true)) {
                return true;
            }
            fixing.execute(() -> {
                try {
                    vm.eventRequestManager().deleteEventRequests(requests);
                    callback.accept(prepared.thread());
                } finally {
                    resume(prepared);
                }
            });
            return false;
        }));
    }

    synchronized void tell(Set<String> prefixes, Consumer<String> listener) {
        telling.forEach(request -> vm.eventRequestManager().deleteEventRequest(request));
        telling.clear();
        for (String prefix : prefixes) {
            ClassPrepareRequest request = vm.eventRequestManager().createClassPrepareRequest();
            request.addClassFilter(prefix + "*");
            request.setSuspendPolicy(EventRequest.SUSPEND_NONE);
            telling.add(EventPump.enable(request, event -> {
                listener.accept(((ClassPrepareEvent) event).referenceType().name());
                return true;
            }));
        }
    }
}
