package org.jurigged.controller.share;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * Has the JVM read the lines of redefined methods anew before it steps in them.
 *
 * <p>The JDK's debug agent keeps, for each thread, the line table of the method in which that one stepped last, also when its
 * class is redefined: a step in the new code would end in the middle of a line, or go past one. It reads another as soon as a
 * step begins in another method. So each thread that has stepped begins a step wherever it is, which is taken away at once.
 */
final class StepLines {
    private static final int CLASS_MATCH = 5;
    private static final int STEP = 10;
    private static final int LINE = 1;
    private static final int OVER = 1;
    /** No class has this name: such a step tells nobody anything. */
    private static final String NOWHERE = "jurigged.Nowhere";

    private final Upstream upstream;
    private final LongPredicate isStepping;
    private final Set<Long> threads = new HashSet<>();
    /** The JVM's ids of steps that are to be taken away. */
    private final Map<Long, List<Integer>> begun = new HashMap<>();

    /** @param isStepping whether somebody has a step in a thread */
    StepLines(Upstream upstream, LongPredicate isStepping) {
        this.upstream = upstream;
        this.isStepping = isStepping;
    }

    /** Notes that a thread is stepped. */
    void stepped(long thread) {
        threads.add(thread);
    }

    /** Notes that classes were redefined. A thread that is in the middle of a step is left alone: it has only one. */
    void redefined() {
        for (long thread : List.copyOf(threads)) {
            if (!isStepping.test(thread)) {
                begin(thread);
            }
        }
    }

    private void begin(long thread) {
        byte[] step = new Data(upstream.sizes())
                .int1(EventKind.SINGLE_STEP)
                .int1(Composite.SUSPEND_NONE)
                .int4(2)
                .int1(CLASS_MATCH)
                .string(NOWHERE)
                .int1(STEP)
                .object(thread)
                .int4(LINE)
                .int4(OVER)
                .bytes();
        upstream.send(Command.EVENT_SET, step, reply -> {
            if (reply.error() != 0) {
                // It has ended.
                threads.remove(thread);
                return;
            }
            int id = reply.fields(upstream.sizes()).int4();
            begun.computeIfAbsent(thread, t -> new ArrayList<>()).add(id);
            // With it would end a step that somebody has begun meanwhile.
            if (!isStepping.test(thread)) {
                over(thread);
            }
        });
    }

    /** Called when nobody has a step in a thread any more. */
    void over(long thread) {
        List<Integer> ids = begun.remove(thread);
        if (ids != null) {
            for (int id : ids) {
                Data data =
                        new Data(upstream.sizes()).int1(EventKind.SINGLE_STEP).int4(id);
                upstream.tell(Command.EVENT_CLEAR, data.bytes());
            }
        }
    }
}
