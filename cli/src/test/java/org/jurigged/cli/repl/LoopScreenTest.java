package org.jurigged.cli.repl;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jurigged.controller.project.Jdk;

/** {@code --loop-interface rich} on a terminal. */
class LoopScreenTest {
    private static final String TOOL = """
            public class Tool {
                static int solve(int n) {
                    System.out.println("solving " + n);
                    System.err.println("beware");
                    return n / ZERO;
                }

                static void lines() {
                    for (int i = 1; i <= 60; i++) {
                        System.out.println("line " + i);
                    }
                }

                public static void main(String[] args) throws Exception {
                    System.out.println("begins");
                    int solved = solve(21);
                    lines();
                    System.out.println("solved " + solved + ", typed " + System.console().readLine());
                }
            }
            """;

    @TempDir
    Path folder;

    static Stream<Jdk> jdks() {
        return Session.jdks().stream();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void panesShowARunUntilItIsPutRightAndTheTerminalIsTheProgramsAgain(Jdk jdk) throws Exception {
        Path source = Files.writeString(folder.resolve("Tool.java"), TOOL.replace("ZERO", "(n - 21)"));
        try (Screen screen = Screen.of(
                folder,
                jdk.java(),
                "run",
                "--color=never",
                "--loop-interface=rich",
                "--xloop=Tool.solve",
                "--loop=Tool.lines",
                "Tool.java")) {
            screen.await("Tool.solve(int) run 1, ");
            screen.await("-- stdout -", "solving 21", "-- stderr -", "beware", "-- threw -");
            screen.await(
                    "java.lang.ArithmeticException: / by zero",
                    "at Tool.solve line 5",
                    "c go on  r run again  a give back");
            screen.assertFits();
            screen.type("r");
            screen.await("Tool.solve(int) run 2, ");
            Files.writeString(source, TOOL.replace("ZERO", "3"));

            screen.await("Tool.lines() run 1, ", "line 1\n", "more lines below");
            screen.type("G");
            screen.await("line 60\n", "-- returned -");
            screen.type("c");

            screen.await("line 59\nline 60\n");
            screen.type("a word", "Enter");
            screen.await("solved 7, typed a word", "[exited]");
        }
    }
}
