package org.jurigged.controller.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.live.OnEachJdk;

/** A breakpoint that a debugger has an answer for hits at its line, whenever its class is redefined. */
@OnEachJdk
final class SwapsTest {
    private static final int ROUNDS = 300;
    private static final int VERSIONS = 3;

    @Parameter
    private int feature;

    private SharedJvm jvm;
    private long thread;
    private long type;
    private long method;
    private SpinnersVersion version;

    @BeforeParameterizedClassInvocation
    void start() throws Exception {
        jvm = new SharedJvm(feature);
        version = new SpinnersVersion(0);
        thread = jvm.spinners().values().iterator().next();
        type = jvm.own.type(Spinners.class);
        method = jvm.own.method(type, "turn");
    }

    @AfterParameterizedClassInvocation
    void end() throws Exception {
        if (jvm != null) {
            jvm.close();
            jvm = null;
        }
    }

    private LineTable table(RawDebugger debugger) {
        byte[] data = new Data(RawDebugger.SIZES).type(type).method(method).bytes();
        return LineTable.read(debugger.ask(Command.METHOD_LINE_TABLE, data), RawDebugger.SIZES);
    }

    /** Returns where the method's last line begins, in whatever version of it. */
    private static long last(LineTable table) {
        int line = SpinnersVersion.original(
                table.entries().get(table.entries().size() - 1).line());
        OptionalLong index = table.entries().stream()
                .filter(entry -> SpinnersVersion.original(entry.line()) == line)
                .mapToLong(LineTable.Entry::index)
                .findFirst();
        return index.orElseThrow();
    }

    /** A debugger, and what it has asked for. */
    private final class Guest implements AutoCloseable {
        final RawDebugger debugger = jvm.debugger();
        final List<Integer> asked = new ArrayList<>();
        LineTable known = table(debugger);

        Guest() throws java.io.IOException {
            assertThat(last(known)).isPositive();
        }

        void set() {
            byte[] data = RawDebugger.breakpoint(type, method, last(known), thread, Composite.SUSPEND_THREAD);
            asked.add(debugger.send(Command.EVENT_SET, data));
        }

        Set<Integer> answered() {
            Set<Integer> ids = new HashSet<>();
            for (int id : asked) {
                Packet reply = debugger.reply(id);
                assertThat(reply.error()).isZero();
                ids.add(reply.fields(RawDebugger.SIZES).int4());
            }
            asked.clear();
            return ids;
        }

        void assertHit(Set<Integer> ids, long index, String when) {
            assertThat(ids).as(when).isNotEmpty();
            while (!ids.isEmpty()) {
                for (Composite.Event event : debugger.event().events()) {
                    if (event.kind() == EventKind.BREAKPOINT) {
                        assertThat(ids.remove(event.request())).as(when).isTrue();
                        assertThat(index(event)).as(when).isEqualTo(index);
                    }
                }
            }
            debugger.get(Command.THREAD_RESUME, thread);
        }

        private static long index(Composite.Event event) {
            Fields fields = new Fields(event.fields(), 0, RawDebugger.SIZES);
            fields.object();
            fields.int1();
            fields.type();
            fields.method();
            return fields.int8();
        }

        @Override
        public void close() throws java.io.IOException {
            debugger.close();
        }
    }

    @Test
    void breakpointsThatAreSetWhileTheirClassIsRedefinedHitAtTheirLines() throws Exception {
        long seed = Long.getLong("jurigged.seed", new Random().nextInt());
        Random random = new Random(seed);
        try (Guest stale = new Guest();
                Guest fresh = new Guest()) {
            for (int round = 0; round < ROUNDS; round++) {
                String when = "seed " + seed + ", round " + round;
                jvm.own.get(Command.THREAD_SUSPEND, thread);
                fresh.known = table(fresh.debugger);
                int redefined = setAll(random, stale, fresh);
                assertThat(jvm.own.reply(redefined).error()).as(when).isZero();
                Set<Integer> stales = stale.answered();
                Set<Integer> freshs = fresh.answered();
                long index = last(table(jvm.own));
                jvm.own.get(Command.THREAD_RESUME, thread);
                stale.assertHit(stales, index, when);
                fresh.assertHit(freshs, index, when);
            }
        }
        assertThat(jvm.runs()).isTrue();
    }

    /** Sets breakpoints and redefines their class, without waiting for any answer; returns the redefinition's id. */
    private int setAll(Random random, Guest... guests) throws Exception {
        SpinnersVersion next = new SpinnersVersion((version.number() + 1 + random.nextInt(VERSIONS - 1)) % VERSIONS);
        byte[] redefinition = next.redefinition(type);
        jvm.multiplexer.moveLines(Map.of(Spinners.class.getName(), version.to(next)));
        version = next;
        int first = random.nextInt(4);
        for (int i = 0; i < first; i++) {
            guests[random.nextInt(guests.length)].set();
        }
        int id = jvm.own.send(Command.VM_REDEFINE_CLASSES, redefinition);
        for (Guest guest : guests) {
            guest.set();
        }
        return id;
    }
}
