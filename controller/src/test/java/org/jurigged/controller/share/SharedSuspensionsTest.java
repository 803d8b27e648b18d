package org.jurigged.controller.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.live.OnEachJdk;

/** Every client sees the suspensions of a JVM that it has to itself, and a thread runs when nobody holds it. */
@OnEachJdk
final class SharedSuspensionsTest {
    private static final int PACKETS = 10_000;
    private static final int DEEPEST = 3;

    @Parameter
    private int feature;

    private SharedJvm jvm;
    private List<Long> threads;

    /** What a JVM would count for one debugger alone, thread by thread. */
    private static final class Alone {
        private final Map<Long, Integer> counts = new HashMap<>();

        Alone(List<Long> threads) {
            threads.forEach(thread -> counts.put(thread, 0));
        }

        void change(long thread, int by) {
            counts.merge(thread, by, (had, more) -> Math.max(0, had + more));
        }

        void changeAll(int by) {
            counts.replaceAll((thread, had) -> Math.max(0, had + by));
        }

        int deepest() {
            return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        }
    }

    @BeforeParameterizedClassInvocation
    void start() throws Exception {
        jvm = new SharedJvm(feature);
        threads = List.copyOf(jvm.spinners().values());
    }

    @AfterParameterizedClassInvocation
    void end() throws Exception {
        if (jvm != null) {
            jvm.close();
            jvm = null;
        }
    }

    @Test
    void interleavedRequestsOfThreeClientsAddUp() throws Exception {
        long seed = Long.getLong("jurigged.seed", new Random().nextInt());
        Random random = new Random(seed);
        // One takes its leave, the other just breaks off.
        RawDebugger other = jvm.debugger();
        try (RawDebugger one = jvm.debugger()) {
            List<RawDebugger> clients = List.of(jvm.own, one, other);
            List<Alone> models = new ArrayList<>();
            clients.forEach(client -> models.add(new Alone(threads)));
            int packets = 0;
            while (packets < PACKETS) {
                int who = random.nextInt(clients.size());
                packets += act(clients.get(who), models.get(who), random);
                if (random.nextInt(20) == 0) {
                    assertAddedUp(models, "seed " + seed + ", packet " + packets);
                }
            }
            one.ask(Command.VM_DISPOSE, Data.NONE);
            other.close();
            letGo(jvm.own, models.get(0));
            awaitFree("seed " + seed);
        }
        assertThat(jvm.runs()).isTrue();
    }

    private int act(RawDebugger client, Alone model, Random random) {
        long thread = threads.get(random.nextInt(threads.size()));
        boolean deep = model.deepest() >= DEEPEST;
        switch (random.nextInt(6)) {
            case 0 -> {
                client.get(deep ? Command.VM_RESUME : Command.VM_SUSPEND, Data.NONE);
                model.changeAll(deep ? -1 : 1);
            }
            case 1 -> {
                client.get(Command.VM_RESUME, Data.NONE);
                model.changeAll(-1);
            }
            case 2, 3 -> {
                client.get(deep ? Command.THREAD_RESUME : Command.THREAD_SUSPEND, thread);
                model.change(thread, deep ? -1 : 1);
            }
            case 4 -> {
                client.get(Command.THREAD_RESUME, thread);
                model.change(thread, -1);
            }
            default -> {
                assertThat(client.suspendCount(thread)).isEqualTo(model.counts.get(thread));
                Fields states = client.get(Command.THREAD_STATUS, thread);
                states.int4();
                int status = states.int4();
                assertThat(status).isEqualTo(Math.min(1, model.counts.get(thread)));
                int error = client.ask(Command.THREAD_FRAME_COUNT, Data.object(RawDebugger.SIZES, thread))
                        .error();
                assertThat(error).isEqualTo(status == 1 ? 0 : ErrorCode.THREAD_NOT_SUSPENDED);
                return 3;
            }
        }
        return 1;
    }

    private void assertAddedUp(List<Alone> models, String when) throws Exception {
        for (long thread : threads) {
            int sum =
                    models.stream().mapToInt(model -> model.counts.get(thread)).sum();
            assertThat(jvm.realCount(thread)).as(when).isEqualTo(sum);
        }
    }

    private static void letGo(RawDebugger client, Alone model) {
        while (model.deepest() > 0) {
            client.get(Command.VM_RESUME, Data.NONE);
            model.changeAll(-1);
        }
    }

    /** A connection that breaks is found out a moment later. */
    private void awaitFree(String when) throws Exception {
        long end = System.nanoTime() + 20_000_000_000L;
        for (long thread : threads) {
            while (jvm.realCount(thread) > 0 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(jvm.realCount(thread)).as(when).isZero();
        }
    }

    @Test
    void eventsOfOneMomentSuspendForEachAsItAsked() throws Exception {
        long thread = threads.get(0);
        long type = jvm.own.type(Spinners.class);
        long method = jvm.own.method(type, "turn");
        try (RawDebugger one = jvm.debugger();
                RawDebugger other = jvm.debugger()) {
            for (byte first = 0; first <= 2; first++) {
                for (byte second = 0; second <= 2; second++) {
                    jvm.own.get(Command.THREAD_SUSPEND, thread);
                    int firstId = one.breakpoint(type, method, thread, first);
                    int secondId = other.breakpoint(type, method, thread, second);
                    jvm.own.get(Command.THREAD_RESUME, thread);
                    assertOnly(one.event(), first, firstId);
                    assertOnly(other.event(), second, secondId);
                    assertThat(one.suspendCount(thread)).isEqualTo(Math.min(1, first));
                    assertThat(other.suspendCount(thread)).isEqualTo(Math.min(1, second));
                    assertThat(one.suspendCount(threads.get(1))).isEqualTo(first / 2);
                    assertThat(jvm.realCount(thread)).isEqualTo(Math.min(1, first) + Math.min(1, second));
                    assertThat(jvm.realCount(threads.get(1))).isEqualTo(first / 2 + second / 2);
                    release(one, first, thread);
                    release(other, second, thread);
                    assertThat(jvm.realCount(thread)).isZero();
                    assertThat(jvm.realCount(threads.get(1))).isZero();
                }
            }
        }
    }

    private static void assertOnly(Composite composite, byte policy, int request) {
        assertThat(composite.policy()).isEqualTo(policy);
        assertThat(composite.events()).hasSize(1);
        assertThat(composite.events().get(0).request()).isEqualTo(request);
    }

    private static void release(RawDebugger debugger, byte policy, long thread) {
        if (policy == Composite.SUSPEND_ALL) {
            debugger.get(Command.VM_RESUME, Data.NONE);
        } else if (policy == Composite.SUSPEND_THREAD) {
            debugger.get(Command.THREAD_RESUME, thread);
        }
    }

    @Test
    void juriggedComesFirstAndGuestsWaitUntilItLetsGo() throws Exception {
        long thread = threads.get(0);
        long type = jvm.own.type(Spinners.class);
        long method = jvm.own.method(type, "turn");
        try (RawDebugger guest = jvm.debugger()) {
            jvm.own.get(Command.THREAD_SUSPEND, thread);
            jvm.own.breakpoint(type, method, thread, Composite.SUSPEND_THREAD);
            guest.breakpoint(type, method, thread, Composite.SUSPEND_ALL);
            jvm.own.get(Command.THREAD_RESUME, thread);
            assertThat(jvm.own.event().policy()).isEqualTo(Composite.SUSPEND_THREAD);
            assertThat(guest.suspendCount(thread)).isZero();
            assertThat(guest.events).isEmpty();
            assertThat(jvm.realCount(threads.get(1))).isZero();
            // Calls work for whom the thread waits for.
            byte[] call = new Data(RawDebugger.SIZES)
                    .type(type)
                    .object(thread)
                    .method(jvm.own.method(type, "answer"))
                    .int4(0)
                    .int4(1)
                    .bytes();
            jvm.own.get(Command.CLASS_INVOKE, call);
            jvm.own.get(Command.THREAD_RESUME, thread);
            assertThat(guest.event().policy()).isEqualTo(Composite.SUSPEND_ALL);
            assertThat(jvm.realCount(thread)).isEqualTo(1);
            assertThat(jvm.realCount(threads.get(1))).isEqualTo(1);
            assertCallsWhile(guest, call, thread, 1);
            assertCallsWhile(guest, calledWithAll(call), thread, 1);
            guest.get(Command.VM_RESUME, Data.NONE);
            assertThat(jvm.realCount(thread)).isZero();
        }
    }

    /** What jurigged holds doesn't run for a debugger's call. */
    private void assertCallsWhile(RawDebugger guest, byte[] call, long thread, int count) throws Exception {
        jvm.own.get(Command.THREAD_SUSPEND, threads.get(1));
        Fields result = guest.get(Command.CLASS_INVOKE, call);
        assertThat(result.int1()).isEqualTo((byte) 'I');
        assertThat(result.int4()).isEqualTo(42);
        assertThat(guest.suspendCount(thread)).isEqualTo(count);
        assertThat(jvm.realCount(threads.get(1))).isEqualTo(count + 1);
        jvm.own.get(Command.THREAD_RESUME, threads.get(1));
        assertThat(jvm.realCount(threads.get(2))).isEqualTo(count);
    }

    @Test
    void aCallForWhichAllThreadsRunLeavesThoseThatOthersHold() throws Exception {
        long thread = threads.get(0);
        long type = jvm.own.type(Spinners.class);
        try (RawDebugger one = jvm.debugger();
                RawDebugger other = jvm.debugger()) {
            other.get(Command.THREAD_SUSPEND, threads.get(1));
            // A JVM answers with any id where a request is over before its answer: so not while the thread runs.
            jvm.own.get(Command.THREAD_SUSPEND, thread);
            one.breakpoint(type, one.method(type, "turn"), thread, Composite.SUSPEND_THREAD);
            jvm.own.get(Command.THREAD_RESUME, thread);
            assertThat(one.event().thread()).isEqualTo(thread);
            byte[] call = new Data(RawDebugger.SIZES)
                    .type(type)
                    .object(thread)
                    .method(jvm.own.method(type, "answer"))
                    .int4(0)
                    .int4(0)
                    .bytes();
            Fields result = one.get(Command.CLASS_INVOKE, call);
            assertThat(result.int1()).isEqualTo((byte) 'I');
            assertThat(result.int4()).isEqualTo(42);
            // As by a JVM, which then suspends all threads, those that ran before among them.
            for (long each : threads) {
                assertThat(one.suspendCount(each)).isEqualTo(1);
            }
            assertThat(other.suspendCount(threads.get(1))).isEqualTo(1);
            assertThat(jvm.realCount(thread)).isEqualTo(1);
            assertThat(jvm.realCount(threads.get(1))).isEqualTo(2);
            assertThat(jvm.realCount(threads.get(2))).isEqualTo(1);
            one.get(Command.VM_RESUME, Data.NONE);
            other.get(Command.THREAD_RESUME, threads.get(1));
            awaitFree("the end");
        }
    }

    private static byte[] calledWithAll(byte[] call) {
        byte[] all = call.clone();
        all[all.length - 1] = 0;
        return all;
    }

    /** One that a debugger's stop of all threads may hold as long as nothing is wanted of it. */
    @Test
    void aRestingThreadOfJuriggedsIsStoppedWithAllOthersAndRunsWhenItIsWoken() throws Exception {
        // Interrupts do nothing to it.
        long resting = jvm.own.threads().get("Finalizer");
        jvm.multiplexer.hideThread(resting);
        jvm.multiplexer.restThread(resting);
        try (RawDebugger guest = jvm.debugger()) {
            guest.get(Command.VM_SUSPEND, Data.NONE);
            assertThat(jvm.realCount(resting)).isEqualTo(1);
            assertThat(jvm.own.suspendCount(resting)).isZero();
            jvm.own.get(Command.THREAD_INTERRUPT, resting);
            assertThat(jvm.realCount(resting)).isZero();
            assertThat(jvm.realCount(threads.get(0))).isEqualTo(1);
            guest.get(Command.VM_RESUME, Data.NONE);
            jvm.multiplexer.restThread(resting);
            guest.get(Command.VM_SUSPEND, Data.NONE);
        }
        awaitFree("after a debugger has gone");
        assertThat(jvm.realCount(resting)).isZero();
        jvm.multiplexer.showThread(resting);
    }

    @Test
    void stopsOfSeveralDebuggersAddUpWhileAThreadOfJuriggedsRestsAndWakes() throws Exception {
        Random random = new Random(20261130);
        long resting = jvm.own.threads().get("Finalizer");
        jvm.multiplexer.hideThread(resting);
        try (RawDebugger one = jvm.debugger();
                RawDebugger other = jvm.debugger()) {
            List<RawDebugger> guests = List.of(one, other);
            int[] holds = new int[2];
            boolean rests = false;
            for (int i = 0; i < 400; i++) {
                int guest = random.nextInt(2);
                switch (random.nextInt(6)) {
                    case 0, 1 -> {
                        guests.get(guest).get(Command.VM_SUSPEND, Data.NONE);
                        holds[guest]++;
                    }
                    case 2, 3 -> {
                        guests.get(guest).get(Command.VM_RESUME, Data.NONE);
                        holds[guest] = Math.max(0, holds[guest] - 1);
                    }
                    case 4 -> {
                        jvm.multiplexer.restThread(resting);
                        rests = true;
                    }
                    default -> {
                        jvm.own.get(Command.THREAD_INTERRUPT, resting);
                        rests = false;
                    }
                }
                int sum = holds[0] + holds[1];
                assertThat(jvm.realCount(threads.get(0))).as("step %d", i).isEqualTo(sum);
                assertThat(jvm.realCount(resting)).as("step %d", i).isBetween(0, rests ? sum : 0);
            }
        }
        awaitFree("after both have gone");
        assertThat(jvm.realCount(resting)).isZero();
        jvm.multiplexer.showThread(resting);
    }
}
