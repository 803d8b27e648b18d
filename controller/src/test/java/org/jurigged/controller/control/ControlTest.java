package org.jurigged.controller.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.CacheDirectory;

/** What the shell asks a session, over a real socket. The process ids are above what a system gives. */
@Timeout(60)
final class ControlTest {
    private static final long PID = (1L << 40) + 1;
    private static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "jurigged-test");
        thread.setDaemon(true);
        thread.start();
    };

    @TempDir
    private Path cache;

    private String before;
    private ControlServer server;

    @BeforeEach
    void elsewhere() {
        before = System.getProperty(CacheDirectory.PROPERTY);
        System.setProperty(CacheDirectory.PROPERTY, cache.toString());
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
        if (before == null) {
            System.clearProperty(CacheDirectory.PROPERTY);
        } else {
            System.setProperty(CacheDirectory.PROPERTY, before);
        }
    }

    private void serve(ControlCommands commands) throws JuriggedException {
        server = ControlServer.start(PID, commands);
    }

    private static ControlCommands echo() {
        return new ControlCommands().on("echo", with -> {
            for (String argument : with.arguments()) {
                with.say(argument);
            }
        });
    }

    @Test
    void argumentsAndAnswersAreAnyTexts() throws Exception {
        serve(echo());
        String source = "int f() {\r\n\treturn 1; // \u00fc \ud83d\ude00\n}\n";
        String[] texts = {source, "", "\t", "ok", "x".repeat(3_000_000)};
        assertThat(ControlClient.ask(PID, "echo", texts)).contains(List.of(texts));
    }

    @Test
    void nobodyAnswersForAJvmThatIsNotLive() throws Exception {
        assertThat(ControlClient.ask(PID, "echo")).isEmpty();
        assertThat(ControlClient.controllerOf(PID)).isEmpty();
    }

    @Test
    void failuresAreTheirSentence() throws Exception {
        serve(new ControlCommands()
                .on("fail", with -> {
                    with.say("first");
                    throw new JuriggedException("It does not\nwork.");
                })
                .on("break", with -> {
                    throw new IllegalStateException("broken");
                }));
        assertThatThrownBy(() -> ControlClient.ask(PID, "fail"))
                .isInstanceOf(JuriggedException.class)
                .hasMessage("It does not\nwork.");
        assertThatThrownBy(() -> ControlClient.ask(PID, "break"))
                .isInstanceOf(JuriggedException.class)
                .hasMessageContaining("broken");
        assertThatThrownBy(() -> ControlClient.ask(PID, "unknown"))
                .isInstanceOf(JuriggedException.class)
                .hasMessageContaining("of another version")
                .hasMessageContaining("'unknown'");
    }

    @Test
    void aCommandThatWaitsHoldsUpNoOther() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        serve(new ControlCommands()
                .on("wait", with -> {
                    with.say("waiting");
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        throw new JuriggedException("interrupted", e);
                    }
                    with.say("released");
                })
                .on("release", with -> release.countDown()));
        try (Conversation waiting = ControlClient.open(PID, "wait").orElseThrow()) {
            assertThat(waiting.hear()).contains("waiting");
            assertThat(ControlClient.ask(PID, "release")).contains(List.of());
            assertThat(waiting.hear()).contains("released");
            assertThat(waiting.hear()).isEmpty();
        }
    }

    @Test
    void bothSidesMayTalkAtOnce() throws Exception {
        serve(new ControlCommands().on("upper", with -> {
            for (Optional<String> line = with.hear(); line.isPresent(); line = with.hear()) {
                with.say(line.get().toUpperCase(Locale.ROOT));
            }
            with.say("bye");
        }));
        try (Conversation with = ControlClient.open(PID, "upper").orElseThrow()) {
            // Hears before anything is said: neither direction waits for the other.
            CompletableFuture<Optional<String>> first = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return with.hear();
                        } catch (JuriggedException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    THREADS);
            with.say("a\nb");
            assertThat(first.get(30, TimeUnit.SECONDS)).contains("A\nB");
            with.say("c");
            assertThat(with.hear()).contains("C");
            with.done();
            assertThat(with.hear()).contains("bye");
            assertThat(with.hear()).isEmpty();
        }
    }

    @Test
    void aCommandHearsThatItsShellIsGone() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        serve(new ControlCommands().on("hear", with -> {
            try {
                heard.complete(with.hear().orElse("done"));
            } catch (JuriggedException e) {
                heard.complete(e.getMessage());
            }
        }));
        ControlClient.open(PID, "hear").orElseThrow().close();
        assertThat(heard.get(30, TimeUnit.SECONDS)).contains("is gone");
    }

    @Test
    void aShellHearsThatTheControllerIsGone() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        serve(new ControlCommands().on("hang", with -> {
            with.say("begun");
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new JuriggedException("interrupted", e);
            }
        }));
        try (Conversation with = ControlClient.open(PID, "hang").orElseThrow()) {
            assertThat(with.hear()).contains("begun");
            server.close();
            assertThatThrownBy(with::hear).hasMessageContaining("is gone; what it was asked may be done or not");
        }
        never.countDown();
    }

    @Test
    void aSecondControllerIsRefusedWithTheProcessIdOfTheFirst() throws Exception {
        serve(echo());
        String own = Long.toString(ProcessHandle.current().pid());
        assertThat(ControlClient.controllerOf(PID))
                .contains(ProcessHandle.current().pid());
        assertThatThrownBy(() -> ControlServer.start(PID, echo()))
                .isInstanceOf(HeldException.class)
                .hasMessageContaining("The JVM " + PID + " is live already: the jurigged with the process id " + own);
        assertThat(ControlClient.ask(PID, "echo", "still")).contains(List.of("still"));
    }

    @Test
    void aSocketThatWasLeftBehindIsTakenOver() throws Exception {
        Files.createDirectories(ControlClient.socket(PID).getParent());
        Files.createFile(ControlClient.socket(PID));
        serve(echo());
        assertThat(ControlClient.ask(PID, "echo", "here")).contains(List.of("here"));
        server.close();
        server.close();
        assertThat(ControlClient.socket(PID)).doesNotExist();
        serve(echo());
        assertThat(ControlClient.answers(PID)).isTrue();
    }
}
