package org.jurigged.controller.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jurigged.agent.Protocol;
import org.jurigged.agent.Wire;

/** What an agent says that is no answer, or no frame at all. */
final class AgentConnectionTest {
    private final CompletableFuture<String> noted = new CompletableFuture<>();
    private Wire agent;
    private AgentConnection connection;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            agent = new Wire(SocketChannel.open(server.getLocalAddress()));
            connection = new AgentConnection(server.accept(), "com.acme.Shop");
        }
        connection.tellTo(noted::complete);
        connection.start(frame -> {
            throw new UncheckedIOException("the agent is of another version", new IOException());
        });
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
        agent.close();
    }

    @Test
    void whatNobodyUnderstandsEndsTheConnectionInOneSentence() throws IOException {
        agent.write(new Wire.Message(Protocol.LOADED, 1));
        assertThat(connection.end()).succeedsWithin(TalkProgram.BOUND);
        assertThat(noted)
                .succeedsWithin(TalkProgram.BOUND)
                .isEqualTo("The connection to com.acme.Shop has ended, as its agent could not be understood"
                        + " (the agent is of another version). Attach again to go on.");
    }

    @Test
    void whoWaitsForAnAnswerDoesNotWaitAnyLonger() {
        CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> assertThatThrownBy(
                        () -> connection.ask(Protocol.LOADED, "a question", q -> {}, Wire.Frame::readText))
                .isInstanceOf(TargetException.Gone.class));
        CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> readAndSayNonsense());
        assertThat(asked).succeedsWithin(TalkProgram.BOUND);
        assertThat(asking).succeedsWithin(TalkProgram.BOUND);
    }

    private void readAndSayNonsense() {
        try {
            agent.read();
            agent.write(new Wire.Message(Protocol.LOADED, 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
