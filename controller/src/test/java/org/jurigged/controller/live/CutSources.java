package org.jurigged.controller.live;

import java.util.List;

/** The program whose controller is cut off in the middle of a save. */
final class CutSources {
    private static final String SHOP = """
            package app;

            import java.util.function.Supplier;

            public class Shop {
                static final Shop KEPT = new Shop();
                static Supplier<String> old = make();
                static String label = "v1";
                static volatile long ticks;
                static volatile int loaded;

                int first = 1;

                static {
                    run("ticks", Shop::tick);
                }

                static void run(String name, Runnable what) {
                    Thread thread = new Thread(what, name);
                    thread.setDaemon(true);
                    thread.start();
                }

                static void pause() {
                    java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                }

                static void tick() {
                    while (true) {
                        ticks++;
                        Goods.turns += new Goods().price(1) > 0 ? 1 : 0;
                        pause();
                    }
                }

                /** Loads classes that use the goods, one after the other. */
                static String load() {
                    run("loads", () -> {
                        for (int i = 0; i < 20; i++) {
                            later(i);
                            pause();
                            loaded++;
                        }
                    });
                    return "";
                }

                static String later(int number) {
                    try {
                        return "" + Class.forName("app.Later" + number).getMethod("price").invoke(null);
                    } catch (ReflectiveOperationException e) {
                        return "" + e.getCause();
                    }
                }

                static String later(String number) {
                    return later(Integer.parseInt(number));
                }

                static String counts() {
                    return ticks + " " + Goods.turns + " " + loaded;
                }

                static String agents() {
                    return "" + Thread.getAllStackTraces().keySet().stream()
                            .map(Thread::getName)
                            .filter(name -> name.startsWith("jurigged"))
                            .toList();
                }

                static Supplier<String> make() {
                    return () -> "made";
                }

                public static String ask() {
                    return KEPT.first + " " + label + " " + old.get() + " " + make().get() + " " + new Goods().price(1);
                }
            }
            """;
    private static final String GOODS = """
            package app;

            public class Goods {
                static volatile long turns;

                int price(int n) {
                    return n;
                }
            }
            """;
    /** Uses the goods. */
    static final String LATER = """
            package app;

            public class Later%d {
                public static int price() {
                    return new Goods().price(1);
                }
            }
            """;

    private CutSources() {}

    /** Returns a version's sources; the second one's compile together only, and so go live in one save. */
    static List<String> of(int version) {
        String shop = SHOP;
        String goods = GOODS;
        if (version >= 1) {
            goods = goods.replace(
                    "return n;\n    }",
                    "return more(n);\n    }\n\n    int more(int n) {\n        return n + 1;\n    }");
        }
        if (version >= 2) {
            goods = goods.replace(
                            "n + 1;\n    }",
                            "n + extra;\n    }\n\n    int extra = Shop.extra();\n\n"
                                    + "    String kind() {\n        return \"kind\";\n    }\n\n"
                                    + "    @Override\n    public String toString() {\n        return \"goods2\";\n    }")
                    .replace("price(int n)", "price(long n)")
                    .replace("more(n)", "more((int) n)");
            shop = shop.replace("label = \"v1\"", "label = \"v2\"")
                    .replace(
                            "return () -> \"made\";",
                            "Supplier<String> front = () -> \"front\";\n"
                                    + "        Supplier<String> made = () -> \"made\";\n        front.get();\n        return made;")
                    .replace(
                            "int first = 1;",
                            "int first = 1;\n    int second = 20;\n\n    static int extra() {\n        return 20;\n    }\n\n    static class Nested {\n"
                                    + "        static String text() {\n            return \"nested\";\n        }\n    }")
                    .replace(
                            "KEPT.first + \" \"",
                            "KEPT.first + \",\" + KEPT.second + Nested.text() + new Goods().kind() + new Goods() + \" \"");
        }
        if (version >= 3) {
            goods = goods.replace("goods2", "goods3");
            shop = shop.replace("label = \"v2\"", "label = \"v3\"")
                    .replace("return 20;", "return 300;")
                    .replace("int second = 20;", "int second = 20;\n    String third = \"x\";")
                    .replace("KEPT.second +", "KEPT.second + KEPT.third +");
        }
        return List.of(shop, goods);
    }
}
