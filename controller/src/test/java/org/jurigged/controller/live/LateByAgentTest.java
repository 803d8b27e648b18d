package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.Event;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.target.Attacher;
import org.jurigged.controller.target.Target;

/**
 * Classes that are loaded while the controller gives no answer: the program goes on without it after five seconds, and is told
 * to have run old code. The controller is stopped, as by Ctrl-Z.
 */
@OnEachJdk
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process can't be stopped there")
final class LateByAgentTest {
    private static final String SHOP = """
            package shop;

            public class Shop {
                public static int price() {
                    return 1;
                }
            }
            """;

    private static final String LATE = """
            package late;

            public class Late {
                static int start = 1;

                public static int value() {
                    return shop.Shop.price() + start;
                }
            }
            """;

    private static final String LATER =
            LATE.replace("package late", "package later").replace("Late ", "Later ");

    private static final String MAIN = """
            package talk;

            import java.io.BufferedReader;
            import java.io.InputStreamReader;

            public class Main {
                public static void main(String[] args) throws Exception {
                    System.out.println(shop.Shop.price());
                    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
                    for (String name = in.readLine(); name != null; name = in.readLine()) {
                        try {
                            System.out.println(Class.forName(name).getMethod("value").invoke(null));
                        } catch (java.lang.reflect.InvocationTargetException e) {
                            System.out.println(e.getCause());
                        }
                    }
                }
            }
            """;

    @Parameter
    int feature;

    private LivePrograms made;
    private Process program;
    private BufferedReader answers;
    private Process controller;
    private BufferedReader events;

    @BeforeEach
    void start() throws Exception {
        made = LivePrograms.on(feature)
                .source(SHOP)
                .source(LATE)
                .source(LATER)
                .source(MAIN)
                .compile();
        program = new ProcessBuilder(
                        made.jdk.java().toString(), "-cp", made.classes().toString(), "talk.Main")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = program.inputReader(StandardCharsets.UTF_8);
        assertThat(answers.readLine()).isEqualTo("1");
        controller = new ProcessBuilder(TestJdk.jurigged(
                        KilledController.class, made.directory.toString(), Long.toString(program.pid())))
                .redirectErrorStream(true)
                .start();
        events = controller.inputReader(StandardCharsets.UTF_8);
        await("TargetJoined");
    }

    @AfterEach
    void end() throws Exception {
        controller.destroyForcibly().waitFor();
        program.destroyForcibly().waitFor();
        LiveProgram.deleteAll(made.directory);
    }

    /** Returns all that the controller says up to a line. */
    private List<String> await(String wanted) throws IOException {
        List<String> said = new ArrayList<>();
        String line;
        do {
            line = events.readLine();
            assertThat(line).as("%s after %s", wanted, said).isNotNull();
            said.add(line);
        } while (!line.contains(wanted));
        return said;
    }

    private String value(String className) throws IOException {
        BufferedWriter requests = program.outputWriter(StandardCharsets.UTF_8);
        requests.write(className + "\n");
        requests.flush();
        return answers.readLine();
    }

    private void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(controller.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private void save(String source, String old, String replacement) {
        made.sources.write(source.replace(old, replacement));
    }

    /** Gives the shop a method in a class of ours, which classes that are loaded later have to be told of. */
    private void addAMethodToTheShop() throws Exception {
        save(
                SHOP,
                "public static int price() {\n        return 1;",
                "public static int tax() {\n        return 20;\n    }\n\n    public static int price() {\n        return tax();");
        await("Live");
    }

    @Test
    void aClassThatIsLoadedLaterRunsItsNewCodeFromTheStart() throws Exception {
        addAMethodToTheShop();
        save(LATE, "Shop.price()", "Shop.tax()");
        await("Update");
        assertThat(value("late.Late")).isEqualTo("21");
    }

    @Test
    void aClassThatCouldNotWaitIsToldAndBroughtUpToDate() throws Exception {
        addAMethodToTheShop();
        save(LATE, "Shop.price()", "Shop.tax()");
        await("Update");
        save(LATER, "Shop.price()", "Shop.tax()");
        await("Update");
        signal("STOP");
        // Nobody tells these classes, as they are on the disk, where the method is.
        assertThat(value("late.Late")).contains("NoSuchMethodError");
        assertThat(value("later.Later")).contains("NoSuchMethodError");
        signal("CONT");
        assertThat(await("late.Late was loaded just now and ran its old code for a moment"))
                .isNotEmpty();
        assertThat(await("later.Later was loaded just now and ran its old code for a moment"))
                .isNotEmpty();
        assertThat(value("late.Late")).isEqualTo("21");
        assertThat(value("later.Later")).isEqualTo("21");
        aLaterSessionGoesOn();
    }

    private void aLaterSessionGoesOn() throws Exception {
        controller.destroyForcibly().waitFor();
        Heard heard = new Heard();
        Target target = Attacher.attach(Optional.of(Long.toString(program.pid())));
        target.start();
        try (LiveSession session = LiveSession.open(new Settings().in(made.directory), List.of(), heard)) {
            session.add(target);
            heard.await(0, Event.TargetJoined.class);
            save(LATE, "shop.Shop.price()", "100 + shop.Shop.tax()");
            heard.await(0, Event.Live.class);
            assertThat(heard.since(0)).noneMatch(Event.Trouble.class::isInstance);
        }
        assertThat(value("late.Late")).isEqualTo("121");
    }

    @Test
    void aLaterSessionDoesNotTakeAClassForLiveThatNobodyBroughtUpToDate() throws Exception {
        addAMethodToTheShop();
        save(LATE, "Shop.price()", "Shop.tax()");
        await("Update");
        signal("STOP");
        assertThat(value("late.Late")).contains("NoSuchMethodError");
        controller.destroyForcibly().waitFor();
        Heard heard = new Heard();
        Target target = Attacher.attach(Optional.of(Long.toString(program.pid())));
        target.start();
        try (LiveSession session = LiveSession.open(new Settings().in(made.directory), List.of(), heard)) {
            session.add(target);
            heard.await(0, Event.TargetJoined.class);
            save(LATER, "shop.Shop.price()", "100 + shop.Shop.tax()");
            heard.await(
                    0,
                    event -> event instanceof Event.Update update
                            && update.definition().contains("later.Later"),
                    "the update");
            assertThat(heard.since(0)).noneMatch(Event.Trouble.class::isInstance);
            assertThat(value("late.Late")).isEqualTo("21");
            assertThat(value("later.Later")).isEqualTo("121");
        }
    }
}
