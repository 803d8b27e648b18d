package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.jurigged.controller.Event;
import org.jurigged.controller.project.Jdk;

/**
 * A JVM that redefines classes without limits, GraalVM Espresso on a JDK 25, takes each class as it is: nothing is reshaped,
 * and initialisers run. Only with {@code -Pespresso}, which downloads 440 MB.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class EspressoTest {
    private static final int HOST = 25;

    private static final String MEMBERS = """
            package esp;

            import java.lang.reflect.Method;
            import java.util.Arrays;
            import java.util.stream.Collectors;

            public class Members {
                static final Members KEPT = new Members();

                int number = 7;

                public static String text() {
                    return "number " + KEPT.number;
                }

                public static String methods() {
                    return Arrays.stream(Members.class.getDeclaredMethods())
                            .filter(method -> !method.isSynthetic())
                            .map(Method::getName)
                            .sorted()
                            .collect(Collectors.joining(" "));
                }
            }
            """;

    private static final String LEAF = """
            package esp;

            public class Leaf extends Branch {
                static final Leaf KEPT = new Leaf();

                public static String text() {
                    return KEPT.who();
                }
            }

            class Branch {
                String who() {
                    return "branch";
                }
            }

            class Stem {
                String who() {
                    return "stem";
                }
            }
            """;

    private static final String RATE = """
            package esp;

            public class Rate {
                static int percent = 10;

                public static String text() {
                    return "rate " + percent;
                }
            }
            """;

    /** Espresso brings no thread of its own for us, so initialisers run when a thread of the program does something. */
    private static final String PULSE = """
            package esp;

            public class Pulse extends Thread {
                public static void begin() {
                    Pulse pulse = new Pulse();
                    pulse.setDaemon(true);
                    pulse.start();
                }

                @Override
                public void run() {
                    try {
                        while (true) {
                            Thread.sleep(10);
                        }
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            """;

    @TempDir
    static Path home;

    private LiveProgram program;

    @BeforeEach
    void start() throws Exception {
        if (program == null) {
            program = started();
        }
    }

    private static LiveProgram started() throws Exception {
        List<String> espresso = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.replace('\\', '/').contains("/org/graalvm/"))
                .toList();
        assumeFalse(espresso.isEmpty(), "GraalVM Espresso is not here; mvn -Pespresso brings it");
        Jdk launcher = launcher(TestJdk.of(HOST), espresso);
        LiveProgram started =
                LivePrograms.on(launcher).source(MEMBERS, LEAF, RATE, PULSE).start();
        started.call("esp.Pulse.begin");
        return started;
    }

    @AfterAll
    void end() throws IOException {
        if (program != null) {
            program.close();
        }
    }

    /** Makes what looks like a JDK and has a {@code java} that runs programs on Espresso. */
    private static Jdk launcher(Jdk host, List<String> espresso) throws Exception {
        String jars = String.join(File.pathSeparator, espresso);
        Path source = home.resolve("EspressoLauncher.java");
        try (InputStream text = EspressoTest.class.getResourceAsStream("/espresso/EspressoLauncher.java")) {
            Files.copy(text, source);
        }
        Path classes = home.resolve("launcher");
        List<Path> classPath = espresso.stream().map(Path::of).toList();
        TestJdk.compile(host, List.of(source), classPath, classes, StandardCharsets.UTF_8);
        Files.createSymbolicLink(home.resolve("lib"), host.home().resolve("lib"));
        Path bin = Files.createDirectory(home.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("javac"), host.home().resolve("bin/javac"));
        String command = "#!/bin/sh\nexec '" + host.java() + "' --enable-native-access=ALL-UNNAMED"
                + " --sun-misc-unsafe-memory-access=allow -cp '" + jars + File.pathSeparator + classes
                + "' EspressoLauncher \"$@\"\n";
        Path java = Files.writeString(bin.resolve("java"), command);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Jdk(home, host.feature(), host.version(), true);
    }

    @Test
    void methodsAndFieldsAreAddedAndReflectionSeesThem() {
        assertThat(program.call("esp.Members.text")).isEqualTo("number 7");
        program.save(MEMBERS.replace("int number = 7;", """
                        int number = 7;
                        String label = "fresh";
                        static int count = 3;

                        static String helped(int count) {
                            return "helped " + count + " " + KEPT.number + " " + KEPT.label + " " + new Members().label;
                        }
                """).replace("\"number \" + KEPT.number", "helped(count)"));
        List<Event> told = program.live();
        assertThat(told).noneMatch(Event.Unseen.class::isInstance).contains(new Event.Run("esp.Members.count", 12));
        assertThat(program.call("esp.Members.text")).isEqualTo("helped 3 7 null fresh");
        assertThat(program.call("esp.Members.methods")).isEqualTo("helped methods text");
    }

    @Test
    void anotherSuperclassIsLiveForObjectsThatExist() {
        assertThat(program.call("esp.Leaf.text")).isEqualTo("branch");
        program.edit("esp.Leaf", "extends Branch", "extends Stem").live();
        assertThat(program.call("esp.Leaf.text")).isEqualTo("stem");
    }

    @Test
    void aChangedInitialiserRuns() {
        assertThat(program.call("esp.Rate.text")).isEqualTo("rate 10");
        program.edit("esp.Rate", "percent = 10", "percent = 20");
        assertThat(program.live()).contains(new Event.Run("esp.Rate.percent", 4));
        assertThat(program.call("esp.Rate.text")).isEqualTo("rate 20");
    }
}
