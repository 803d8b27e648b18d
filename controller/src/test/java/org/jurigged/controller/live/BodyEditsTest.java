package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Edits of method bodies: the program has them with the next call, wherever that comes from. */
final class BodyEditsTest extends LiveTestCase {
    private static final String GREETER = """
            package bodies;

            import java.util.function.Supplier;

            public class Greeter {
                private static final Greeter HELD = new Greeter("held");
                private static final Supplier<String> REFERENCE = HELD::greet;
                private static final Supplier<String> LAMBDA = () -> HELD.greet() + "!";
                private final String name;

                Greeter(String name) {
                    this.name = name;
                }

                String greet() {
                    return "hello " + name;
                }

                static String title() {
                    return "title";
                }

                public static String all() {
                    return HELD.greet() + ", " + REFERENCE.get() + ", " + LAMBDA.get() + ", " + title();
                }
            }
            """;

    /** Every object in it is made before the edits. */
    private static final String CLOSURES = """
            package bodies;

            import java.util.Comparator;
            import java.util.function.Function;

            public class Closures {
                static final Function<Integer, Integer> LAMBDA = make(10);
                static final Comparator<String> ANONYMOUS = comparator("<");
                static final Object INNER = new Closures("outer").new Inner();

                final String name;

                Closures(String name) {
                    this.name = name;
                }

                static Function<Integer, Integer> make(int factor) {
                    return n -> n * factor;
                }

                static Comparator<String> comparator(String mark) {
                    return new Comparator<>() {
                        @Override
                        public int compare(String a, String b) {
                            return mark.length() + a.compareTo(b);
                        }
                    };
                }

                class Inner {
                    @Override
                    public String toString() {
                        return "inner of " + name;
                    }
                }

                static class Nested {
                    static String text() {
                        return "nested";
                    }
                }

                public static String lambda() {
                    return "" + LAMBDA.apply(4);
                }

                public static String anonymous() {
                    return "" + ANONYMOUS.compare("a", "b");
                }

                public static String inner() {
                    return INNER + ", " + Nested.text();
                }
            }
            """;

    private static final String KINDS = """
            package bodies;

            import java.util.List;

            public class Kinds {
                enum Planet {
                    EARTH {
                        @Override
                        String moons() {
                            return "one";
                        }
                    },
                    VENUS;

                    String moons() {
                        return "none";
                    }
                }

                record Point(int x, int y) {
                    int sum() {
                        return x + y;
                    }
                }

                interface Shape {
                    default String name() {
                        return "shape";
                    }

                    static String plural() {
                        return "shapes";
                    }
                }

                static final class Square implements Shape {}

                static class Box<T extends Comparable<T>> {
                    T largest(List<T> of) {
                        T found = of.get(0);
                        for (T t : of) {
                            found = t.compareTo(found) > 0 ? t : found;
                        }
                        return found;
                    }
                }

                static String animal(String sound) {
                    switch (sound) {
                        case "woof":
                            return "dog";
                        default:
                            return "unknown";
                    }
                }

                private static final Point POINT = new Point(3, 4);
                private static final Shape SHAPE = new Square();
                private static final Box<String> BOX = new Box<>();

                public static String planets() {
                    return Planet.EARTH.moons() + ", " + Planet.VENUS.moons();
                }

                public static String point() {
                    return POINT + " " + POINT.sum();
                }

                public static String shape() {
                    return SHAPE.name() + ", " + Shape.plural();
                }

                public static String box() {
                    return BOX.largest(List.of("b", "c", "a"));
                }
            }
            """;

    private static final String MADE = """
            package bodies;

            public class Made {
                private int size = 1;
                private final String label;

                Made() {
                    label = "made";
                }

                static final Made OLD = new Made();

                public static String all() {
                    Made fresh = new Made();
                    return OLD.label + OLD.size + ", " + fresh.label + fresh.size;
                }
            }
            """;

    private static final String MARKED = """
            package bodies;

            import java.lang.annotation.Retention;
            import java.lang.annotation.RetentionPolicy;

            public class Marked {
                @Retention(RetentionPolicy.RUNTIME)
                @interface Role {
                    String value();
                }

                @Role("user")
                static void work() {}

                public static String role() throws Exception {
                    return Marked.class.getDeclaredMethod("work").getAnnotation(Role.class).value();
                }
            }
            """;

    private static final String DEFAULT_PACKAGE = """
            public class Plain {
                static class Deep {
                    static String text() {
                        return "plain";
                    }
                }

                public static String text() {
                    return Deep.text();
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature)
                .source(GREETER, CLOSURES, KINDS, MADE, MARKED, DEFAULT_PACKAGE)
                .start();
    }

    private void assertUpdate(List<Event> events, String definition, int line) {
        assertThat(events).hasSize(2);
        assertThat(events.get(0)).isEqualTo(new Event.Update(definition, line));
        assertThat(events.get(1)).isInstanceOf(Event.Live.class);
    }

    @Test
    void reachInstancesMethodReferencesAndLambdas() {
        assertThat(program.call("bodies.Greeter.all")).isEqualTo("hello held, hello held, hello held!, title");
        assertUpdate(
                program.edit("bodies.Greeter", "\"hello \"", "\"good day \"").live(), "bodies.Greeter.greet()", 15);
        assertThat(program.call("bodies.Greeter.all")).isEqualTo("good day held, good day held, good day held!, title");
        assertUpdate(program.edit("bodies.Greeter", "\"title\"", "\"Title\"").live(), "bodies.Greeter.title()", 19);
        assertThat(program.call("bodies.Greeter.all")).endsWith(", Title");
    }

    @Nested
    final class Closures {
        @Test
        void areUpdatedWhereALambdaExists() {
            assertThat(program.call("bodies.Closures.lambda")).isEqualTo("40");
            List<Event> events = program.edit("bodies.Closures", "n * factor", "n * factor + 1")
                    .live();
            assertUpdate(events, "bodies.Closures.make(int)", 17);
            assertThat(program.call("bodies.Closures.lambda")).isEqualTo("41");
        }

        @Test
        void areUpdatedWhereAnAnonymousObjectExists() {
            assertThat(program.call("bodies.Closures.anonymous")).isEqualTo("0");
            program.edit("bodies.Closures", "mark.length() +", "mark.length() * 5 +")
                    .live();
            assertThat(program.call("bodies.Closures.anonymous")).isEqualTo("4");
        }

        @Test
        void areUpdatedInInnerAndNestedClasses() {
            assertThat(program.call("bodies.Closures.inner")).isEqualTo("inner of outer, nested");
            List<Event> events = program.edit("bodies.Closures", "\"inner of \"", "\"within \"")
                    .live();
            assertUpdate(events, "bodies.Closures.Inner.toString()", 32);
            events = program.edit("bodies.Closures", "\"nested\"", "\"Nested\"").live();
            assertUpdate(events, "bodies.Closures.Nested.text()", 38);
            assertThat(program.call("bodies.Closures.inner")).isEqualTo("within outer, Nested");
        }
    }

    @Nested
    final class Kinds {
        @Test
        void includeEnumsWithBodies() {
            assertThat(program.call("bodies.Kinds.planets")).isEqualTo("one, none");
            program.edit("bodies.Kinds", "\"one\"", "\"Luna\"").live();
            program.edit("bodies.Kinds", "\"none\"", "\"zero\"").live();
            assertThat(program.call("bodies.Kinds.planets")).isEqualTo("Luna, zero");
        }

        @Test
        void includeRecords() {
            assertThat(program.call("bodies.Kinds.point")).isEqualTo("Point[x=3, y=4] 7");
            assertUpdate(program.edit("bodies.Kinds", "x + y", "x * y").live(), "bodies.Kinds.Point.sum()", 21);
            assertThat(program.call("bodies.Kinds.point")).isEqualTo("Point[x=3, y=4] 12");
        }

        @Test
        void includeInterfaces() {
            assertThat(program.call("bodies.Kinds.shape")).isEqualTo("shape, shapes");
            program.edit("bodies.Kinds", "\"shape\"", "\"form\"").live();
            program.edit("bodies.Kinds", "\"shapes\"", "\"forms\"").live();
            assertThat(program.call("bodies.Kinds.shape")).isEqualTo("form, forms");
        }

        @Test
        void includeGenerics() {
            assertThat(program.call("bodies.Kinds.box")).isEqualTo("c");
            program.edit("bodies.Kinds", "> 0 ?", "< 0 ?").live();
            assertThat(program.call("bodies.Kinds.box")).isEqualTo("a");
        }

        @Test
        void includeASwitchOnStrings() {
            assertThat(program.call("bodies.Kinds.animal", "meow")).isEqualTo("unknown");
            program.edit("bodies.Kinds", "default:", "case \"meow\": return \"cat\";\n            default:")
                    .live();
            assertThat(program.call("bodies.Kinds.animal", "meow")).isEqualTo("cat");
            assertThat(program.call("bodies.Kinds.animal", "woof")).isEqualTo("dog");
        }

        @Test
        void includeNestedClassesInTheUnnamedPackage() {
            assertThat(program.call("Plain.text")).isEqualTo("plain");
            assertUpdate(program.edit("Plain", "\"plain\"", "\"simple\"").live(), "Plain.Deep.text()", 3);
            assertThat(program.call("Plain.text")).isEqualTo("simple");
        }
    }

    @Test
    void ofConstructorsAndInstanceInitialisersAreForNewInstances() {
        assertThat(program.call("bodies.Made.all")).isEqualTo("made1, made1");
        program.edit("bodies.Made", "\"made\"", "\"new\"").live();
        program.edit("bodies.Made", "size = 1", "size = 2").live();
        assertThat(program.call("bodies.Made.all")).isEqualTo("made1, new2");
    }

    @Test
    void ofAnnotationsShowInReflection() {
        assertThat(program.call("bodies.Marked.role")).isEqualTo("user");
        program.edit("bodies.Marked", "@Role(\"user\")", "@Role(\"admin\")").live();
        assertThat(program.call("bodies.Marked.role")).isEqualTo("admin");
    }
}
