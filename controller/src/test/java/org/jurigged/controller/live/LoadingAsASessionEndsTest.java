package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * Threads load classes that name an edited one, in the moment in which the session ends: each stops its thread until it was
 * looked at, and none of them stays behind.
 */
@OnEachJdk
final class LoadingAsASessionEndsTest {
    private static final int ROUNDS = Integer.getInteger("jurigged.loading.rounds", 4);
    private static final int THREADS = 4;
    private static final int CLASSES = 50;
    private static final int MAX_DELAY_MICROS = 30_000;

    private static final String SHOP = """
            package app;

            public class Shop {
                static final java.util.concurrent.atomic.AtomicInteger LOADED = new java.util.concurrent.atomic.AtomicInteger();

                public static String load(String round) {
                    for (int thread = 0; thread < %d; thread++) {
                        int number = Integer.parseInt(round) * %d + thread;
                        Thread loading = new Thread(() -> loadAll(number));
                        loading.setDaemon(true);
                        loading.start();
                    }
                    return "";
                }

                static void loadAll(int number) {
                    for (int i = 0; i < %d; i++) {
                        try {
                            Class.forName("app.Later" + number + "$Part" + i);
                            LOADED.incrementAndGet();
                        } catch (ClassNotFoundException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }

                public static String loaded() {
                    return "" + LOADED;
                }
            }
            """.formatted(THREADS, THREADS, CLASSES);

    private static final String GOODS = """
            package app;

            public class Goods {
                static int price() {
                    return 1;
                }
            }
            """;
    private static final String EDITED = GOODS.replace(
            "return 1;\n    }", "return more();\n    }\n\n    static int more() {\n        return 2;\n    }");

    @Parameter
    int feature;

    private static String later(int number) {
        StringBuilder parts = new StringBuilder();
        IntStream.range(0, CLASSES)
                .forEach(i -> parts.append(
                        "    static class Part" + i + " {\n        static int n = Goods.price();\n    }\n"));
        return "package app;\n\nclass Later" + number + " {\n" + parts + "}\n";
    }

    @Test
    void noThreadStaysStopped() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] later = IntStream.range(0, ROUNDS * THREADS)
                .mapToObj(LoadingAsASessionEndsTest::later)
                .toArray(String[]::new);
        try (AttachedProgram program =
                new AttachedProgram(LivePrograms.on(feature).source(SHOP, GOODS).source(later))) {
            program.call("app.Goods.price");
            program.attach().save(EDITED).live();
            program.detach();
            for (int round = 0; round < ROUNDS; round++) {
                program.attach();
                program.session().done().get(30, TimeUnit.SECONDS);
                program.call("app.Shop.load", Integer.toString(round));
                int delay = random.nextInt(MAX_DELAY_MICROS);
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(delay));
                program.detach();
                int all = (round + 1) * THREADS * CLASSES;
                String moment = "round " + round + ", " + delay + " µs, seed " + seed;
                await().atMost(20, TimeUnit.SECONDS)
                        .untilAsserted(() -> assertThat(program.call("app.Shop.loaded"))
                                .as(moment)
                                .isEqualTo(Integer.toString(all)));
            }
        }
    }
}
