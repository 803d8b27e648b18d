package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import jdk.jshell.execution.LocalExecutionControlProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.control.ControlClient;
import org.jurigged.controller.control.Conversation;
import org.jurigged.controller.repl.RemoteRunner;
import org.jurigged.controller.repl.Repl;
import org.jurigged.controller.repl.ReplTarget;
import org.jurigged.controller.repl.SnippetControl;
import org.jurigged.controller.repl.SnippetRunner;
import org.jurigged.controller.session.LivePrompt;

/** Snippets in a program that is edited meanwhile. */
final class ReplTest extends LiveTestCase {
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

    private static final String PALLET = """
            package shop;

            public class Pallet {
                public static class Small extends Pallet {
                    public final int number;

                    public Small(int number) {
                        this.number = number;
                    }
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

    private Repl repl;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Override
    LiveProgram start() throws Exception {
        LivePrograms made = LivePrograms.on(feature).source(SHOP, DEPOT, CRATE, PALLET, USER);
        // JShell is this Java's, and compiles against class files that it can read.
        TestJdk.compile(
                TestJdk.of(Runtime.version().feature()),
                made.sources.files(),
                List.of(),
                made.classes(),
                StandardCharsets.UTF_8);
        return made.start(List.of(made.classes()));
    }

    private LivePrompt prompt() throws Exception {
        return program.session.prompt(program.launched.process().pid()).get(30, TimeUnit.SECONDS);
    }

    private ReplTarget about(Optional<String> in) throws Exception {
        ReplTarget about = prompt().about();
        int level = Math.min(about.feature(), Runtime.version().feature());
        return new ReplTarget(about.label(), about.classPath(), level, Optional.empty(), false, in);
    }

    private Repl open(Optional<String> in) throws Exception {
        ReplTarget about = about(in);
        repl = Repl.open(about, new SnippetControl(prompt().runner(in, printed::writeBytes), about, true));
        Runnable end = program.session.onChange(repl::changed);
        repl.shell().onShutdown(shell -> end.run());
        return repl;
    }

    @AfterEach
    void leave() {
        printed.reset();
        if (repl != null) {
            repl.close();
        }
    }

    private SnippetEvent eval(String source) {
        String whole =
                repl.shell().sourceCodeAnalysis().analyzeCompletion(source).source();
        List<SnippetEvent> events = repl.eval(whole == null ? source : whole);
        assertThat(events).as(source).isNotEmpty();
        SnippetEvent event = events.get(0);
        List<String> problems = repl.shell()
                .diagnostics(event.snippet())
                .map(diag -> diag.getMessage(null))
                .toList();
        assertThat(event.status()).as("%s: %s", source, problems).isNotEqualTo(Status.REJECTED);
        return event;
    }

    private String value(String source) {
        SnippetEvent event = eval(source);
        assertThat(event.exception()).as(source).isNull();
        return event.value();
    }

    @Test
    void valuesAreWrittenAsJShellWritesThem() throws Exception {
        open(Optional.empty());
        try (JShell plain = JShell.builder()
                .executionEngine(new LocalExecutionControlProvider(), null)
                .build()) {
            for (String source : List.of(
                    "1 + 1",
                    "\"a\\t\\\"b\\\"'\\\\\\u0001\"",
                    "'\\''",
                    "new int[][] {{1}, {2, 3}}",
                    "new Object[] {'c', \"x\", 2L, null}",
                    "new java.util.Map.Entry[1]",
                    "java.util.List.of(\"a\")",
                    "(Object) null",
                    "1.5f")) {
                assertThat(value(source))
                        .as(source)
                        .isEqualTo(plain.eval(source).get(0).value());
            }
        }
    }

    @Test
    void snippetsAreJShells() throws Exception {
        open(Optional.empty());
        value("var list = new ArrayList<Map<String, Integer>>()");
        value(
                "<T extends Comparable<T>> T most(List<T> of) { return of.stream().max(Comparator.naturalOrder()).get(); }");
        assertThat(value("most(List.of(3, 9, 4))")).isEqualTo("9");
        value("record Point(int x, int y) { int sum() { return x + y; } }");
        assertThat(value("new Point(3, 4).sum()")).isEqualTo("7");
        assertThat(value("\"\"\"\n  two\n  lines\"\"\"")).isEqualTo("\"two\\nlines\"");
        value("int base = 10");
        value("IntUnaryOperator add = n -> n + base");
        value("base = 20");
        assertThat(value("add.applyAsInt(1)")).isEqualTo("21");
        value("class Counter { private int n; class Step { int go() { return ++n; } } }");
        value("var step = new Counter().new Step()");
        value("step.go()");
        assertThat(value("step.go()")).isEqualTo("2");
    }

    @Test
    void aRedefinedClassKeepsItsObjects() throws Exception {
        open(Optional.empty());
        value("class Greeter { String greet() { return \"hello\"; } }");
        value("var greeter = new Greeter()");
        value("class Greeter { String greet() { return \"bye\"; } }");
        assertThat(value("greeter.greet()")).isEqualTo("\"bye\"");
    }

    @Test
    void whatIsThrownHasItsCausesAndLines() throws Exception {
        open(Optional.empty());
        value("int half(int n) { return n / 0; }");
        SnippetEvent event =
                eval("try { half(1); } catch (ArithmeticException e) { throw new IllegalStateException(\"no\", e); }");
        EvalException thrown = (EvalException) event.exception();
        assertThat(thrown.getExceptionClassName()).isEqualTo("java.lang.IllegalStateException");
        assertThat(thrown).hasMessage("no");
        assertThat(((EvalException) thrown.getCause()).getExceptionClassName())
                .isEqualTo("java.lang.ArithmeticException");
        assertThat(thrown.getCause().getStackTrace()[0].getMethodName()).isEqualTo("half");
        assertThat(eval("int far() { return near(); }").status()).isEqualTo(Status.RECOVERABLE_DEFINED);
        assertThat(eval("far()").exception()).isInstanceOf(UnresolvedReferenceException.class);
        value("int near() { return 5; }");
        assertThat(value("far()")).isEqualTo("5");
    }

    @Test
    void theProgramsStateIsSharedAndItsOutputIsLeftToIt() throws Exception {
        open(Optional.empty());
        eval("import shop.*;");
        value("Shop.ORDERS.add(\"second\")");
        assertThat(value("Shop.ORDERS")).isEqualTo("[first, second]");
        assertThat(value("Thread.currentThread().isDaemon()")).isEqualTo("true");
        value("for (int i = 0; i < 3; i++) System.out.println(\"line ä \" + i);");
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("line ä 0\nline ä 1\nline ä 2\n");
    }

    @Test
    void inAPackageItsOwnMembersMayBeUsed() throws Exception {
        open(Optional.of("shop"));
        assertThat(value("Shop.secret + new Till().coins")).isEqualTo("48");
        value("class Small extends Till { int twice() { return coins * 2; } }");
        assertThat(value("new Small().twice()")).isEqualTo("14");
        SnippetEvent event = eval("new Small().wait()");
        StackTraceElement[] frames = event.exception().getStackTrace();
        assertThat(frames[frames.length - 1].getFileName()).startsWith("#");
        repl.close();
        open(Optional.empty());
        assertThat(repl.eval("shop.Shop.secret").get(0).status()).isEqualTo(Status.REJECTED);
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

    private VarSnippet variable(String name) {
        return repl.shell()
                .variables()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .orElseThrow();
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

    @Test
    void liveObjectsAreCountedAndTheFirstOnesAreVariables() throws Exception {
        open(Optional.empty());
        value("var kept = new ArrayList<Object>()");
        value("for (int i = 0; i < 7; i++) kept.add(new shop.Pallet.Small(i))");
        value("kept.add(new shop.Pallet())");
        Repl.Instances found = repl.instances("Pallet", 3);
        assertThat(found.counts())
                .containsExactlyInAnyOrderEntriesOf(Map.of("shop.Pallet", 1L, "shop.Pallet$Small", 7L));
        assertThat(found.bound()).extracting(VarSnippet::name).containsExactly("pallet1", "pallet2", "pallet3");
        assertThat(value("kept.contains(pallet1) && kept.contains(pallet2) && pallet2 != pallet3"))
                .isEqualTo("true");
        assertThat(repl.instances("shop.Pallet.Small", 1).bound().get(0).typeName())
                .isEqualTo("shop.Pallet.Small");
        assertThat(value("small1.number >= 0")).isEqualTo("true");
        assertThatThrownBy(() -> repl.instances("shop.Nowhere", 1)).hasMessageContaining("no class shop.Nowhere");
        value("pallet1 = pallet2 = pallet3 = null");
        value("small1 = null");
        value("kept.clear()");
        assertThat(repl.instances("shop.Pallet", 3).counts()).isEmpty();
    }

    @Test
    void aSnippetThatNeverEndsIsStoppedAlone() throws Exception {
        open(Optional.empty());
        for (String endless : List.of(
                "while (true) { }",
                "Thread.sleep(1_000_000)",
                "for (;;) try { Thread.sleep(1_000_000); } catch (InterruptedException e) { }")) {
            CompletableFuture<List<SnippetEvent>> running = CompletableFuture.supplyAsync(() -> repl.eval(endless));
            Awaitility.await()
                    .until(() -> program.launched.process().isAlive()
                            && value(
                                            other(),
                                            "Thread.getAllStackTraces().keySet().stream()"
                                                    + ".filter(t -> t.getName().equals(\"jurigged-snippet\")).count()")
                                    .equals("2"));
            repl.stop();
            assertThat(running).succeedsWithin(Duration.ofSeconds(20));
            assertThat(value("1 + 1")).isEqualTo("2");
        }
        assertThat(program.call("beat.Beat.count")).isNotNull();
    }

    private Repl second;

    private Repl other() throws Exception {
        if (second == null) {
            ReplTarget about = about(Optional.empty());
            second = Repl.open(about, new SnippetControl(prompt().runner(Optional.empty(), p -> {}), about, true));
            repl.shell().onShutdown(shell -> {
                second.close();
                second = null;
            });
        }
        return second;
    }

    private static String value(Repl in, String source) {
        return in.eval(source).get(0).value();
    }

    @Test
    void nothingStaysLoadedOnceThePromptIsLeft() throws Exception {
        open(Optional.empty());
        value("class Gone { }");
        value("var gone = new Gone()");
        eval("import java.lang.ref.*;");
        value("System.getProperties().put(\"gone\", new WeakReference<>(gone.getClass()))");
        assertThat(repl.inspect(variable("gone"), 2)).containsExactly("gone = Gone");
        assertThat(repl.instances("Gone", 2).bound()).hasSize(1);
        repl.close();
        open(Optional.empty());
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            value("System.gc()");
            return value("((java.lang.ref.Reference<?>) System.getProperties().get(\"gone\")).get() == null")
                    .equals("true");
        });
    }

    @Test
    void aSessionRunsSnippetsOfOtherProcesses() throws Exception {
        long pid = program.launched.process().pid();
        Conversation with = ControlClient.open(pid, LivePrompt.PROMPT).orElseThrow();
        ReplTarget about = about(Optional.empty());
        assertThat(ReplTarget.from(ControlClient.ask(pid, LivePrompt.ABOUT)
                                .orElseThrow()
                                .get(0))
                        .classPath())
                .isEqualTo(about.classPath());
        CompletableFuture<Void> changed = new CompletableFuture<>();
        SnippetRunner runner = new RemoteRunner(with, printed::writeBytes, () -> changed.complete(null));
        repl = Repl.open(about, new SnippetControl(runner, about, true));
        assertThat(value("shop.Shop.ORDERS.contains(\"first\")")).isEqualTo("true");
        value("System.out.println(\"far\")");
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("far\n");
        program.settled();
        assertThat(changed).succeedsWithin(Duration.ofSeconds(10));
        CompletableFuture<List<SnippetEvent>> running =
                CompletableFuture.supplyAsync(() -> repl.eval("while (true) { }"));
        Awaitility.await().until(() -> {
            repl.stop();
            return running.isDone();
        });
        assertThat(value("2 + 2")).isEqualTo("4");
        value("var till = new shop.Shop()");
        assertThat(repl.inspect(variable("till"), 2)).containsExactly("till = shop.Shop");
        assertThat(value("shop.Shop.class.cast(till) == till")).isEqualTo("true");
        assertThat(repl.instances("shop.Shop", 1).bound()).hasSize(1);
    }
}
