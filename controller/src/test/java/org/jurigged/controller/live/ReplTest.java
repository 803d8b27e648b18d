package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import jdk.jshell.execution.LocalExecutionControlProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.jurigged.controller.control.ControlClient;
import org.jurigged.controller.control.Conversation;
import org.jurigged.controller.repl.RemoteRunner;
import org.jurigged.controller.repl.Repl;
import org.jurigged.controller.repl.ReplTarget;
import org.jurigged.controller.repl.SnippetControl;
import org.jurigged.controller.repl.SnippetRunner;
import org.jurigged.controller.session.LivePrompt;

/** Snippets in a program. */
final class ReplTest extends ReplTestCase {
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

    @Override
    LiveProgram start() throws Exception {
        return start(LivePrograms.on(feature).source(SHOP, PALLET));
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
        value("System.out.println(\"inside\")");
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("inside\n");
        SnippetEvent event = eval("new Small().wait()");
        StackTraceElement[] frames = event.exception().getStackTrace();
        assertThat(frames[frames.length - 1].getFileName()).startsWith("#");
        repl.close();
        open(Optional.empty());
        assertThat(repl.eval("shop.Shop.secret").get(0).status()).isEqualTo(Status.REJECTED);
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

    @Test
    void aSnippetThatEndsJustAsItIsStoppedLeavesThePrompt() throws Exception {
        open(Optional.empty());
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            String brief = "long end" + i + " = System.nanoTime() + " + (310_000_000L + random.nextInt(8_000_000)) + ";"
                    + " while (System.nanoTime() < end" + i + ") { }";
            CompletableFuture<List<SnippetEvent>> running =
                    CompletableFuture.supplyAsync(() -> repl.eval("{ " + brief + " }"));
            Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> {
                repl.stop();
                return running.isDone();
            });
            assertThat(value("1 + 1")).as("after %s", brief).isEqualTo("2");
        }
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
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
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
