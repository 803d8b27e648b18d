package org.jurigged.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.jurigged.cli.Main;

/** {@code jurigged eval} and {@code jurigged repl} in a program of their own JVM. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromptTest {
    private static final String SHOP = """
            package shop;

            public class Shop {
                public static int orders = 3;
                static String secret = "s";

                public static int price() {
                    return 10;
                }

                public static int fee() {
                    return 5;
                }

                public static void main(String[] args) throws Exception {
                    System.in.read();
                }
            }
            """;

    @TempDir
    static Path folder;

    private Process program;

    @BeforeAll
    void start() throws IOException {
        Path source = Files.writeString(folder.resolve("Shop.java"), SHOP);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", folder.toString(), source.toString()))
                .isZero();
        program = new ProcessBuilder(
                        java(),
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0",
                        "-cp",
                        folder.toString(),
                        "shop.Shop")
                .start();
        assertThat(program.inputReader().readLine()).contains("Listening");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    @AfterAll
    void stop() {
        program.destroyForcibly().onExit().join();
    }

    private record Said(int exitCode, String out, String err) {}

    private static Said jurigged(String input, String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(List.of("-Djurigged.tty.in=false"), arguments))
                .directory(folder.toFile())
                .start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(input);
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out, err);
    }

    private static List<String> command(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1"));
        Stream.of("api", "code", "util")
                .forEach(part -> command.add("--add-opens=jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private String pid() {
        return Long.toString(program.pid());
    }

    @Test
    void evalPrintsOneValueAndExitsWithZeroUnlessItThrows() throws Exception {
        assertThat(jurigged("", "eval", pid(), "shop.Shop.orders + 1")).isEqualTo(new Said(0, "4\n", ""));
        Said thrown = jurigged("", "eval", pid(), "int zero = 0; System.out.println(\"seen\"); 1 / zero");
        assertThat(thrown.exitCode()).isEqualTo(1);
        assertThat(thrown.out()).isEmpty();
        assertThat(thrown.err()).contains("seen", "java.lang.ArithmeticException: / by zero");
        Said inside = jurigged("", "eval", "-r", "--in", "shop", pid(), "secret()", "--");
        assertThat(inside.exitCode()).isNotZero();
        assertThat(jurigged("", "eval", "-r", "--in", "shop", pid(), "Shop.secret"))
                .isEqualTo(new Said(0, "s\n", ""));
    }

    @Test
    void whatIsPipedInIsEvaluatedLineByLine() throws Exception {
        String script = """
                int x = 5
                class A {
                  int twice(int n) { return 2 * n; }
                }
                new A().twice(x)
                nothing
                throw new IllegalStateException("no");
                /vars
                /list
                /nonsense
                shop.Shop.orders = 8
                /inspect new A()
                /instances A
                /inspect
                /exit 3
                """;
        Said said = jurigged(script, "repl", pid());
        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.out().replaceAll("@[0-9a-f]+", "@")).isEqualTo("""
                x ==> 5
                |  created class A
                $1 ==> 10
                |  Error:
                |  cannot find symbol
                |    symbol:   variable nothing
                |  nothing
                |  ^-----^
                |  Exception java.lang.IllegalStateException: no
                |        at (#5:1)
                |    int x = 5
                |    int $1 = 10
                   1 : int x = 5;
                   2 : class A {
                         int twice(int n) { return 2 * n; }
                       }
                   3 : new A().twice(x)
                   5 : throw new IllegalStateException("no");
                |  There is no command /nonsense; /help lists them.
                $2 ==> 8
                $3 ==> A@
                |  $3 = A
                |  1 of A
                a1 ==> A@
                |  /inspect wants a variable or an expression.
                """);
        assertThat(jurigged("", "eval", pid(), "shop.Shop.orders").out()).isEqualTo("8\n");
    }

    @Test
    void onATerminalItCompletesGoesOnInLinesAndIsInterrupted() throws Exception {
        try (Screen screen = Screen.of(folder, Path.of(java()), "repl", "--color=never", pid())) {
            screen.await("jurigged>");
            screen.type("shop.Shop.ord");
            screen.tabUntil("jurigged> shop.Shop.orders");
            screen.type(" * 10", "Enter");
            screen.await("$1 ==> ");
            screen.type("record P(int a,", "Enter", "int b) { }", "Enter");
            screen.await("     ...> int b) { }\n|  created record P");
            screen.type("Math.max(");
            screen.tabUntil("double Math.max(double a, double b)");
            screen.type("1, 2)", "Enter");
            screen.await("$2 ==> 2");
            screen.type("while (true) { }", "Enter");
            screen.await("while (true) { }");
            screen.typeUntil("C-c", "stopped");
            screen.type("6 * 7", "Enter");
            screen.await("$3 ==> 42");
            screen.assertFits();
            screen.type("/exit", "Enter");
            screen.awaitEnd();
        }
        assertThat(program.isAlive()).isTrue();
    }

    @Test
    void onATerminalDefinitionsArePatchedAndItIsToldWhatIsLive() throws Exception {
        try (Screen screen = Screen.of(folder, Path.of(java()), "repl", "--color=never", pid())) {
            screen.await("jurigged>");
            screen.type("/watch", "Enter");
            screen.await("|  Watch Shop.java");
            screen.type("/frames main", "Enter");
            screen.await("|  Thread \"main\"\n|      shop.Shop.main(String[]) line 16");
            screen.type("/patch shop.Shop#fee {", "Enter", "  return 50; ", "Enter", "}", "Enter");
            screen.await("|  Patch 1 of shop.Shop.fee() is live.");
            screen.type("shop.Shop.fee()", "Enter");
            screen.await("$1 ==> 50");
            screen.type("/revert", "Enter");
            screen.await("|  Patch 1 of shop.Shop.fee() is taken back.");
            screen.type("shop.Shop.fee()", "Enter");
            screen.await("$2 ==> 5\n");
            screen.type("/patch shop.Shop#fee { return 60; }", "Enter");
            screen.await("|  Patch 2 of shop.Shop.fee() is live.");
            screen.type("/commit", "Enter");
            screen.await("|  Patch 2 of shop.Shop.fee() is in ");
            screen.type("/live", "Enter");
            screen.await("|  Update shop.Shop.fee() @L");
            screen.assertFits();
            screen.type("/exit", "Enter");
            screen.awaitEnd();
        }
        assertThat(folder.resolve("Shop.java")).content().contains("return 60;");
    }

    @Test
    void onATerminalEvalShowsAValueOrWhatWasThrown() throws Exception {
        try (Screen screen = Screen.of(folder, Path.of(java()), "eval", pid(), "shop.Shop.price()/1000")) {
            screen.await("0\n[exited]");
            screen.assertFits();
        }
        try (Screen screen = Screen.of(folder, Path.of(java()), "eval", pid(), "shop.Shop.price()/0")) {
            screen.await("|  Exception java.lang.ArithmeticException: / by zero\n|        at (#1:1)\n[exited]");
            screen.assertFits();
        }
    }

    @Test
    void aKeyInARunningAttachOpensOne() throws Exception {
        try (Screen screen = Screen.of(folder, Path.of(java()), "attach", "--color=never", pid())) {
            screen.await("p and Enter: a prompt in the program.");
            screen.type("p", "Enter");
            screen.await("jurigged>");
            screen.type("6 * 7", "Enter");
            screen.await("$1 ==> 42");
            screen.type("/exit", "Enter");
            screen.assertFits();
            screen.typeUntil("C-c", "[exited]");
        }
        assertThat(program.isAlive()).isTrue();
    }

    @Test
    void throughAnothersSessionItTellsWhatIsWatchedAndLiveAndPatches() throws Exception {
        Process session = new ProcessBuilder(command(List.of(), "attach", "-v", pid()))
                .directory(folder.toFile())
                .start();
        try (BufferedReader told = session.errorReader(StandardCharsets.UTF_8)) {
            awaitLine(told, "Watch Shop.java");
            Said before = jurigged("/watch\n/live\n/patches\n", "repl", pid());
            assertThat(before.out())
                    .isEqualTo("|  Watch Shop.java\n|  Nothing has changed since the start.\n|  There is no patch.\n");
            Path source = folder.resolve("Shop.java");
            Files.writeString(source, Files.readString(source).replace("return 10;", "return 20;"));
            awaitLine(told, "Live");
            String script = """
                    /live
                    shop.Shop.price()
                    /patch shop.Shop#price {
                      return 30;
                    }
                    shop.Shop.price()
                    /patch shop.Shop#cost { return 1; }
                    /revert
                    shop.Shop.price()
                    /patch Shop#price public static int price() { return 40; }
                    /commit
                    """;
            Said said = jurigged(script, "repl", pid());
            assertThat(said.out())
                    .isEqualTo("""
                    |  Update shop.Shop.price() @L7
                    $1 ==> 20
                    |  Patch 1 of shop.Shop.price() is live.
                    $2 ==> 30
                    |  There is no shop.Shop#cost in its source file.
                    |  Patch 1 of shop.Shop.price() is taken back.
                    $3 ==> 20
                    |  Patch 2 of shop.Shop.price() is live.
                    |  Patch 2 of shop.Shop.price() is in %s.
                    """.formatted(folder.resolve("Shop.java").toRealPath()));
            assertThat(folder.resolve("Shop.java")).content().contains("price() { return 40; }");
        } finally {
            session.destroy();
            session.onExit().join();
        }
    }

    private static void awaitLine(BufferedReader told, String start) throws IOException {
        for (String line = told.readLine(); line != null; line = told.readLine()) {
            if (line.startsWith(start)) {
                return;
            }
        }
        throw new AssertionError("nothing began with " + start);
    }
}
