package org.jurigged.reshape.move;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jurigged.apps.loops.Interpreter;
import org.jurigged.apps.loops.RandomLoops;
import org.jurigged.apps.loops.Stmt;
import org.jurigged.reshape.InMemoryJavac;

/**
 * Random programs of loops, edited while they are at a loop's head, write what an interpreter says that goes on in the new
 * program with the same variables.
 */
class RandomMovesTest {
    /** {@code -Djurigged.moves=1000} for more. */
    private static final int BATCHES = Math.max(1, Integer.getInteger("jurigged.moves", 100) / 50);

    private static final int IN_BATCH = 50;
    private static final int ARRIVALS = 4;

    static LongStream seeds() {
        return LongStream.range(0, BATCHES).map(batch -> batch * IN_BATCH);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void movedLoopDoesWhatTheInterpreterSays(long seed) {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < IN_BATCH; i++) {
            cases.add(Case.of(seed + i));
        }
        Map<String, byte[]> before = compile(cases, Case::javaBefore);
        Map<String, byte[]> after = compile(cases, Case::javaAfter);
        int[] tally = new int[2];
        for (Case one : cases) {
            one.check(Program.of(before, after, one.type()), tally);
        }
        assertThat(tally[0]).as("loops that moved, others stayed: " + tally[1]).isGreaterThan(tally[1]);
    }

    private static Map<String, byte[]> compile(List<Case> cases, java.util.function.Function<Case, String> version) {
        Map<String, String> sources = new LinkedHashMap<>();
        cases.forEach(c -> sources.put(c.type() + ".java", version.apply(c)));
        return InMemoryJavac.compile(List.of("-g", "-nowarn"), sources);
    }

    /** One program before and after an edit. */
    private record Case(
            long seed, List<Stmt> before, List<Stmt> after, List<Integer> loops, Map<String, String> renamed) {
        static Case of(long seed) {
            RandomLoops random = new RandomLoops(seed);
            List<Stmt> before = random.program();
            List<Integer> loops = List.copyOf(random.loopIds());
            List<Stmt> after = random.edited(before);
            return new Case(seed, before, after, loops, random.renamed());
        }

        String type() {
            return "P" + seed;
        }

        String javaBefore() {
            return java(before);
        }

        String javaAfter() {
            return java(after);
        }

        private String java(List<Stmt> program) {
            StringBuilder java = new StringBuilder("import java.util.List;\nclass " + type());
            java.append(" {\nstatic void run(List<Object> out) {\n");
            Stmt.write(program, java);
            return java.append("}\n}\n").toString();
        }

        void check(Program program, int[] tally) {
            List<LoopMove> moves = program.plan().loops();
            for (int loop : loops) {
                int line = Stmt.line(javaBefore(), loop);
                for (int index = 0; index < moves.size(); index++) {
                    if (moves.get(index).line() == line) {
                        boolean movable = moves.get(index) instanceof LoopMove.Movable;
                        tally[movable ? 0 : 1]++;
                        if (movable) {
                            check(program, loop, index);
                        }
                    }
                }
            }
        }

        private void check(Program program, int loop, int index) {
            for (int arrival = 1; arrival <= ARRIVALS; arrival++) {
                List<Object> expected = Interpreter.moved(before, after, loop, arrival, renamed);
                assertThat(program.moved(index, arrival))
                        .as(() -> "seed " + seed + ", loop l" + loop + "\n" + javaBefore() + "\n" + javaAfter())
                        .isEqualTo(expected);
            }
        }
    }
}
