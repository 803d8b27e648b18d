package org.jurigged.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jurigged.controller.project.Jdk;

/** {@code --loop}, {@code --xloop} and {@code --catch} of the commands, through pipes. */
class LoopingCommandsTest {
    private static final String SHOP = """
            import java.util.List;

            public class Shop {
                static int price(String name) {
                    return List.of("bread").indexOf(name) < 0 ? Integer.parseInt(name) : 3;
                }

                static String label(String name) {
                    if (name.length() < 9) {
                        throw new IllegalStateException("no label for " + name);
                    }
                    return "[" + name + "]";
                }

                static void order() {
                    System.out.println("price " + price("cake"));
                    System.out.println("label " + label("cake"));
                }

                public static void main(String[] args) throws Exception {
                    Thread other = new Thread(() -> {
                        throw new IllegalArgumentException("nobody holds this");
                    }, "other");
                    other.start();
                    other.join();
                    Thread seller = new Thread(() -> order(), "seller");
                    seller.start();
                    seller.join();
                    System.in.read();
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
    void whatAStartedJvmThrowsIsPutRightBySaves(Jdk jdk) throws Exception {
        Path source = Files.writeString(folder.resolve("Shop.java"), SHOP);
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-g", "-d", folder.toString(), source.toString());
        assertThat(compiled).isZero();
        try (Session session = Session.start(
                jdk,
                folder,
                "exec",
                "--xloop=Shop.price",
                "--catch=IllegalStateException",
                "--",
                jdk.java().toString(),
                "-cp",
                ".",
                "Shop")) {
            session.told("Exception in thread \"other\" java.lang.IllegalArgumentException: nobody holds this");
            assertThat(session.told("Threw"))
                    .contains("Shop.price(String) run 1 in thread \"seller\"")
                    .contains("java.lang.NumberFormatException");

            String priced = SHOP.replace("\"bread\"", "\"bread\", \"cake\"");
            Files.writeString(source, priced);

            session.says("price 3");
            assertThat(session.told("Caught"))
                    .isEqualTo("Caught java.lang.IllegalStateException: no label for cake in thread \"seller\"");

            Files.writeString(source, priced.replace("< 9", "< 3"));

            session.told("Again Shop.label(String) in thread \"seller\"");
            session.says("label [cake]");
            assertThat(session.end()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void answersMayComeFromAPipe(Jdk jdk) throws Exception {
        Path source = Files.writeString(folder.resolve("Tick.java"), """
                public class Tick {
                    static int turn;

                    static int next(int by) {
                        System.out.println("at " + turn);
                        return turn += by;
                    }

                    public static void main(String[] args) throws Exception {
                        while (true) {
                            next(2);
                            Thread.sleep(1);
                        }
                    }
                }
                """);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "--release", "17", "-g", "-d", folder.toString(), source.toString()))
                .isZero();
        Process program = new ProcessBuilder(
                        jdk.java().toString(),
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0,quiet=y",
                        "-cp",
                        ".",
                        "Tick")
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (Session session = Session.start(jdk, folder, "attach", "--loop=Tick.next", Long.toString(program.pid()))) {
            assertThat(session.told("Returned")).contains("Tick.next(int) run 1 in thread \"main\"");
            session.type("r");
            assertThat(session.told("Returned")).contains("Tick.next(int) run 2 in thread \"main\"");
            session.type("c");
            session.told("Goes on Tick.next(int) returned in thread \"main\"");
            assertThat(session.told("Returned")).contains("Tick.next(int) run 1 in thread \"main\"");
            session.type("q");
            session.told("Goes on Tick.next(int) returned in thread \"main\"");
        } finally {
            program.destroyForcibly();
        }
    }
}
