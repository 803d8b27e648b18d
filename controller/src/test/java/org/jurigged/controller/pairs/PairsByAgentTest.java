package org.jurigged.controller.pairs;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.live.OnEachJdk;

/**
 * Some pairs in a program that an agent has made live: right, or refused for what takes a debugger. All of them with {@code
 * -Djurigged.pairs.agent=all}, those with a name with {@code -Djurigged.pairs=REGEX}.
 */
@OnEachJdk
final class PairsByAgentTest {
    private static final int ONE_IN = 20;
    private static final boolean ALL =
            System.getProperty("jurigged.pairs") != null || "all".equals(System.getProperty("jurigged.pairs.agent"));
    /** Enum constants stay as they are, and so does the compiler's way with {@code hashCode}. */
    private static final Set<String> REFUSED = Set.of("J111", "J138");

    @Parameter
    int feature;

    private PairFolder folder;
    private List<Pair> pairs;
    private NotYet notYet;
    private PairRun run;
    private Tally tally;

    @BeforeParameterizedClassInvocation
    void open() throws Exception {
        folder = PairFolder.find();
        pairs = folder.pairs(feature).stream()
                .filter(pair -> ALL || Math.floorMod(pair.name().hashCode(), ONE_IN) == 0)
                .toList();
        notYet = NotYet.read(folder.sources().resolve("not-yet.txt"));
        tally = new Tally(feature);
        run = PairRun.byAgent(feature, pairs, folder.reports());
    }

    @AfterParameterizedClassInvocation
    void close() throws Exception {
        if (run != null) {
            run.close();
            run = null;
            System.out.println("by an agent, " + tally.totals());
        }
    }

    @TestFactory
    Stream<DynamicTest> eachPair() {
        return pairs.stream().map(pair -> DynamicTest.dynamicTest(pair.name(), () -> check(pair)));
    }

    private void check(Pair pair) throws Exception {
        Outcome outcome = run.run(pair);
        tally.add(pair, outcome);
        if (outcome instanceof Outcome.Wrong wrong) {
            fail("%s is wrong on JDK %d: %s", pair, feature, wrong.problem());
        } else if (outcome instanceof Outcome.NotYet refused
                && !REFUSED.containsAll(refused.codes())
                && !notYet.lists(pair.name(), feature)) {
            fail("%s is refused on JDK %d: %s", pair, feature, refused.reasons());
        }
    }
}
