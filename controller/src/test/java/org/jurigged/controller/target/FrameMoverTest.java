package org.jurigged.controller.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.live.OnEachJdk;
import org.jurigged.reshape.move.Entrance;
import org.jurigged.reshape.move.LoopMove;
import org.jurigged.reshape.move.MethodCode;
import org.jurigged.reshape.move.MethodMoves;
import org.jurigged.reshape.move.MoveHelper;
import org.jurigged.reshape.move.Moves;

/** Loops that run in a JVM of their own. */
@OnEachJdk
final class FrameMoverTest {
    private static final int KEY = 5;

    private static final String SOURCE = """
            import java.util.*;
            import java.util.concurrent.*;

            public class Loops extends ClassLoader {
                static final Map<String, String> SAID = new ConcurrentHashMap<>();
                static final Semaphore DOOR = new Semaphore(0);
                static final Semaphore LATCH = new Semaphore(0);
                static final Loops PARENT = new Loops();

                Loops() {
                    super(null);
                }

                /** The JVM takes its monitor before it calls it, as it isn't said to take calls side by side. */
                @Override
                protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                    return Class.forName(name);
                }

                static String start(String method, String name) {
                    new Thread(() -> {
                        try {
                            Loops.class.getDeclaredMethod(method, String.class);
                            switch (method) {
                                case "count" -> count(name, 7L, 0.5);
                                case "each" -> new Loops().each(List.of(name + 1, name + 2, name + 3));
                                case "deep" -> deep(name, 2);
                                case "find" -> find(name);
                                default -> compute(name);
                            }
                        } catch (ReflectiveOperationException e) {
                            throw new IllegalStateException(e);
                        }
                    }, name).start();
                    return "";
                }

                static void count(String name) {}

                static void count(String name, long l, double d) {
                    for (int i = 0; i < 1_000_000; i++) {
                        l += 2;
                        d += 0.5;
                        pause(1);
                        SAID.put(name, "OLD " + (l == 7 + 2L * (i + 1) && d == 0.5 + 0.5 * (i + 1)) + " " + i);
                    }
                }

                void each(String name) {}

                void each(List<String> names) {
                    for (String name : names) {
                        SAID.merge("each", "OLD " + name + " ", String::concat);
                        pass();
                        SAID.merge("each", "old ", String::concat);
                    }
                    SAID.merge("each", "END", String::concat);
                }

                static void deep(String name) {}

                static int deep(String name, int depth) {
                    int sum = 0;
                    for (int i = 0; i < 2; i++) {
                        sum += depth == 0 ? 1 : deep(name, depth - 1);
                        pass();
                        SAID.merge(name, "OLD" + depth + i + " ", String::concat);
                    }
                    return sum;
                }

                static void find(String name) throws ClassNotFoundException {
                    for (String found : List.of("java.util.Map", "java.util.Set", "java.util.List")) {
                        SAID.merge(name, "OLD " + found + " ", String::concat);
                        Class.forName(found, false, PARENT);
                        pass();
                    }
                }

                static String hold(String name) throws InterruptedException {
                    Semaphore held = new Semaphore(0);
                    new Thread(() -> {
                        synchronized (PARENT) {
                            held.release();
                            LATCH.acquireUninterruptibly();
                        }
                    }, name).start();
                    held.acquire();
                    return "";
                }

                static String letGo(String name) {
                    LATCH.release();
                    return "";
                }

                static String state(String name) {
                    return Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().equals(name))
                            .findFirst().get().getState().toString();
                }

                static void compute(String name) {
                    for (int i = 0; ; i++) {
                        long until = System.nanoTime() + 250_000_000L;
                        while (System.nanoTime() < until) {
                            SAID.getOrDefault(name, "");
                        }
                        SAID.put(name, "OLD " + i);
                    }
                }

                static void pass() {
                    DOOR.acquireUninterruptibly();
                }

                static void pause(long millis) {
                    try {
                        Thread.sleep(millis);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }

                static String release(String permits) {
                    DOOR.release(Integer.parseInt(permits));
                    return "";
                }

                static String said(String name) {
                    return SAID.getOrDefault(name, "");
                }
            }
            """;

    @Parameter
    int feature;

    @TempDir
    Path directory;

    private TalkProgram program;
    private byte[] before;
    private byte[] after;
    private LoadedClass loops;

    @BeforeEach
    void start() throws Exception {
        before = TalkProgram.compile(TalkProgram.classes(directory), "Loops", SOURCE);
        after = TalkProgram.compile(directory.resolve("after"), "Loops", SOURCE.replace("OLD", "NEW"));
        program = new TalkProgram(feature, directory);
    }

    @AfterEach
    void end() throws Exception {
        if (program != null) {
            program.close();
        }
    }

    @Test
    void turningLoopsMoveWithTheirVariables() throws Exception {
        begin("count", "one", "OLD true 1");
        begin("count", "two", "OLD true 1");

        List<CompletableFuture<MoveResult>> moves = move("count", "(Ljava/lang/String;JD)V", "one", "two");

        for (CompletableFuture<MoveResult> move : moves) {
            assertThat(move.get(10, TimeUnit.SECONDS)).isInstanceOf(MoveResult.Moved.class);
        }
        await("one", "NEW true ");
        await("two", "NEW true ");
    }

    @Test
    void blockedLoopMovesWhenControlComesBack() throws Exception {
        begin("each", "x", "");
        await("each", "OLD x1 ");

        List<CompletableFuture<MoveResult>> moves = move("each", "(Ljava/util/List;)V", "x");

        assertThat(moves.get(0)).isNotDone();
        say("release", "3");
        assertThat(moves.get(0).get(10, TimeUnit.SECONDS)).isInstanceOf(MoveResult.Moved.class);
        await("each", "OLD x1 old NEW x2 old NEW x3 old END");
    }

    @Test
    void redefinitionThatComesFirstEndsIt() throws Exception {
        begin("each", "x", "");
        await("each", "OLD x1 ");
        List<CompletableFuture<MoveResult>> moves = move("each", "(Ljava/util/List;)V", "x");

        program.target.redefine(Map.of(loops, after));

        assertThat(moves.get(0).get(10, TimeUnit.SECONDS)).isInstanceOf(MoveResult.Superseded.class);
        say("release", "3");
        await("each", "OLD x1 old OLD x2 old OLD x3 old END");
    }

    @Test
    void framesOfARecursionMoveOneAfterTheOther() throws Exception {
        begin("deep", "d", "");
        await(() -> frames("deep", "d").size() == 3);

        List<CompletableFuture<MoveResult>> moves = move("deep", "(Ljava/lang/String;I)I", "d");
        assertThat(moves).hasSize(3);
        say("release", "100");

        assertThat(moves.get(0).get(20, TimeUnit.SECONDS)).isInstanceOf(MoveResult.Moved.class);
        await(() -> say("said", "d").split(" ").length == 14);
        // The others may have come to their ends before they were caught; whatever they did was done once.
        assertThat(say("said", "d").replaceAll("OLD|NEW", "")).isEqualTo("00 01 10 00 01 11 20 00 01 10 00 01 11 21 ");
        assertThat(say("said", "d")).startsWith("OLD00 NEW01 ").contains("NEW00 NEW01 NEW11 ");
    }

    /** Of a step out of native code, libjdwp makes nothing when that code calls Java before it returns. */
    @Test
    void loopMovesWhoseTurnIsInNativeCodeThatCallsBack() throws Exception {
        begin("count", "other", "OLD");
        say("hold", "holder");
        begin("find", "n", "OLD ");
        await(() -> say("state", "n").equals("BLOCKED"));

        List<CompletableFuture<MoveResult>> moves = move("find", "(Ljava/lang/String;)V", "n");
        say("letGo", "holder");
        await(() -> say("state", "n").equals("WAITING"));
        say("release", "3");

        assertThat(moves.get(0).get(10, TimeUnit.SECONDS)).isInstanceOf(MoveResult.Moved.class);
        await("n", "OLD java.util.Map NEW java.util.Set NEW java.util.List ");
    }

    @Test
    void computingLoopMoves() throws Exception {
        begin("compute", "c", "OLD 0");

        List<CompletableFuture<MoveResult>> moves = move("compute", "(Ljava/lang/String;)V", "c");

        assertThat(moves.get(0).get(20, TimeUnit.SECONDS)).isInstanceOf(MoveResult.Moved.class);
        await("c", "NEW ");
    }

    @Test
    void loopThatTheJvmItselfHasCalledStays() throws Exception {
        MethodMoves plan = plan("count", "(Ljava/lang/String;JD)V");
        long talk = threadId("talk");
        MoveOrder order = new MoveOrder(
                talk,
                0,
                new MovePlan(loops, "count", "(Ljava/lang/String;JD)V", KEY, 0, plan.movable(), plan.room()),
                false);

        assertThat(program.target.move(List.of(order)).get(0).get(10, TimeUnit.SECONDS))
                .isInstanceOf(MoveResult.Ended.class);
    }

    private void begin(String method, String name, String until) throws Exception {
        program.call("made.Loops.start\t" + method + "\t" + name);
        loops = program.target.classes("made.Loops").get(0);
        await(name, until);
    }

    private String say(String method, String argument) throws Exception {
        return program.call("made.Loops." + method + "\t" + argument).substring(2);
    }

    private void await(String name, String start) {
        await(() -> say("said", name).startsWith(start));
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(TalkProgram.BOUND).until(condition);
    }

    private MethodMoves plan(String method, String descriptor) {
        return Moves.plan(new MethodCode(before, method, descriptor), new MethodCode(after, method, descriptor));
    }

    private long threadId(String name) throws Exception {
        begin("count", "id", "OLD");
        return program.target.stacks(Set.of(program.talk(), loops)).stream()
                .filter(s -> s.thread().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** How many frames are below each frame of a method in a thread, the innermost first. */
    private List<Integer> frames(String method, String thread) throws Exception {
        List<Integer> below = new ArrayList<>();
        for (ThreadStack stack : program.target.stacks(Set.of(loops))) {
            for (int i = 0; i < stack.frames().size() && stack.thread().equals(thread); i++) {
                if (stack.frames().get(i).method().equals(method)) {
                    below.add(stack.frames().size() - 1 - i);
                }
            }
        }
        return below;
    }

    private List<CompletableFuture<MoveResult>> move(String method, String descriptor, String... threads)
            throws Exception {
        MethodMoves moves = plan(method, descriptor);
        List<LoopMove.Movable> movable = moves.movable();
        Entrance entrance = new Entrance(
                method,
                descriptor,
                KEY,
                movable.stream().map(LoopMove.Movable::entry).toList(),
                moves.room() + 1);
        MovePlan plan = new MovePlan(loops, method, descriptor, KEY, 0, movable, moves.room());
        program.target.prepareMoves();
        List<MoveOrder> orders = new ArrayList<>();
        for (String thread : threads) {
            long id = program.target.stacks(Set.of(loops)).stream()
                    .filter(s -> s.thread().equals(thread))
                    .findFirst()
                    .orElseThrow()
                    .id();
            for (int below : frames(method, thread)) {
                orders.add(new MoveOrder(id, below, plan, false));
            }
        }
        program.target.redefine(
                Map.of(loops, entrance.addTo(after, MoveHelper.HANDOVER).orElseThrow()));
        return program.target.move(orders);
    }
}
