package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.Event;

/**
 * The controller is killed at a command of a structural save that changes something in the program. The program goes on,
 * and a session that attaches then is right, as a fresh JVM shows, or refuses.
 *
 * <p>At two commands by default, chosen by a seed that is in each assertion; {@code -Dtest=KilledSaveTest
 * -Djurigged.kill.all=true} goes through all of them, {@code -Djurigged.kill.points=20} through so many.
 */
@OnEachJdk
final class KilledSaveTest {
    private static final boolean ALL = Boolean.getBoolean("jurigged.kill.all");
    private static final int POINTS = Integer.getInteger("jurigged.kill.points", 2);
    /** About as many as such a save has. */
    private static final int COMMANDS = 40;

    private static final Pattern LABEL = Pattern.compile("\\bv\\d\\b");

    private static final String SHOP = """
            package app;

            import java.util.function.Supplier;

            public class Shop {
                static final Shop KEPT = new Shop();
                static final Object TEXT = new Object() {};
                static Supplier<String> old = make();
                static String label = "v1";

                int first = 1;

                static {
                    // Who isn't told the process can only borrow a thread that runs.
                    Thread ticks = new Thread(Shop::tick);
                    ticks.setDaemon(true);
                    ticks.start();
                }

                static void tick() {
                    while (true) {
                        java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                    }
                }

                static Supplier<String> make() {
                    return () -> "made";
                }

                public static String ask() {
                    return KEPT.first + " " + label + " " + old.get() + " " + make().get() + " " + Kind.all() + " "
                            + new Goods().price(1);
                }
            }
            """;
    private static final String KIND = """
            package app;

            public enum Kind {
                RED,
                BLUE;

                static String all() {
                    return java.util.Arrays.toString(values()) + switch (valueOf("BLUE")) {
                        case RED -> "red";
                        case BLUE -> "blue" + BLUE.ordinal();
                        default -> "other";
                    };
                }
            }
            """;
    private static final String GOODS = """
            package app;

            public class Goods {
                int price(int n) {
                    return n;
                }
            }
            """;

    @Parameter
    int feature;

    private static List<String> sources(int version) {
        String shop = SHOP;
        String kind = KIND;
        String goods = GOODS;
        if (version >= 1) {
            goods = goods.replace(
                    "return n;\n    }",
                    "return more(n);\n    }\n\n    int more(int n) {\n        return n + 1;\n    }");
        }
        if (version >= 2) {
            goods = goods.replace(
                            "n + 1;\n    }",
                            "n + extra;\n    }\n\n    int extra = 20;\n\n"
                                    + "    @Override\n    public String toString() {\n        return \"goods2\";\n    }")
                    .replace("price(int n)", "price(long n)")
                    .replace("more(n)", "more((int) n)");
            kind = kind.replace("RED,\n", "RED,\n    GREEN,\n");
            shop = shop.replace("label = \"v1\"", "label = \"v2\"")
                    .replace(
                            "return () -> \"made\";",
                            "Supplier<String> front = () -> \"front\";\n"
                                    + "        Supplier<String> made = () -> \"made\";\n        front.get();\n        return made;")
                    .replace(
                            "int first = 1;",
                            "int first = 1;\n    int second = 20;\n\n    static class Nested {\n"
                                    + "        static String text() {\n            return \"nested\";\n        }\n    }")
                    .replace(
                            "KEPT.first + \" \"",
                            "KEPT.first + \",\" + KEPT.second + Nested.text() + new Goods() + \" \"");
        }
        if (version >= 3) {
            goods = goods.replace("extra = 20", "extra = 300").replace("goods2", "goods3");
            kind = kind.replace("GREEN,", "GREEN,\n    PINK,");
            shop = shop.replace("label = \"v2\"", "label = \"v3\"")
                    .replace("int second = 20;", "int second = 20;\n    String third = \"x\";")
                    .replace("KEPT.second +", "KEPT.second + KEPT.third +");
        }
        return List.of(shop, kind, goods);
    }

    private static void write(AttachedProgram program, int version) {
        sources(version).forEach(program.made.sources::write);
    }

    private LivePrograms program(int version) throws IOException {
        return LivePrograms.on(feature).source(sources(version).toArray(String[]::new));
    }

    @Test
    void itIsRightOrRefusedAfterwards() throws Exception {
        String right;
        try (AttachedProgram fresh = new AttachedProgram(program(3))) {
            right = fresh.call("app.Shop.ask");
        }
        long seed = System.nanoTime();
        Random random = new Random(seed);
        boolean isReached = true;
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; ALL ? isReached : i < POINTS; i++) {
            int command = ALL ? i / 2 : random.nextInt(COMMANDS);
            boolean passes = ALL ? i % 2 == 1 : random.nextBoolean();
            String moment = (passes ? "after" : "before") + " command " + command + ", seed " + seed;
            isReached = killAt(command, passes, moment, right, outcomes);
        }
        System.out.println("JDK " + feature + ": " + outcomes);
    }

    /** Returns whether the save had so many commands that change something. */
    private boolean killAt(int command, boolean passes, String moment, String right, List<String> outcomes)
            throws Exception {
        try (AttachedProgram program = new AttachedProgram(program(0))) {
            assertThat(program.call("app.Shop.ask")).isEqualTo("1 v1 made made [RED, BLUE]blue1 1");
            boolean isReached = kill(program, command, passes);
            assertThat(ask(program)).as(moment).doesNotStartWith("!");

            program.attach();
            // Not before: what the save had the program run may not have ended when the controller did.
            String between = ask(program);
            assertThat(between).as(moment).doesNotStartWith("!");
            boolean isLive = program.isLive(3, () -> write(program, 3));
            String after = ask(program);
            outcomes.add(moment + " " + between + " " + (isLive ? "live" : "refused"));
            if (isLive) {
                assertThat(after)
                        .as("%s, %s before; events %s", moment, between, program.told())
                        .isEqualTo(isStaticLeft(program.told()) ? withLabelOf(between, right) : right);
            } else {
                assertThat(after).as(moment).isEqualTo(between);
            }
            return isReached;
        }
    }

    /** Whether it was told that the initialisers of the shop didn't run again, as it isn't known what they were. */
    private static boolean isStaticLeft(List<Event> told) {
        return told.stream()
                .anyMatch(event -> event instanceof Event.RunFailed failed
                        && failed.definition().equals("app.Shop.<static>")
                        && failed.problem().contains("is not known"));
    }

    private static String withLabelOf(String before, String right) {
        Matcher label = LABEL.matcher(before);
        assertThat(label.find()).as(before).isTrue();
        return LABEL.matcher(right).replaceFirst(label.group());
    }

    /** Asks, of an object without a toString of its own not for its hash code. */
    private static String ask(AttachedProgram program) throws IOException {
        return program.call("app.Shop.ask").replaceAll("@[0-9a-f]+", "@");
    }

    private boolean kill(AttachedProgram program, int command, boolean passes) throws Exception {
        try (CutConnection connection = new CutConnection(program.address())) {
            Process controller = new ProcessBuilder(TestJdk.jurigged(
                            KilledController.class, program.made.directory.toString(), connection.address()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader events = controller.inputReader(StandardCharsets.UTF_8)) {
                awaitEvent(events, "TargetJoined");
                write(program, 1);
                awaitEvent(events, "Live");
                connection.cutAfter(command, passes, () -> destroy(controller));
                write(program, 2);
                boolean isLive =
                        CompletableFuture.supplyAsync(() -> isLive(events)).get(90, TimeUnit.SECONDS);
                if (!isLive) {
                    connection.cut().get(90, TimeUnit.SECONDS);
                }
                return !isLive;
            } finally {
                destroy(controller);
            }
        }
    }

    private static void destroy(Process process) {
        process.destroyForcibly().onExit().join();
    }

    private static void awaitEvent(BufferedReader events, String wanted) throws IOException {
        String line;
        do {
            line = events.readLine();
            assertThat(line).as("waiting for %s", wanted).isNotNull().isNotEqualTo("Trouble");
        } while (!line.equals(wanted));
    }

    /** Whether a save goes live before the controller is ended. */
    private static boolean isLive(BufferedReader events) {
        try {
            awaitEvent(events, "Live");
            return true;
        } catch (IOException | AssertionError e) {
            return false;
        }
    }
}
