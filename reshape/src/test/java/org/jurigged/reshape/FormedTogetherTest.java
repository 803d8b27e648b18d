package org.jurigged.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Classes that are formed together, on several threads, come out in the order of the save and as on one thread. */
class FormedTogetherTest {
    private static final int CLASSES = 60;
    private static final int TIMES = 6;

    private final Map<String, byte[]> before = compile(n -> """
            class C%1$d%2$s {
                int m() { return %1$d; }
                private int hidden() { return 1; }
            }
            """.formatted(n, above(n)));

    @Test
    void withAllThatTheyNeedOfOneAnother() throws Exception {
        List<Change> changes =
                changes(compile(n -> """
                class C%1$d%2$s implements Marker {
                    long added = %1$d;
                    C%1$d(int a) { %3$s added = a; }
                    int m() { Runnable r = () -> helper("a"); r.run(); return helper("x").length() + next%1$d().hidden(); }
                    String helper(String s) { return s + added + new C%4$d(1).added; }
                    C%4$d next%1$d() { return new C%4$d(2); }
                    int hidden() { Marker marker = next%1$d(); return marker instanceof C%4$d c ? c.m() : marker.mark(); }
                    public int mark() { return hidden(); }
                }
                """.formatted(n, above(n), n % 10 == 0 ? "" : "super(a);", (n + 7) % CLASSES)));
        Reshaped first = onOneThread(() -> reshape(changes));
        Map<String, byte[]> redefined = redefinitions(first);

        assertThat(first.refusals()).isEmpty();
        assertThat(redefined.keySet()).containsExactlyElementsOf(names());
        assertThat(first.definitions()).hasSizeGreaterThan(CLASSES);
        for (int i = 0; i < TIMES; i++) {
            Reshaped again = reshape(changes);
            assertSame(again.definitions(), first.definitions());
            assertSame(redefinitions(again), redefined);
        }
    }

    @Test
    void withTheReasonsOfAllThatCannotBeFormed() {
        List<Change> changes = changes(compile(n -> """
                class C%1$d%2$s implements Marker {
                    int m() { Marker[] all = new Marker[1]; all[0] = this; return all.length; }
                    private int hidden() { return 1; }
                    public int mark() { return 1; }
                }
                """.formatted(n, above(n))));

        for (int i = 0; i < TIMES; i++) {
            assertThat(reshape(changes).refusals())
                    .extracting(refusal -> refusal.definition().replaceAll("\\W.*", ""))
                    .containsExactlyElementsOf(names());
        }
    }

    /** What a pool's thread splits up is done by that pool (java.util.concurrent.ForkJoinTask). */
    private static <T> T onOneThread(Callable<T> work) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        try {
            return pool.submit(work).get();
        } finally {
            pool.shutdown();
        }
    }

    private static void assertSame(Map<String, byte[]> made, Map<String, byte[]> expected) {
        assertThat(made.keySet()).containsExactlyElementsOf(expected.keySet());
        made.forEach((name, file) -> assertThat(file).as(name).isEqualTo(expected.get(name)));
    }

    private static String above(int n) {
        return n % 10 == 0 ? "" : " extends C" + (n - 1);
    }

    private static List<String> names() {
        return IntStream.range(0, CLASSES).mapToObj(n -> "C" + n).toList();
    }

    private static Map<String, byte[]> compile(IntFunction<String> source) {
        StringBuilder all = new StringBuilder("interface Marker { default int mark() { return 0; } }");
        IntStream.range(0, CLASSES).mapToObj(source).forEach(all::append);
        return InMemoryJavac.compile(all.toString());
    }

    private List<Change> changes(Map<String, byte[]> latest) {
        return names().stream()
                .map(name -> new Change(name, Schema.of(before.get(name)), before.get(name), latest.get(name)))
                .toList();
    }

    private Reshaped reshape(List<Change> changes) {
        return new Reshaper().reshape(Realm.EMPTY, changes, new LoadedProgram(before));
    }

    private static Map<String, byte[]> redefinitions(Reshaped reshaped) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        reshaped.redefinitions().forEach(each -> files.put(each.className(), each.bytes()));
        return files;
    }
}
