package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.Event;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.target.Attacher;
import org.jurigged.controller.target.Target;

/** Programs of another user, and in namespaces of their own as in a container, made live by root. */
@OnEachJdk
final class ElsewhereByAgentTest {
    private static final String SHOP = """
            package shop;

            public class Shop {
                static int price() {
                    return 1;
                }

                public static void main(String[] args) throws Exception {
                    System.out.println(price());
                    while (System.in.read() == '\\n') {
                        System.out.println(price());
                    }
                }
            }
            """;

    @Parameter
    int feature;

    private LivePrograms made;
    private Process program;
    private BufferedReader answers;

    @BeforeEach
    void compile() throws Exception {
        assumeTrue(isRoot(), "only root can start programs elsewhere");
        made = LivePrograms.on(feature).source(SHOP).compile();
        Files.setPosixFilePermissions(made.directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void end() throws Exception {
        if (program != null) {
            program.descendants().forEach(ProcessHandle::destroyForcibly);
            program.destroyForcibly().waitFor();
        }
        if (made != null) {
            LiveProgram.deleteAll(made.directory);
        }
    }

    private static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.isDirectory(self) && Files.getAttribute(self, "unix:uid").equals(0);
    }

    /** Whether a command can be run here. */
    private static boolean works(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void start(String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of(command));
        program = new ProcessBuilder(all)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = program.inputReader(StandardCharsets.UTF_8);
        assertThat(answers.readLine()).isEqualTo("1");
    }

    private String price() throws IOException {
        BufferedWriter requests = program.outputWriter(StandardCharsets.UTF_8);
        requests.write("\n");
        requests.flush();
        return answers.readLine();
    }

    private void isMadeLive(long pid) throws Exception {
        Heard heard = new Heard();
        Target target = Attacher.attach(Optional.of(Long.toString(pid)));
        target.start();
        try (LiveSession session = LiveSession.open(new Settings().in(made.directory), List.of(), heard)) {
            session.add(target);
            heard.await(0, Event.TargetJoined.class);
            made.sources.write(SHOP.replace(
                    "static int price() {\n        return 1;",
                    "static int tax() {\n        return 4;\n    }\n\n    static int price() {\n        return tax();"));
            heard.await(0, Event.Live.class);
            assertThat(heard.since(0)).noneMatch(Event.Trouble.class::isInstance);
        }
        assertThat(price()).isEqualTo("4");
    }

    @Test
    void aProgramOfAnotherUser() throws Exception {
        assumeTrue(works("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "true"));
        start(
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                made.jdk.java().toString(),
                "-cp",
                made.classes().toString(),
                "shop.Shop");
        isMadeLive(program.pid());
    }

    /** Another root, another {@code /tmp}, other process ids. */
    @Test
    void aProgramInNamespacesOfItsOwn() throws Exception {
        assumeTrue(works("unshare", "--pid", "--fork", "--mount", "--mount-proc", "true"));
        start(
                "unshare",
                "--pid",
                "--fork",
                "--mount",
                "--mount-proc",
                "sh",
                "-c",
                "mount --bind '" + made.classes() + "' /mnt && mount -t tmpfs none /tmp && exec '" + made.jdk.java()
                        + "' -cp /mnt shop.Shop");
        await().until(() -> jvm().isPresent());
        isMadeLive(jvm().orElseThrow().pid());
    }

    private Optional<ProcessHandle> jvm() {
        return program.descendants()
                .filter(process -> process.info()
                        .command()
                        .filter(c -> c.endsWith("/java"))
                        .isPresent())
                .findFirst();
    }
}
