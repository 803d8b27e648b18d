package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;
import org.jurigged.controller.loop.LoopCommand;
import org.jurigged.controller.loop.LoopOptions;
import org.jurigged.controller.loop.Loops;

/** Threads that throw what nothing catches, held until the code is put right. */
final class CatchTest extends LiveTestCase {
    private static final String SHOP = """
            package crash;

            import java.lang.reflect.InvocationTargetException;
            import java.util.List;
            import java.util.Map;
            import java.util.concurrent.CopyOnWriteArrayList;

            public class Shop {
                static final List<String> DONE = new CopyOnWriteArrayList<>();

                static int price(Map<String, Integer> prices, String name) {
                    return prices.get(name).intValue();
                }

                static int order(List<String> names) {
                    int total = 0;
                    for (String name : names) {
                        total += price(Map.of("tea", 3, "milk", 1), name);
                    }
                    return total;
                }

                static String shorten(String text, int length) {
                    length = length + 4;
                    return text.substring(length);
                }

                static void shortened() {
                    DONE.add(shorten("abc", 0));
                }

                static void begin(Runnable work) {
                    Thread thread = new Thread(work, "buyer");
                    thread.setDaemon(true);
                    thread.setUncaughtExceptionHandler((t, e) -> DONE.add("ended by " + e.getMessage()));
                    thread.start();
                }

                public static String buy() {
                    begin(() -> DONE.add("total " + order(List.of("tea", "cake", "milk"))));
                    return "begun";
                }

                static int last(String text) {
                    return Integer.parseInt(text);
                }

                static void middle(String text) {
                    DONE.add("middle");
                    DONE.add(Integer.toString(last(text + "!")));
                }

                public static String chain() {
                    begin(() -> middle("12"));
                    return "begun";
                }

                public static String fail() {
                    begin(() -> {
                        throw new IllegalStateException("on purpose");
                    });
                    return "begun";
                }

                public static String cut() {
                    begin(Shop::shortened);
                    return "begun";
                }

                static void thrower() {
                    throw new IllegalArgumentException("wrapped");
                }

                public static String careful() {
                    begin(() -> {
                        try {
                            try {
                                Integer.parseInt("none");
                            } finally {
                                DONE.add("finally");
                            }
                        } catch (NumberFormatException e) {
                            DONE.add("caught");
                        }
                        try {
                            Shop.class.getDeclaredMethod("thrower").invoke(null);
                        } catch (InvocationTargetException e) {
                            DONE.add("unwrapped");
                        } catch (ReflectiveOperationException e) {
                            DONE.add(e.toString());
                        }
                    });
                    return "begun";
                }

                public static String done() {
                    return DONE.toString();
                }

                public static String clear() {
                    DONE.clear();
                    return "clear";
                }
            }
            """;

    private Loops loops;

    @Override
    LiveProgram start() throws Exception {
        loops = Loops.of(new LoopOptions(List.of(), false, Optional.of(LoopOptions.ALL)));
        return LivePrograms.on(feature).source(SHOP).loop(loops).start();
    }

    @AfterEach
    void clear() {
        loops.command(LoopCommand.ABORT);
        program.call("crash.Shop.clear");
    }

    private Event.Caught caught(String method) {
        int mark = program.heard.mark();
        assertThat(program.call("crash.Shop." + method)).isEqualTo("begun");
        List<Event> events = program.heard.await(mark, Event.Caught.class);
        return (Event.Caught) events.get(events.size() - 1);
    }

    private void awaitDone(String done) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> program.call("crash.Shop.done").equals(done));
    }

    @Test
    void aThreadThatWouldEndIsHeldAndGoesOnWhenTheCodeIsPutRight() {
        Event.Caught caught = caught("buy");
        assertThat(caught.thread()).isEqualTo("buyer");
        assertThat(caught.text()).startsWith("java.lang.NullPointerException");
        assertThat(caught.chosen()).isZero();
        Event.CaughtFrame frame = caught.frames().get(0);
        assertThat(frame.place().method()).isEqualTo("crash.Shop.price");
        assertThat(frame.place().source()).contains("return prices.get(name).intValue();");
        assertThat(frame.locals()).contains("name = \"cake\"");
        assertThat(caught.frames().get(1).place().method()).isEqualTo("crash.Shop.order");
        int mark = program.heard.mark();
        program.edit("crash.Shop", "prices.get(name).intValue()", "prices.getOrDefault(name, 5).intValue()");
        program.heard.await(mark, Event.Entered.class);
        awaitDone("[total 9]");
    }

    @Test
    void aChosenFrameIsEnteredAgainInsteadOfTheInnermost() {
        Event.Caught caught = caught("chain");
        assertThat(caught.frames().get(caught.chosen()).place().method()).isEqualTo("crash.Shop.last");
        int middle = IntStream.range(0, caught.frames().size())
                .filter(i -> caught.frames().get(i).place().method().equals("crash.Shop.middle"))
                .findFirst()
                .orElseThrow();
        loops.choose(middle + 1);
        int mark = program.heard.mark();
        program.edit("crash.Shop", "text + \"!\"", "text + \"3\"");
        List<Event> events = program.heard.await(mark, Event.Entered.class);
        assertThat(((Event.Entered) events.get(events.size() - 1)).method()).startsWith("crash.Shop.middle");
        awaitDone("[middle, middle, 123]");
    }

    @Test
    void anExceptionThatIsGivenBackEndsTheThread() {
        Event.Caught caught = caught("fail");
        assertThat(program.call("crash.Shop.done")).isEqualTo("[]");
        assertThat(caught.frames().get(0).own()).isTrue();
        loops.command(LoopCommand.CONTINUE);
        awaitDone("[ended by on purpose]");
    }

    @Test
    void aMethodThatAssignsItsParametersIsLeftForItsCaller() {
        Event.Caught caught = caught("cut");
        Event.CaughtFrame shorten = caught.frames().stream()
                .filter(frame -> frame.place().method().equals("crash.Shop.shorten"))
                .findFirst()
                .orElseThrow();
        assertThat(shorten.obstacle()).contains("assigns its parameters");
        assertThat(caught.frames().get(caught.chosen()).place().method()).isEqualTo("crash.Shop.shortened");
        program.edit("crash.Shop", "length = length + 4", "length = length + 1");
        awaitDone("[bc]");
    }

    @Test
    void whatIsCaughtIsNotHeld() {
        int mark = program.heard.mark();
        assertThat(program.call("crash.Shop.careful")).isEqualTo("begun");
        awaitDone("[finally, caught, unwrapped]");
        assertThat(program.heard.since(mark)).noneMatch(Event.Caught.class::isInstance);
    }
}
