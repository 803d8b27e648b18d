package org.jurigged.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jurigged.controller.project.Jdk;

/** {@code jurigged repl --thread}. */
class HeldPromptTest {
    private static final String PROGRAM = """
            import java.util.Map;

            public class Crash {
                private static int sold = 3;

                static int price(Map<String, Integer> prices, String name) {
                    return prices.get(name).intValue();
                }

                public static void main(String[] args) {
                    System.out.println("price " + price(Map.of("tea", 4), "cake"));
                }
            }
            """;

    @TempDir
    Path folder;

    /** The newest: the others are tried elsewhere. */
    private static Jdk jdk() {
        List<Jdk> jdks = Session.jdks();
        return jdks.stream()
                .reduce((one, other) -> other.feature() > one.feature() ? other : one)
                .orElseThrow();
    }

    @Test
    void onATerminalAnArgumentIsPutRightAndTheProgramGoesOn() throws Exception {
        Files.writeString(folder.resolve("Crash.java"), PROGRAM);
        try (Session session = Session.start(jdk(), folder, "run", "--catch", "Crash.java")) {
            session.told("Caught");
            String pid = Long.toString(
                    session.process().descendants().findFirst().orElseThrow().pid());
            try (Screen screen = Screen.of(folder, jdk().java(), "repl", "--color=never", pid, "--thread", "main")) {
                screen.await("|  Thread \"main\" is held in Crash.price line 7: prices, name.");
                screen.type("prices.get(name) + sold", "Enter");
                screen.await("|  Exception java.lang.NullPointerException");
                screen.type("name = \"tea\"", "Enter");
                screen.await("name ==> \"tea\"");
                screen.type("price(prices, name) + sold", "Enter");
                screen.await("==> 7");
                screen.assertFits();
                screen.type("/exit", "Enter");
                screen.awaitEnd();
            }
            Session eval = Session.start(jdk(), folder, "eval", "-r", pid, "--thread", "main", "name");
            eval.says("tea");
            assertThat(eval.end()).isZero();
            Session nobody = Session.start(jdk(), folder, "eval", pid, "--thread", "nobody", "name");
            assertThat(nobody.told("jurigged:")).isEqualTo("jurigged: The program has no thread \"nobody\".");
            assertThat(nobody.end()).isNotZero();
            assertThat(Session.start(jdk(), folder, "loop", pid, "r").end()).isZero();
            session.says("price 4");
        }
    }
}
