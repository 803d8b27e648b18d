package org.jurigged.controller.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.live.OnEachJdk;

/**
 * Each pair's edits are right, or refused with nothing applied, on every JDK of this machine; on another than the build's a
 * fifth of them is tried.
 *
 * <p>{@code -Djurigged.pairs=REGEX} runs only pairs in whose name it is found, all of those on each JDK. {@code -Djurigged.pairs.write=true} prints
 * a table of what came of each and writes the list of those that are to go live and don't, instead of failing on them.
 */
@OnEachJdk
final class PairsTest {
    private static final boolean WRITE = Boolean.getBoolean("jurigged.pairs.write");

    @Parameter
    int feature;

    private PairFolder folder;
    private List<Pair> pairs;
    private PairRun run;
    private NotYet notYet;
    private Tally tally;

    @BeforeParameterizedClassInvocation
    void open() throws Exception {
        folder = PairFolder.find();
        pairs = folder.pairs(feature);
        notYet = NotYet.read(folder.sources().resolve("not-yet.txt"));
        tally = new Tally(feature);
        run = PairRun.start(feature, pairs, folder.reports());
    }

    @AfterParameterizedClassInvocation
    void close() throws Exception {
        if (run == null) {
            return;
        }
        run.close();
        run = null;
        tally.write(folder.reports());
        if (WRITE) {
            notYet.write(feature, tally.outcomes());
            tally.table().forEach(System.out::println);
        }
        System.out.println(tally.totals());
    }

    @TestFactory
    Stream<DynamicNode> eachPair() {
        Map<String, List<Pair>> categories =
                pairs.stream().collect(Collectors.groupingBy(Pair::category, LinkedHashMap::new, Collectors.toList()));
        return categories.entrySet().stream()
                .map(entry -> DynamicContainer.dynamicContainer(
                        entry.getKey(), entry.getValue().stream().map(this::test)));
    }

    private DynamicTest test(Pair pair) {
        return DynamicTest.dynamicTest(pair.name(), folder.file(pair).toUri(), () -> check(pair));
    }

    private void check(Pair pair) throws Exception {
        Outcome outcome = run.run(pair);
        tally.add(pair, outcome);
        boolean listed = notYet.lists(pair.name(), feature);
        if (outcome instanceof Outcome.Wrong wrong) {
            fail("%s is wrong on JDK %d: %s", pair, feature, wrong.problem());
        } else if (!WRITE && outcome instanceof Outcome.NotYet refused && !listed) {
            fail("%s is refused on JDK %d: %s", pair, feature, refused.reasons());
        } else if (!WRITE && outcome instanceof Outcome.Right && listed) {
            fail("%s goes live on JDK %d: take it off not-yet.txt", pair, feature);
        }
    }

    @TestFactory
    Stream<DynamicNode> theList() throws Exception {
        return Stream.of(DynamicTest.dynamicTest("not-yet.txt lists pairs that exist", () -> {
            TreeSet<String> unknown = new TreeSet<>(notYet.names(feature));
            unknown.removeAll(pairs.stream().map(Pair::name).toList());
            if (PairFolder.areAll(feature)) {
                assertThat(unknown).isEmpty();
            }
        }));
    }
}
