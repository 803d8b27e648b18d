package org.jurigged.controller.target;

import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InternalException;
import com.sun.jdi.InvalidStackFrameException;
import com.sun.jdi.NativeMethodException;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jurigged.controller.JuriggedException;
import org.jurigged.reshape.move.Entrance;
import org.jurigged.reshape.move.LoopMove;
import org.jurigged.reshape.move.MethodCode;

/**
 * Takes frames off that run old code, at the head of a loop, so that their callers call the new code, which goes on there.
 *
 * <p>Only the frame's own thread is ever stopped, and of a few threads at a time the course is watched. See {@link
 * LoopCatch} for how a frame is caught.
 */
final class FrameMover implements AutoCloseable {
    /** A thread that is watched is slow. */
    private static final int WATCHED_AT_ONCE = 8;

    private static final long LOOK_SECONDS = 1;
    private static final long LOOK_MILLIS = 5;

    private final VirtualMachine vm;
    private final MoveClass values;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(FrameMover::worker);
    private final Map<ThreadReference, Deque<LoopCatch>> waiting = new HashMap<>();
    private final Semaphore watching = new Semaphore(WATCHED_AT_ONCE);
    private final Deque<LoopCatch> unwatched = new ArrayDeque<>();
    /** Frames that are to begin again; their threads are theirs. Guarded by {@link #waiting}, as who waits for that. */
    private final Map<ThreadReference, FrameRestart> restarting = new HashMap<>();
    /** Held by whoever redefines classes, or has a frame between its old code and its new code. */
    private final Semaphore turn = new Semaphore(1);
    /** The frame that has lost its old code and hasn't come to its new code in all that time; null if there is none. */
    private volatile LoopCatch stuck;

    FrameMover(VirtualMachine vm, MoveClass values) {
        this.vm = vm;
        this.values = values;
    }

    private static Thread worker(Runnable task) {
        Thread thread = new Thread(task, "jurigged-move");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Begins to move frames; of one thread one frame at a time, in the order in which they are given. What becomes of each is
     * completed on a thread of ours.
     */
    List<CompletableFuture<MoveResult>> move(List<MoveOrder> orders) throws JuriggedException {
        Map<Long, ThreadReference> threads = new HashMap<>();
        vm.allThreads().forEach(thread -> threads.put(thread.uniqueID(), thread));
        Map<MovePlan, Planned> plans = new HashMap<>();
        List<CompletableFuture<MoveResult>> results = new ArrayList<>();
        List<LoopCatch> catches = new ArrayList<>();
        for (MoveOrder order : orders) {
            CompletableFuture<MoveResult> result = new CompletableFuture<>();
            results.add(result);
            ThreadReference thread = threads.get(order.thread());
            if (thread == null) {
                result.complete(new MoveResult.Ended());
                continue;
            }
            Planned plan = plans.get(order.plan());
            if (plan == null) {
                plan = new Planned(order.plan(), values.plan(order.plan()), values, executor);
                plans.put(order.plan(), plan);
            }
            plan.wanted(result);
            catches.add(new LoopCatch(this, thread, order, plan.first(), result));
        }
        catches.forEach(this::add);
        return results;
    }

    /** Begins to take a frame off, so that its method begins again. */
    CompletableFuture<RestartResult> restart(RestartOrder order) {
        Optional<ThreadReference> thread = vm.allThreads().stream()
                .filter(t -> t.uniqueID() == order.thread())
                .findFirst();
        if (thread.isEmpty()) {
            return CompletableFuture.completedFuture(new RestartResult.Ended());
        }
        FrameRestart restart = new FrameRestart(this, thread.get(), order);
        synchronized (waiting) {
            if (restarting.putIfAbsent(thread.get(), restart) != null) {
                return CompletableFuture.completedFuture(
                        new RestartResult.Stayed("another method of its thread is about to begin again"));
            }
        }
        restart.result().whenComplete((result, failure) -> restarted(restart));
        begin(restart);
        return restart.result();
    }

    /** Begins when no frame of the thread is just being moved; of a thread, one is stepped at a time (JDWP EventRequest). */
    private void begin(FrameRestart restart) {
        LoopCatch moving;
        synchronized (waiting) {
            moving = first(restart.thread());
        }
        if (moving == null || moving.pause()) {
            restart.begin();
        } else {
            executor.schedule(() -> begin(restart), LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private LoopCatch first(ThreadReference thread) {
        Deque<LoopCatch> ofThread = waiting.get(thread);
        return ofThread == null ? null : ofThread.peek();
    }

    private void restarted(FrameRestart restart) {
        LoopCatch next;
        synchronized (waiting) {
            restarting.remove(restart.thread());
            next = first(restart.thread());
        }
        if (next != null && !executor.isShutdown()) {
            executor.execute(next::goOn);
        }
    }

    private void add(LoopCatch next) {
        boolean first;
        synchronized (waiting) {
            Deque<LoopCatch> ofThread = waiting.computeIfAbsent(next.thread(), thread -> new ArrayDeque<>());
            first = ofThread.isEmpty() && !restarting.containsKey(next.thread());
            ofThread.add(next);
        }
        if (first) {
            begin(next);
        }
    }

    /** Has a frame watched, when there is room for it. */
    private void begin(LoopCatch next) {
        synchronized (unwatched) {
            if (!watching.tryAcquire()) {
                unwatched.add(next);
                return;
            }
        }
        next.begin();
    }

    /** Makes room for another thread: a frame has moved, or it doesn't come. */
    void makeRoom() {
        LoopCatch next;
        synchronized (unwatched) {
            next = unwatched.poll();
            if (next == null) {
                watching.release();
                return;
            }
        }
        executor.execute(next::begin);
    }

    /** Whether a frame may be taken off now; whoever is told so calls {@link #release}. No one waits for that. */
    boolean tryAcquire() {
        return stuck == null && turn.tryAcquire();
    }

    void release() {
        turn.release();
    }

    /** Work that no frame may be taken off during. */
    interface Redefining {
        long run() throws JuriggedException;
    }

    /**
     * Redefines classes while no frame is between its old code and its new code; frames that were to move into code which
     * isn't there any more then are given up.
     */
    long redefine(Map<ReferenceType, byte[]> files, Redefining work) throws JuriggedException {
        turn.acquireUninterruptibly();
        try {
            LoopCatch between = stuck;
            if (between != null && !leadsIn(between.plan(), files)) {
                throw new JuriggedException(
                        "Thread \"" + between.thread().name()
                                + "\" was stopped by somebody else while it came to its new code. Let it go on, and save again.");
            }
            long nanos = work.run();
            for (LoopCatch one : all()) {
                if (!leadsIn(one.plan(), files)) {
                    one.cancel();
                }
            }
            return nanos;
        } finally {
            turn.release();
        }
    }

    private List<LoopCatch> all() {
        synchronized (waiting) {
            return waiting.values().stream().flatMap(Deque::stream).toList();
        }
    }

    /** Whether frames can still move as planned when a class is replaced by these. */
    private static boolean leadsIn(MovePlan plan, Map<ReferenceType, byte[]> files) {
        byte[] file = files.get(((JdiClass) plan.type()).type());
        if (file == null) {
            return true;
        }
        var key = Entrance.key(new MethodCode(file, plan.method(), plan.descriptor()));
        return key.isPresent() && key.getAsInt() == plan.key();
    }

    /** Begins with the next frame of the same thread. */
    void ended(LoopCatch last) {
        LoopCatch next;
        synchronized (waiting) {
            Deque<LoopCatch> ofThread = waiting.get(last.thread());
            ofThread.remove(last);
            next = ofThread.peek();
            if (next == null) {
                waiting.remove(last.thread());
            } else if (restarting.containsKey(last.thread())) {
                return;
            }
        }
        if (next != null) {
            begin(next);
        }
    }

    /** Whether the innermost frame of a thread that an event has stopped runs the version of the code that a plan is for. */
    boolean isOf(ThreadReference thread, int plan) throws JuriggedException {
        return values.isOf(thread, plan);
    }

    /** Takes the innermost frame of a thread off that an event has stopped at the head of a loop. */
    Taken take(ThreadReference thread, LoopMove.Movable loop, int plan) throws JuriggedException {
        MoveClass.Saved saved = values.save(thread, plan);
        if (saved.isAnother()) {
            return Taken.none(new MoveResult.Ended());
        } else if (saved.obstacle().isPresent()) {
            return Taken.none(new MoveResult.Stayed(saved.obstacle().get()));
        }
        Optional<String> obstacle = pop(thread);
        if (obstacle.isPresent()) {
            saved.drop();
            return Taken.none(new MoveResult.Stayed(obstacle.get()));
        }
        saved.confirm();
        return new Taken(new MoveResult.Moved(loop), saved);
    }

    /**
     * Waits until new code has begun with the values of a frame that was taken off, and its thread goes on: that takes no
     * longer than a call. Only if somebody else has stopped the thread, others wait for it no more, and no class is redefined
     * meanwhile that it is on its way to.
     */
    void arrive(LoopCatch moved, Taken taken) {
        try {
            if (taken.values().awaitTaken()) {
                stuck = null;
                moved.complete(taken.values().isHanded() ? taken.result() : new MoveResult.Lost());
            } else {
                stuck = moved;
                executor.schedule(() -> arrive(moved, taken), LOOK_SECONDS, TimeUnit.SECONDS);
            }
        } catch (VMDisconnectedException e) {
            stuck = null;
            moved.complete(new MoveResult.Ended());
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
        List<FrameRestart> unfinished;
        synchronized (waiting) {
            unfinished = List.copyOf(restarting.values());
        }
        unfinished.forEach(FrameRestart::cancel);
    }
}
