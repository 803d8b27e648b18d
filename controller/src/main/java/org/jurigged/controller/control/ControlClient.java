package org.jurigged.controller.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.classes.CacheDirectory;

/** Asks the controller that has a JVM live. */
public final class ControlClient {
    private static final String OK = "ok";
    private static final String ERROR = "error ";

    private ControlClient() {}

    static Path socket(long pid) {
        return CacheDirectory.get().resolve("control").resolve(pid + ".sock");
    }

    /** Returns the lines of the answer; empty when no controller has this JVM. */
    public static Optional<List<String>> ask(long pid, String command, String argument) throws JuriggedException {
        if (!Files.exists(socket(pid))) {
            return Optional.empty();
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket(pid)))) {
            Writer out = Channels.newWriter(channel, StandardCharsets.UTF_8);
            out.write(command + "\t" + argument + "\n");
            out.flush();
            BufferedReader in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            String first = in.readLine();
            if (OK.equals(first)) {
                return Optional.of(in.lines().toList());
            }
            throw new JuriggedException(
                    first != null && first.startsWith(ERROR)
                            ? first.substring(ERROR.length())
                            : "The jurigged that has the JVM " + pid + " live gave no answer.");
        } catch (IOException e) {
            // Its controller is gone and left the socket behind.
            return Optional.empty();
        }
    }

    /** Whether a controller has this JVM live. */
    public static boolean answers(long pid) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket(pid)))) {
            return channel.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
