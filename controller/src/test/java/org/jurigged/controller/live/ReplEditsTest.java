package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Snippets in a program that is edited meanwhile. */
final class ReplEditsTest extends ReplTestCase {
    private static final String SHOP = """
            package shop;

            import java.util.ArrayList;
            import java.util.List;

            public class Shop {
                public static final List<String> ORDERS = new ArrayList<>(List.of("first"));
                static int secret = 41;

                public int total(int price) {
                    return price * 2;
                }
            }

            class Till {
                int coins = 7;
            }
            """;

    private static final String DEPOT = """
            package shop;

            public class Depot {
                private int boxes = 3;

                public int boxes() {
                    return boxes;
                }
            }
            """;

    private static final String CRATE = """
            package shop;

            public class Crate {
                enum Kind { SMALL, LARGE }

                String label = "a\\nb";
                Kind kind = Kind.SMALL;
                public Integer boxed = 7;
                int[] numbers = {1, 2};
                Crate inner;

                public Crate() {
                    inner = new Crate(null);
                }

                Crate(int[] numbers) {
                    label = "in";
                    this.numbers = numbers;
                }
            }
            """;

    private static final String STOCK = """
            package shop;

            public class Stock {
                public static final int MOST = 10;

                public static int count(int n) {
                    return n;
                }
            }
            """;

    private static final String USER = """
            package shop;

            public class User {
                public static String use() {
                    return "not yet";
                }
            }
            """;

    @Override
    LiveProgram start() throws Exception {
        return start(LivePrograms.on(feature).source(SHOP, DEPOT, CRATE, STOCK, USER));
    }

    @Test
    void editsChangeWhatSnippetsCallExistingVariablesIncluded() throws Exception {
        open(Optional.empty());
        value("var shop = new shop.Shop()");
        value("int twice(int n) { return shop.total(n); }");
        assertThat(value("twice(4)")).isEqualTo("8");
        program.edit("shop.Shop", "price * 2", "price * 3").live();
        assertThat(value("twice(4)")).isEqualTo("12");
        assertThat(value("shop.total(5)")).isEqualTo("15");
    }

    @Test
    void membersThatEditsAddCanBeUsed() throws Exception {
        open(Optional.empty());
        value("var depot = new shop.Depot()");
        program.edit(
                        "shop.Depot",
                        "private int boxes = 3;",
                        "private int boxes = 3;\n    public int crates = 5;\n"
                                + "    public static String name() { return \"depot\"; }\n"
                                + "    public int all() { return boxes + crates; }")
                .live();
        assertThat(value("depot.all()")).isEqualTo("8");
        assertThat(value("depot.crates = 6")).isEqualTo("6");
        assertThat(value("depot.all() + shop.Depot.name()")).isEqualTo("\"9depot\"");
        value("Supplier<Integer> all = depot::all");
        assertThat(value("all.get()")).isEqualTo("9");
        eval("class Wide extends shop.Depot { public int all() { return 100 + super.all(); } }");
        assertThat(repl.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("--in"));
        assertThat(value("depot.all()")).isEqualTo("9");
    }

    @Test
    void snippetsFollowChangedSignaturesAndConstantsOrItIsTold() throws Exception {
        open(Optional.empty());
        value("int stock() { return shop.Stock.count(2) + shop.Stock.MOST; }");
        value("class Keeper { int kept() { return shop.Stock.count(3); } }");
        value("var keeper = new Keeper()");
        value("IntSupplier later = () -> shop.Stock.count(4)");
        value("class Deep { private int n = 1; class Step { int go() { return n + shop.Stock.count(1); } } }");
        value("var step = new Deep().new Step()");
        value("int plain = 7");
        assertThat(value("stock() + keeper.kept()")).isEqualTo("15");
        program.edit(
                        "shop.Stock",
                        "count(int n) {\n        return n;",
                        "count(long n) {\n        return (int) n * 100;")
                .live();
        assertThat(value("stock()")).isEqualTo("210");
        assertThat(value("keeper.kept()")).isEqualTo("300");
        List<String> news = repl.news();
        assertThat(news)
                .anyMatch(line ->
                        line.startsWith("later was made before shop.Stock changed") && line.contains("makes it anew"));
        assertThat(value("later.getAsInt()")).isEqualTo("4");
        assertThat(value("step.go()")).isEqualTo("101");
        program.edit("shop.Stock", "MOST = 10", "MOST = 20").live();
        assertThat(value("stock()")).isEqualTo("220");
        repl.news();
        program.edit("shop.Stock", "int count(long n)", "int counted(long n)").live();
        assertThat(value("plain")).isEqualTo("7");
        assertThat(repl.news())
                .anyMatch(line -> line.startsWith("Keeper doesn't fit to shop.Stock any more")
                        || line.startsWith("stock doesn't fit to shop.Stock any more"));
    }

    @Test
    void aSnippetsClassCanBeUsedByALaterEdit() throws Exception {
        open(Optional.empty());
        value("class Late implements Supplier<String> { public String get() { return \"from a snippet\"; } }");
        program.edit("shop.User", "return \"not yet\";", "return maker == null ? \"none\" : maker.get();")
                .failed();
        program.save(
                        USER.replace(
                                "public static String use() {\n        return \"not yet\";",
                                "public static java.util.function.Supplier<String> maker;\n"
                                        + "    public static String use() {\n        return maker == null ? \"none\" : maker.get();"))
                .live();
        assertThat(program.call("shop.User.use")).isEqualTo("none");
        value("shop.User.maker = new Late()");
        assertThat(program.call("shop.User.use")).isEqualTo("from a snippet");
    }

    @Test
    void theFieldsOfAnObjectAreATreeWithThoseThatEditsChange() throws Exception {
        open(Optional.empty());
        value("var crate = new shop.Crate()");
        assertThat(repl.inspect(variable("crate"), 2))
                .containsExactly(
                        "crate = shop.Crate",
                        "  label = \"a\\nb\"",
                        "  kind = SMALL",
                        "  boxed = 7",
                        "  numbers = int[2]",
                        "    [0] = 1",
                        "    [1] = 2",
                        "  inner = shop.Crate",
                        "    label = \"in\"",
                        "    kind = SMALL",
                        "    boxed = 7",
                        "    numbers = null",
                        "    inner = null");
        program.edit("shop.Crate", "Integer boxed = 7;", "long weight = 9;").live();
        value("new Object()");
        assertThat(repl.inspect(variable("crate"), 1))
                .contains("  boxed (gone from the source) = 7", "  inner = shop.Crate …")
                .contains("  weight: an edit has added it; an expression reads it");
        assertThat(value("crate.weight")).isEqualTo("9");
        value("int plain = 5");
        assertThat(repl.inspect(variable("plain"), 3)).containsExactly("plain = 5");
    }
}
