package org.jurigged.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A jurigged on a terminal of 80 columns, which tmux has; skips the test where there is none. */
final class Screen implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(90);

    /** Each has a server of its own: the last one's may still be about to end. */
    private static final AtomicInteger SERVERS = new AtomicInteger();

    private final Path socket;

    private Screen(Path socket) {
        this.socket = socket;
    }

    /** Starts one in a directory. */
    static Screen of(Path folder, Path java, String... arguments) throws IOException {
        Screen screen = new Screen(folder.resolve("tmux" + SERVERS.incrementAndGet()));
        assumeTrue(screen.tmux("-V").exitValue() == 0, "there is no tmux on this machine");
        List<String> options = List.of("-Djurigged.tty.in=true", "-Djurigged.tty.err=true", "-Duser.home=" + folder);
        List<String> command = Session.command(java, options, arguments);
        Path file = Files.write(folder.resolve("arguments"), command.subList(1, command.size()));
        Process started = screen.tmux(
                "new-session",
                "-d",
                "-c",
                folder.toString(),
                "-x",
                "80",
                "-y",
                "40",
                "XDG_CACHE_HOME=" + folder + " " + java + " @" + file + "; echo '[exited]'; sleep "
                        + (arguments[0].equals("eval") ? 10 : 1));
        assertThat(started.exitValue()).isZero();
        return screen;
    }

    /** Presses keys, or types texts. */
    void type(String... keys) throws IOException {
        List<String> words = new ArrayList<>(List.of("send-keys"));
        words.addAll(List.of(keys));
        tmux(words.toArray(String[]::new));
    }

    /** What comes of the first key may be on its way while the next is pressed: no harm is done by that. */
    void tabUntil(String text) {
        typeUntil("Tab", text);
    }

    /** Presses a key, again and again, until a text is there. */
    void typeUntil(String key, String text) {
        Awaitility.await().atMost(BOUND).pollInterval(Duration.ofSeconds(3)).until(() -> {
            type(key);
            return text().contains(text) || isOver();
        });
    }

    void await(String... texts) {
        Awaitility.await().atMost(BOUND).untilAsserted(() -> assertThat(text()).contains(texts));
    }

    void awaitEnd() {
        Awaitility.await().atMost(BOUND).until(this::isOver);
    }

    private boolean isOver() throws IOException {
        return tmux("has-session").exitValue() != 0;
    }

    /** Asserts that no line is longer than the terminal is wide. */
    void assertFits() throws IOException {
        assertThat(text().lines()).allMatch(line -> line.length() <= 80);
    }

    private String text() throws IOException {
        Process shown = tmux("capture-pane", "-p");
        try (InputStream in = shown.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Process tmux(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
        command.addAll(List.of(words));
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            return new ProcessBuilder("false").start().onExit().join();
        }
    }

    @Override
    public void close() throws IOException {
        tmux("kill-server");
    }
}
