package org.jurigged.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class FieldStoreRaceTest {
    private static final int THREADS = 4;
    private static final int COUNT = 40_000;

    @Test
    void allSeeTheValueThatWon() throws Exception {
        StoreUnderTest store = StoreUnderTest.of(
                "Ljava/lang/Object;",
                false,
                "public class T { static Object initial(T host) { return new int[] {42}; } }");
        Object[] hosts = hosts(store);
        List<Object[]> seen = inThreads(thread -> {
            Object[] values = new Object[COUNT];
            for (int i = 0; i < COUNT; i++) {
                values[i] = store.get(hosts[i]);
                if (((int[]) values[i])[0] != 42) {
                    throw new AssertionError("a value that isn't finished was seen");
                }
            }
            return values;
        });
        for (Object[] values : seen) {
            assertThat(values).usingElementComparator((a, b) -> a == b ? 0 : 1).isEqualTo(seen.get(0));
        }
        assertThat(distinct(seen.get(0))).hasSize(COUNT);
    }

    @Test
    void noValueIsLostWhileTheTableGrows() throws Exception {
        StoreUnderTest store = StoreUnderTest.of("I");
        Object[] hosts = hosts(store);
        inThreads(thread -> {
            for (int round = 1; round <= 3; round++) {
                for (int i = thread; i < COUNT; i += THREADS) {
                    store.put(hosts[i], i * round);
                    if ((int) store.get(hosts[i]) != i * round) {
                        throw new AssertionError("a value is gone");
                    }
                }
            }
            return null;
        });
        for (int i = 0; i < COUNT; i++) {
            assertThat((int) store.get(hosts[i])).isEqualTo(3 * i);
        }
    }

    @Test
    void noValueIsLostWhileOthersAreCollected() throws Exception {
        StoreUnderTest store = StoreUnderTest.of("J");
        Object[] hosts = hosts(store);
        inThreads(thread -> {
            for (int i = thread; i < COUNT; i += THREADS) {
                store.put(hosts[i], (long) i);
                for (int n = 0; n < 4; n++) {
                    store.put(store.create(), -1L);
                }
                if (i % 20_000 == thread) {
                    System.gc();
                }
            }
            return null;
        });
        for (int i = 0; i < COUNT; i++) {
            assertThat((long) store.get(hosts[i])).isEqualTo(i);
        }
    }

    @Test
    void aLongIsNeverHalf() throws Exception {
        StoreUnderTest store = StoreUnderTest.of("J");
        Object host = store.create();
        inThreads(thread -> {
            for (int i = 0; i < 200_000; i++) {
                long half = i * THREADS + thread;
                store.put(host, half << 32 | half);
                long value = (long) store.get(host);
                if ((int) value != (int) (value >> 32)) {
                    throw new AssertionError("half of " + Long.toHexString(value) + " is of another value");
                }
            }
            return null;
        });
    }

    @Test
    void whatWasWrittenBeforeAVolatilePutIsSeen() throws Exception {
        StoreUnderTest store = StoreUnderTest.of("I", true, "public class T {}");
        Object[] hosts = hosts(store);
        int[] message = new int[COUNT];
        inThreads(thread -> {
            for (int i = 0; i < COUNT; i++) {
                if (thread == 0) {
                    message[i] = i + 1;
                    store.put(hosts[i], 1);
                } else if ((int) store.get(hosts[i]) == 1 && message[i] != i + 1) {
                    throw new AssertionError("the message was overtaken");
                }
            }
            return null;
        });
    }

    /** Of two threads that each put and then read what the other puts, one at least comes second (JLS 17.4.4). */
    @Test
    void volatileFieldsAreSequentiallyConsistent() throws Exception {
        StoreUnderTest store = StoreUnderTest.of("Z", true, "public class T {}");
        Object[] hosts = hosts(store);
        List<boolean[]> seen = inThreads(2, thread -> {
            boolean[] other = new boolean[COUNT / 2];
            for (int i = 0; i < COUNT / 2; i++) {
                store.put(hosts[2 * i + thread], true);
                other[i] = (boolean) store.get(hosts[2 * i + 1 - thread]);
            }
            return other;
        });
        for (int i = 0; i < COUNT / 2; i++) {
            assertThat(seen.get(0)[i] || seen.get(1)[i]).isTrue();
        }
    }

    private static Object[] hosts(StoreUnderTest store) {
        Object[] hosts = new Object[COUNT];
        for (int i = 0; i < COUNT; i++) {
            hosts[i] = store.create();
        }
        return hosts;
    }

    private static Set<Object> distinct(Object[] values) {
        Set<Object> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        Collections.addAll(distinct, values);
        return distinct;
    }

    private static <T> List<T> inThreads(IntFunction<T> work) throws Exception {
        return inThreads(THREADS, work);
    }

    private static <T> List<T> inThreads(int threads, IntFunction<T> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                Callable<T> task = () -> {
                    start.await(20, TimeUnit.SECONDS);
                    return work.apply(thread);
                };
                running.add(executor.submit(task));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : running) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
