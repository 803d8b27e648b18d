package org.jurigged.controller.target;

import com.sun.jdi.BooleanValue;
import com.sun.jdi.ClassType;
import com.sun.jdi.Field;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InternalException;
import com.sun.jdi.InvalidStackFrameException;
import com.sun.jdi.NativeMethodException;
import com.sun.jdi.PrimitiveValue;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jurigged.controller.JuriggedException;
import org.jurigged.reshape.move.LoopMove;
import org.jurigged.reshape.move.MoveHelper;

/**
 * Takes frames off that run old code, at the head of a loop, so that their callers call the new code, which goes on there.
 *
 * <p>Only the frame's own thread is ever stopped. See {@link LoopCatch} for how a frame is caught.
 */
final class FrameMover implements AutoCloseable {
    private static final long SECONDS = 20;
    /** A plan that fits no frame. */
    private static final int NONE = 0;

    private final VirtualMachine vm;
    private final ServiceThread service;
    private final Door door;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(FrameMover::worker);
    private final Map<ThreadReference, Deque<LoopCatch>> waiting = new HashMap<>();
    /** The number of the first of each plan's loops. */
    private final Map<MovePlan, Integer> prepared = new HashMap<>();

    private int numbers = NONE + 1;
    private volatile ClassType helper;
    private final Object redefining = new Object();

    FrameMover(VirtualMachine vm, ServiceThread service, Door door) {
        this.vm = vm;
        this.service = service;
        this.door = door;
    }

    private static Thread worker(Runnable task) {
        Thread thread = new Thread(task, "jurigged-move");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Defines our class in the program, which new code with an entrance needs before it is redefined: such code is verified
     * with it and asks it from its first call on.
     */
    synchronized void prepare() throws JuriggedException {
        if (helper == null) {
            helper = service.run("Preparing to move frames", SECONDS, this::define);
        }
    }

    /** Whether a frame may be moved by now. */
    boolean isPrepared() {
        return helper != null;
    }

    private ClassType define(Invoker invoker) throws JuriggedException {
        if (vm.classesByName(MoveHelper.NAME).isEmpty()) {
            ReferenceType object = vm.classesByName("java.lang.Object").get(0);
            new ClassDefiner(door).define(invoker, object, Map.of(MoveHelper.NAME, MoveHelper.classFile()));
        }
        ClassType type = invoker.bootClass(MoveHelper.NAME);
        plan(invoker, type, NONE, 0, 0, "", "@0", "");
        // What it needs is loaded now, and not by a thread of the program's.
        save(invoker, type, NONE);
        return type;
    }

    private void plan(
            Invoker invoker, ClassType type, int plan, int key, int number, String of, String place, String slots)
            throws JuriggedException {
        invoker.callStatic(
                type,
                MoveHelper.PLAN,
                MoveHelper.PLAN_DESCRIPTOR,
                vm.mirrorOf(plan),
                vm.mirrorOf(key),
                vm.mirrorOf(number),
                invoker.string(of),
                invoker.string(place),
                invoker.string(slots));
    }

    private int save(Invoker invoker, ClassType type, int plan) throws JuriggedException {
        PrimitiveValue code = (PrimitiveValue)
                invoker.callStatic(type, MoveHelper.SAVE, MoveHelper.SAVE_DESCRIPTOR, vm.mirrorOf(plan));
        return code.intValue();
    }

    /** Tells our class what to do with frames; done before the redefinition, it takes no time after it. */
    synchronized int prepare(MovePlan plan) throws JuriggedException {
        prepare();
        Integer known = prepared.get(plan);
        if (known != null) {
            return known;
        }
        int first = numbers;
        numbers += plan.loops().size();
        service.run("Preparing to move " + plan.method(), SECONDS, invoker -> {
            for (int i = 0; i < plan.loops().size(); i++) {
                LoopMove.Movable loop = plan.loops().get(i);
                String place = MoveHelper.place(plan.method() + plan.descriptor(), loop);
                String slots = MoveHelper.slots(loop.saved());
                plan(
                        invoker,
                        helper,
                        first + i,
                        plan.key(),
                        plan.first() + i,
                        plan.type().name(),
                        place,
                        slots);
            }
            return null;
        });
        prepared.put(plan, first);
        return first;
    }

    /** Begins to move a frame; of one thread one frame at a time, in the order in which they are given. */
    CompletableFuture<MoveResult> move(MoveOrder order) throws JuriggedException {
        int first = prepare(order.plan());
        CompletableFuture<MoveResult> result = new CompletableFuture<>();
        Optional<ThreadReference> thread = vm.allThreads().stream()
                .filter(t -> t.uniqueID() == order.thread())
                .findFirst();
        if (thread.isEmpty()) {
            result.complete(new MoveResult.Ended());
        } else {
            add(new LoopCatch(this, thread.get(), order, first, result));
        }
        return result;
    }

    private void add(LoopCatch next) {
        boolean first;
        synchronized (waiting) {
            Deque<LoopCatch> ofThread = waiting.computeIfAbsent(next.thread(), thread -> new ArrayDeque<>());
            first = ofThread.isEmpty();
            ofThread.add(next);
        }
        if (first) {
            next.begin();
        }
    }

    /** What a redefinition holds, so that no frame is between its old code and its new code meanwhile. */
    Object redefining() {
        return redefining;
    }

    /** Gives up frames that would move into code of these classes, which is about to be replaced. */
    void cancel(Set<ReferenceType> types) {
        List<LoopCatch> all;
        synchronized (waiting) {
            all = waiting.values().stream().flatMap(Deque::stream).toList();
        }
        for (LoopCatch one : all) {
            if (types.contains(((JdiClass) one.plan().type()).type())) {
                one.cancel();
            }
        }
    }

    /** Waits until the thread whose frame was taken off has come to its values. */
    void awaitTaken() {
        Field armed = helper.fieldByName("armed");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (((BooleanValue) helper.getValue(armed)).value() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** Begins with the next frame of the same thread, while that is still stopped where the one before was moved. */
    void ended(LoopCatch last) {
        LoopCatch next;
        synchronized (waiting) {
            Deque<LoopCatch> ofThread = waiting.get(last.thread());
            ofThread.remove(last);
            next = ofThread.peek();
            if (next == null) {
                waiting.remove(last.thread());
            }
        }
        if (next != null) {
            next.begin();
        }
    }

    /** Moves the innermost frame of a thread that an event has stopped at the head of a loop. */
    MoveResult take(ThreadReference thread, LoopMove.Movable loop, int plan) throws JuriggedException {
        try (Invoker invoker = new Invoker(vm, thread)) {
            Optional<String> reason = MoveHelper.reason(save(invoker, helper, plan));
            if (reason.isPresent()) {
                return new MoveResult.Stayed(reason.get());
            }
            Optional<String> obstacle = pop(thread);
            if (obstacle.isPresent()) {
                invoker.callStatic(helper, MoveHelper.DROP, "()V");
                return new MoveResult.Stayed(obstacle.get());
            }
            return new MoveResult.Moved(loop);
        }
    }

    /** Why a frame can't be taken off (JVMTI PopFrame); empty if it was. */
    private static Optional<String> pop(ThreadReference thread) {
        try {
            thread.popFrames(thread.frame(0));
            return Optional.empty();
        } catch (NativeMethodException | InvalidStackFrameException e) {
            return Optional.of("the JVM itself or native code has called it");
        } catch (InternalException e) {
            return Optional.of("the JVM won't take its frame off (JDWP error " + e.errorCode() + ")");
        } catch (IncompatibleThreadStateException e) {
            return Optional.of("its thread went on");
        }
    }

    VirtualMachine vm() {
        return vm;
    }

    ScheduledExecutorService executor() {
        return executor;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
