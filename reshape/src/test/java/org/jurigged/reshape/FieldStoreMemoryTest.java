package org.jurigged.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

class FieldStoreMemoryTest {
    private static final int SOME = 10_000;

    @Test
    void doesNotKeepAnInstance() {
        StoreUnderTest store = StoreUnderTest.of("Ljava/lang/Object;");
        List<WeakReference<Object>> dead = dropped(store, host -> new byte[100]);

        awaitCollection().until(() -> dead.stream().allMatch(r -> r.refersTo(null)));
    }

    @Test
    void doesNotKeepAnInstanceThatIsItsOwnValue() {
        StoreUnderTest store = StoreUnderTest.of("Ljava/lang/Object;");
        Object kept = store.create();
        store.put(kept, kept);
        List<WeakReference<Object>> dead = dropped(store, host -> host);

        awaitCollection().until(() -> dead.stream().allMatch(r -> r.refersTo(null)));
        assertThat(store.get(kept)).isSameAs(kept);
    }

    @Test
    void doesNotKeepAnInstanceWhoseInitialiserGivesItself() {
        StoreUnderTest store =
                StoreUnderTest.of("LT;", false, "public class T { static T initial(T host) { return host; } }");
        WeakReference<Object> dead = read(store);

        awaitCollection().until(() -> dead.refersTo(null));
    }

    private static WeakReference<Object> read(StoreUnderTest store) {
        Object host = store.create();
        assertThat(store.get(host)).isSameAs(host);
        return new WeakReference<>(host);
    }

    /** The exception that {@code mayLeadBack} is for: an entry would have to be an ephemeron. */
    @Test
    void keepsAnInstanceToWhichItsValueLeadsBack() {
        StoreUnderTest store = StoreUnderTest.of("Ljava/lang/Object;");
        List<WeakReference<Object>> kept = dropped(store, host -> new Object[] {host});
        List<WeakReference<Object>> dead = dropped(store, host -> new Object[1]);

        awaitCollection().until(() -> dead.stream().allMatch(r -> r.refersTo(null)));
        assertThat(kept)
                .allSatisfy(r -> assertThat(((Object[]) store.get(r.get()))[0]).isSameAs(r.get()));
    }

    @Test
    void letsTheValueGoWhenOthersAreStored() {
        StoreUnderTest store = StoreUnderTest.of("Ljava/lang/Object;");
        List<WeakReference<Object>> values = new ArrayList<>();
        dropped(store, host -> {
            Object value = new Object();
            values.add(new WeakReference<>(value));
            return value;
        });
        Object living = store.create();

        awaitCollection().until(() -> {
            IntStream.range(0, SOME).forEach(i -> store.put(living, "value"));
            return values.stream().allMatch(r -> r.refersTo(null));
        });
        assertThat(store.get(living)).isEqualTo("value");
    }

    @Test
    void staysSmallWhileInstancesComeAndGo() {
        StoreUnderTest store = StoreUnderTest.of("I");
        Object living = store.create();
        store.put(living, 7);
        int[] stored = new int[1];
        awaitCollection().until(() -> {
            stored[0] += dropped(store, host -> 1).size();
            return stored[0] >= 10 * SOME && store.slots() <= 4 * SOME;
        });
        assertThat((int) store.get(living)).isEqualTo(7);
    }

    @Test
    void finaliserSeesTheValue() throws ReflectiveOperationException {
        StoreUnderTest store = StoreUnderTest.of("Ljava/lang/String;", false, """
                public class T {
                    public static final java.util.List<String> SEEN = new java.util.Vector<>();
                    @SuppressWarnings("removal")
                    @Override protected void finalize() throws Throwable {
                        SEEN.add((String) Class.forName("T$Live$added").getMethod("get", T.class).invoke(null, this));
                    }
                }
                """);
        Object living = store.create();
        List<?> seen = (List<?>) living.getClass().getField("SEEN").get(null);
        dropped(store, host -> "value");

        awaitCollection().until(() -> seen.size() == SOME);
        assertThat(seen).allMatch("value"::equals);
        Reference.reachabilityFence(living);
    }

    private interface Valued {
        Object valueOf(Object host);
    }

    private static List<WeakReference<Object>> dropped(StoreUnderTest store, Valued valued) {
        List<WeakReference<Object>> references = new ArrayList<>();
        for (int i = 0; i < SOME; i++) {
            Object host = store.create();
            store.put(host, valued.valueOf(host));
            references.add(new WeakReference<>(host));
        }
        return references;
    }

    private static ConditionFactory awaitCollection() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .conditionEvaluationListener(condition -> System.gc());
    }
}
