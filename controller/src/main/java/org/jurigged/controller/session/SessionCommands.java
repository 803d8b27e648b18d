package org.jurigged.controller.session;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.control.ControlServer;

/** The commands that a session answers about one of its JVMs: {@code frames FILTER}, {@code apply}. */
final class SessionCommands implements ControlServer.Handler {
    private final LiveSession session;
    private final long pid;

    SessionCommands(LiveSession session, long pid) {
        this.session = session;
        this.pid = pid;
    }

    @Override
    public List<String> handle(String command, String argument) throws JuriggedException {
        return switch (command) {
            case "frames" ->
                await(session.frames(pid, argument)).stream()
                        .map(FrameLine::encode)
                        .toList();
            case "apply" -> {
                await(session.apply());
                yield List.of();
            }
            default ->
                throw new JuriggedException("The jurigged that has the JVM " + pid
                        + " live is of another version: it knows no '" + command + "'.");
        };
    }

    private static <T> T await(CompletableFuture<T> future) throws JuriggedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JuriggedException known) {
                throw known;
            }
            throw new JuriggedException("The command failed: " + e.getCause() + ".", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("The session was closed.", e);
        }
    }
}
