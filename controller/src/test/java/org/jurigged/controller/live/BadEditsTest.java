package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jurigged.controller.Event;

/** Saves that can't go live: the program goes on as it was, it is said why, and the next good save works. */
final class BadEditsTest extends LiveTestCase {
    private static final String SHOP = """
            package bad;

            public class Shop {
                static String price() {
                    return "1";
                }

                public static String offer() {
                    return "costs " + price();
                }
            }
            """;

    private static final String CART = """
            package bad;

            public class Cart {
                static int count(int n) {
                    return n + 1;
                }

                public static String text() {
                    return "cart";
                }
            }
            """;

    private static final String CALLER = """
            package bad;

            public class Caller {
                public static String call() {
                    return "" + Cart.count(1);
                }
            }
            """;

    private static final String SHAPE = """
            package bad;

            import java.util.function.IntSupplier;

            public class Shape extends Base implements Comparable<Shape> {
                static final Shape HELD = new Shape();
                int sides = 4;

                String describe() {
                    return "shape of " + sides;
                }

                static int twice(int n) {
                    IntSupplier supplier = () -> n * 2;
                    return supplier.getAsInt();
                }

                @Override
                public int compareTo(Shape other) {
                    return 0;
                }

                public static String all() {
                    return HELD.describe() + " " + twice(3);
                }
            }

            class Base {}

            class Other {}

            enum Color {
                RED, BLUE
            }
            """;

    private static final String ONE = """
            package bad;

            public class One {
                public static int value() {
                    return 1;
                }
            }
            """;

    private static final String TWO = """
            package bad;

            public class Two {
                public static int value() {
                    return One.value() + 1;
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature)
                .source(SHOP, CART, CALLER, SHAPE, ONE, TWO)
                .start();
    }

    @Test
    void areReportedWithPlaceAndCaret() {
        assertThat(program.call("bad.Shop.offer")).isEqualTo("costs 1");
        Event.CompileFailed failed =
                program.edit("bad.Shop", "return \"1\";", "return \"1\"").failed();
        assertThat(failed.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(program.sources.file("bad.Shop"));
            assertThat(problem.line()).isEqualTo(5);
            assertThat(problem.column()).isEqualTo(19);
            assertThat(problem.message()).contains("';' expected");
            assertThat(problem.sourceLine()).isEqualTo("        return \"1\"");
            assertThat(problem.caret()).isEqualTo(18);
        });
        assertThat(program.call("bad.Shop.offer")).isEqualTo("costs 1");
        program.edit("bad.Shop", "return \"1\"", "return \"2\";").live();
        assertThat(program.call("bad.Shop.offer")).isEqualTo("costs 2");
    }

    @Test
    void ofSeveralFilesApplyNoneWhenOneFails() {
        program.mark();
        program.sources.write(program.sources.replaced("bad.One", "return 1", "return 10"));
        program.sources.write(program.sources.replaced("bad.Two", "+ 1", "+ \"x\""));
        program.failed();
        assertThat(program.call("bad.Two.value")).isIn("2", "11");
        program.edit("bad.Two", "+ \"x\"", "+ 2").live();
        program.settled();
        assertThat(program.call("bad.Two.value")).isEqualTo("12");
    }

    @Test
    void waitForTheSaveThatMakesThemCompile() {
        assertThat(program.call("bad.Shop.offer")).startsWith("costs");
        program.edit("bad.Caller", "Cart.count(1)", "Cart.count(1) + Cart.missing()")
                .failed();
        // Another file goes live meanwhile, without the broken one.
        List<Event> events = program.edit("bad.Cart", "\"cart\"", "\"basket\"").live();
        assertThat(events).contains(new Event.Update("bad.Cart.text()", 8)).noneMatch(BadEditsTest::isFailure);
        assertThat(program.call("bad.Cart.text")).isEqualTo("basket");
        assertThat(program.call("bad.Caller.call")).isEqualTo("2");
        program.edit("bad.Caller", " + Cart.missing()", " + 5").live();
        assertThat(program.call("bad.Caller.call")).isEqualTo("25");
    }

    private static boolean isFailure(Event event) {
        return event instanceof Event.CompileFailed
                || event instanceof Event.Refused
                || event instanceof Event.Trouble
                || event instanceof Event.OutOfSync;
    }

    @Nested
    final class Refusals {
        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                        the superclass changes| extends Base                 | extends Other
                        interfaces change     | implements Comparable<Shape> | implements Comparable<Shape>, Runnable
                        constants change places| RED, BLUE                   | BLUE, RED
                        a kind changes        | class Base {}                | interface Base {}
                        """)
        void comeWithACodeBeforeAnythingIsApplied(String what, String old, String replacement) throws IOException {
            String before = program.sources.read("bad.Shape");
            assertThat(program.call("bad.Shape.all")).isEqualTo("shape of 4 6");
            assertThat(program.call("bad.Caller.call")).isNotNull();
            load("bad.Color");
            byte[] classFile = Files.readAllBytes(program.classes.resolve("bad/Shape.class"));
            String after = before.replace(old, replacement);
            if (what.startsWith("interfaces")) {
                after = after.replace("int sides = 4;", "int sides = 4; public void run() {}");
            } else if (what.startsWith("a kind")) {
                after = after.replace("extends Base implements", "extends Other implements");
            }
            Event.Refused refused = program.save(after).refused();
            assertThat(refused.code()).matches("J1\\d\\d");
            assertThat(refused.reason()).isNotBlank();
            assertThat(refused.remedy()).isNotBlank();
            assertThat(Files.readAllBytes(program.classes.resolve("bad/Shape.class")))
                    .isEqualTo(classFile);
            assertThat(program.call("bad.Shape.all")).isEqualTo("shape of 4 6");

            program.save(before.replace("\"shape of \"", "\"form of \"")).live();
            assertThat(program.call("bad.Shape.all")).isEqualTo("form of 4 6");
            program.save(before).live();
        }

        @Test
        void ofManyClassesLeaveNothingInTheirFolder() throws IOException {
            StringBuilder boxes = new StringBuilder("package bad;\n\npublic class Shelf {\n");
            for (int i = 0; i < 12; i++) {
                boxes.append("static class Box%d { static int number() { return 1; } }\n".formatted(i));
            }
            String shelf = boxes.append("public static int all() { return Box0.number() + Box11.number(); }\n}\n")
                    .toString();
            program.save(shelf).live();
            assertThat(program.call("bad.Shelf.all")).isEqualTo("2");
            String refused = shelf.replace("return 1", "return 2").replace("Box11 {", "Box11 extends Box0 {");
            assertThat(program.save(refused).refused().definition()).isEqualTo("bad.Shelf.Box11");
            assertThat(program.classes.resolve("bad")).isDirectoryNotContaining("glob:**jurigged*");
            assertThat(program.call("bad.Shelf.all")).isEqualTo("2");
            program.save(shelf.replace("return 1", "return 3")).live();
            assertThat(program.call("bad.Shelf.all")).isEqualTo("6");
        }

        private void load(String type) {
            assertThat(program.call("java.lang.Class.forName", type)).contains(type);
        }

        @Test
        void ofOneFileLeaveTheOthersOfItsSaveAlone() {
            program.sources.write(CART);
            program.sources.write(CALLER);
            program.settled();
            assertThat(program.call("bad.Caller.call")).isEqualTo("2");
            program.mark();
            program.sources.write(program.sources
                    .replaced("bad.Cart", "count(int n)", "count(Integer n)")
                    .replace("class Cart", "class Cart extends Thread"));
            assertThat(program.refused().definition()).isEqualTo("bad.Cart");
            assertThat(program.call("bad.Caller.call")).isEqualTo("2");
            program.sources.write(CART);
            assertThat(program.settled()).noneMatch(Event.Update.class::isInstance);
            assertThat(program.call("bad.Caller.call")).isEqualTo("2");
        }
    }
}
