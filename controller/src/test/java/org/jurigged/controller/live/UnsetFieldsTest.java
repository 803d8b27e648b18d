package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.Event;

/** Added fields that only constructors assign, and the objects that were made before. */
final class UnsetFieldsTest extends LiveTestCase {
    private static final String ORDER = """
            package unset;

            public class Order {
                final int number;

                Order(int number) {
                    this.number = number;
                }
            }
            """;
    private static final String RUSH = """
            package unset;

            public class Rush extends Order {
                Rush() {
                    super(0);
                }
            }
            """;
    private static final String SHOP = """
            package unset;

            public class Shop {
                private static final Order[] ORDERS = {new Order(1), new Order(2), new Rush()};

                public static String orders() {
                    return ORDERS[0].number + "" + ORDERS[1].number + ORDERS[2].number;
                }

                public static String draft() {
                    return new Draft("d").text;
                }
            }
            """;
    private static final String DRAFT = """
            package unset;

            public class Draft {
                String text;

                Draft(String text) {
                    this.text = text;
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return LivePrograms.on(feature).source(ORDER, RUSH, SHOP, DRAFT).start();
    }

    @Test
    void areToldWithTheObjectsThatExistThoseOfSubclassesToo() {
        assertThat(program.call("unset.Shop.orders")).isEqualTo("120");
        program.save(ORDER.replace("this.number", "this.twice = 2 * number;\n        this.number")
                .replace("int number;", "int number;\n    int twice;"));
        assertThat(unseen())
                .containsExactly(new Event.Unseen(
                        "J207",
                        "unset.Order.twice",
                        "only constructors assign it, so the 3 objects that exist have 0 there; if that won't do, "
                                + "give it an initialiser, or make them anew"));
    }

    @Test
    void areNotToldWhereNoObjectIsReferredTo() {
        assertThat(program.call("unset.Shop.draft")).isEqualTo("d");
        program.save(DRAFT.replace("this.text = text;", "this.text = text;\n        this.length = text.length();")
                .replace("String text;", "String text;\n    int length;"));
        assertThat(unseen()).isEmpty();
    }

    private List<Event> unseen() {
        return program.settled().stream().filter(Event.Unseen.class::isInstance).toList();
    }
}
