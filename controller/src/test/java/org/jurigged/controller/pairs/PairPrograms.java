package org.jurigged.controller.pairs;

import java.util.List;
import java.util.Map;

/** The sources of the pairs, for tests of other parts. */
public final class PairPrograms {
    private PairPrograms() {}

    /**
     * Lists the programs that a Java release takes, each as the states that it goes through: sources by path.
     *
     * @param oneIn gives one in so many of them; all if some were named for the test run
     */
    public static List<List<Map<String, String>>> list(int feature, int oneIn) throws Exception {
        boolean areNamed = System.getProperty("jurigged.pairs") != null;
        return PairFolder.find().pairs(feature).stream()
                .filter(pair -> areNamed || Math.floorMod(pair.name().hashCode(), oneIn) == 0)
                .map(pair -> pair.sequence().stream().map(pair::sources).toList())
                .toList();
    }
}
