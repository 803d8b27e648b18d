package org.jurigged.controller.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.jurigged.agent.Protocol;

/** Whoever else comes to where an agent is awaited is shown out, and keeps nobody waiting. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the place is a port there")
class MeetingPlaceTest {
    private static ByteBuffer word(int magic, String secret) {
        byte[] text = secret.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(Integer.BYTES + text.length)
                .putInt(magic)
                .put(text)
                .flip();
    }

    private static SocketChannel connect(Path directory, ByteBuffer first) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("s")));
        while (first.hasRemaining()) {
            channel.write(first);
        }
        return channel;
    }

    private static void assertShownOut(SocketChannel channel) throws IOException {
        try (channel) {
            assertThat(channel.read(ByteBuffer.allocate(1))).isNegative();
        }
    }

    @Test
    void onlyWhoSaysTheSecretIsTheAgentAndNobodyElseIsWaitedFor() throws Exception {
        long pid = ProcessHandle.current().pid();
        MeetingPlace place = MeetingPlace.open(pid, ProcessRoot.of(pid));
        Path directory = Path.of(place.path());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        String secret =
                Files.readAllLines(directory.resolve(Protocol.ADDRESS_FILE)).get(2);
        CompletableFuture<SocketChannel> agent = place.agent();

        SocketChannel silent = connect(directory, ByteBuffer.allocate(0));
        SocketChannel half = connect(directory, word(Protocol.MAGIC, secret.substring(1)));
        assertShownOut(connect(directory, word(Protocol.MAGIC + 1, secret)));
        assertShownOut(connect(
                directory, word(Protocol.MAGIC, secret.replaceFirst("^.", secret.startsWith("0") ? "1" : "0"))));
        assertShownOut(connect(directory, ByteBuffer.wrap(new byte[secret.length() + Integer.BYTES])));
        connect(directory, word(Protocol.MAGIC, "")).close();
        assertThat(agent).isNotDone();

        SocketChannel right = connect(directory, word(Protocol.MAGIC, secret));
        try (SocketChannel taken = agent.get(60, TimeUnit.SECONDS)) {
            place.close();
            assertShownOut(silent);
            assertShownOut(half);
            assertThat(directory).doesNotExist();
            taken.write(ByteBuffer.wrap(new byte[] {7}));
            ByteBuffer read = ByteBuffer.allocate(1);
            assertThat(right.read(read)).isOne();
            assertThat(read.get(0)).isEqualTo((byte) 7);
        }
        right.close();
        for (String left : List.of(Protocol.ADDRESS_FILE, "s")) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> Files.size(directory.resolve(left)));
        }
    }
}
