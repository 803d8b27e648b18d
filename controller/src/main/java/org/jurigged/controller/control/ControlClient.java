package org.jurigged.controller.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.CacheDirectory;
import org.jurigged.controller.control.Wire.Kind;

/** Asks the controller that has a JVM live. */
public final class ControlClient {
    /** Answered by every controller, with its own process id. */
    static final String WHO = "who";

    private ControlClient() {}

    static Path socket(long pid) {
        return CacheDirectory.get().resolve("control").resolve(pid + ".sock");
    }

    /**
     * Carries out a command and collects what it says.
     *
     * @param arguments any texts
     * @return what was said, piece by piece; empty when no controller has this JVM
     * @throws JuriggedException with the command's own sentence when it failed, and when the controller ended meanwhile
     */
    public static Optional<List<String>> ask(long pid, String command, String... arguments) throws JuriggedException {
        Optional<Conversation> begun = open(pid, command, arguments);
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        try (Conversation with = begun.get()) {
            List<String> answer = new ArrayList<>();
            for (Optional<String> text = with.hear(); text.isPresent(); text = with.hear()) {
                answer.add(text.get());
            }
            return Optional.of(answer);
        }
    }

    /**
     * Begins a command, to hear its answer as it comes and to say more; to be closed, which also tells the controller that
     * nobody listens.
     *
     * @return empty when no controller has this JVM
     */
    public static Optional<Conversation> open(long pid, String command, String... arguments) throws JuriggedException {
        SocketChannel channel;
        try {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(socket(pid)));
        } catch (IOException | UnsupportedOperationException e) {
            // There is none, or it is gone and left its socket behind.
            return Optional.empty();
        }
        Wire wire = new Wire(channel);
        Conversation with = new Conversation(wire, List.of(), "The jurigged that has the JVM " + pid + " live");
        try {
            wire.send(Kind.WORD, command);
            for (String argument : arguments) {
                wire.send(Kind.WORD, argument);
            }
            wire.send(Kind.GO, "");
        } catch (IOException e) {
            // It hung up on us: what it said before, or that it is gone, is heard.
            return Optional.of(with);
        }
        return Optional.of(with);
    }

    /** Returns the process id of the controller that has a JVM live; empty when none has, or it gives no answer. */
    public static Optional<Long> controllerOf(long pid) {
        try {
            return ask(pid, WHO).map(answer -> Long.parseLong(answer.get(0)));
        } catch (JuriggedException | RuntimeException e) {
            // It ended while it was asked, or is of another version.
            return Optional.empty();
        }
    }

    /** Whether a controller has this JVM live. */
    public static boolean answers(long pid) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket(pid)))) {
            return channel.isConnected();
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
