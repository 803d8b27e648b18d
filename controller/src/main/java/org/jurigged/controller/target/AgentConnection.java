package org.jurigged.controller.target;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jurigged.agent.Protocol;
import org.jurigged.agent.Wire;
import org.jurigged.controller.JuriggedException;

/** Asks the agent in a JVM, and hears what it tells by itself. Thread-safe. */
final class AgentConnection implements AutoCloseable {
    private static final long SILENCE_SECONDS = 3;

    private final Wire wire;
    private final String label;
    private final AtomicInteger lastNumber = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Wire.Frame>> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean isSilent = new AtomicBoolean();
    private volatile Consumer<String> notes = note -> {};
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** @param label names the JVM in messages */
    AgentConnection(SocketChannel channel, String label) {
        this.wire = new Wire(channel);
        this.label = label;
    }

    /** Writes a question's arguments. */
    interface Question {
        void to(Wire.Message message);
    }

    /** Reads an answer. */
    interface Answer<T> {
        T from(Wire.Frame frame) throws IOException;
    }

    /** Begins to read; {@code told} gets what is no answer, on the reading thread. */
    void start(Consumer<Wire.Frame> told) {
        Thread thread = new Thread(() -> read(told), "jurigged-agent-read");
        thread.setDaemon(true);
        thread.start();
    }

    private void read(Consumer<Wire.Frame> told) {
        try {
            while (true) {
                Wire.Frame frame = wire.read();
                if (frame.kind == Protocol.ANSWER || frame.kind == Protocol.FAILURE) {
                    CompletableFuture<Wire.Frame> asked = waiting.remove(frame.number);
                    if (asked != null) {
                        asked.complete(frame);
                    }
                } else {
                    told.accept(frame);
                }
            }
        } catch (IOException e) {
            finish(e);
        } catch (RuntimeException | Error e) {
            // Whatever comes after what can't be understood can't be either, and nobody is to wait for it.
            finish(e);
            notes.accept("The connection to " + label + " has ended, as its agent could not be understood ("
                    + e.getMessage() + "). Attach again to go on.");
        }
    }

    private void finish(Throwable reason) {
        end.complete(null);
        close();
        waiting.values().forEach(asked -> asked.completeExceptionally(reason));
    }

    /** Completes when the connection has ended. */
    CompletableFuture<Void> end() {
        return end;
    }

    /** Is told if the JVM makes us wait. */
    void tellTo(Consumer<String> listener) {
        notes = listener;
    }

    /** Asks, and waits for the answer, which comes at once unless a debugger holds all threads. */
    <T> T ask(byte kind, String what, Question question, Answer<T> answer) throws JuriggedException {
        return ask(kind, what, question, answer, this::awaitOrTell);
    }

    /** Asks for what takes as long as the program's code does, and waits for the answer. */
    <T> T await(byte kind, String what, Question question, Answer<T> answer) throws JuriggedException {
        return ask(kind, what, question, answer, CompletableFuture::get);
    }

    /**
     * Asks for what may never end, and waits for the answer.
     *
     * @param what names the question in messages
     * @param seconds how long to wait
     */
    <T> T ask(byte kind, String what, long seconds, Question question, Answer<T> answer) throws JuriggedException {
        try {
            return ask(kind, what, question, answer, asked -> asked.get(seconds, TimeUnit.SECONDS));
        } catch (TargetException.NoThread e) {
            throw new TargetException.NoThread(
                    what + " has not come back after " + seconds + " seconds; it goes on in thread \"jurigged\".", e);
        }
    }

    /** How to wait. */
    private interface Patience {
        Wire.Frame await(CompletableFuture<Wire.Frame> asked)
                throws ExecutionException, InterruptedException, TimeoutException;
    }

    private <T> T ask(byte kind, String what, Question question, Answer<T> answer, Patience patience)
            throws JuriggedException {
        int number = lastNumber.incrementAndGet();
        CompletableFuture<Wire.Frame> asked = new CompletableFuture<>();
        waiting.put(number, asked);
        try {
            if (end.isDone()) {
                throw new IOException("the connection is closed");
            }
            Wire.Message message = new Wire.Message(kind, number);
            question.to(message);
            wire.write(message);
            return read(what, patience.await(asked), answer);
        } catch (IOException | ExecutionException e) {
            throw new TargetException.Gone(label, e);
        } catch (TimeoutException e) {
            throw new TargetException.NoThread(what + " has not come back.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException(what + " was interrupted.", e);
        } finally {
            waiting.remove(number);
        }
    }

    private Wire.Frame awaitOrTell(CompletableFuture<Wire.Frame> asked)
            throws ExecutionException, InterruptedException {
        try {
            return asked.get(SILENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            if (!isSilent.getAndSet(true)) {
                notes.accept("The program " + label
                        + " does not answer: a debugger may hold its threads, at a breakpoint for"
                        + " example. What is saved goes live when they go on.");
            }
            Wire.Frame frame = asked.get();
            isSilent.set(false);
            return frame;
        }
    }

    /** Says something whose answer isn't waited for. */
    void tell(byte kind, Question question) throws IOException {
        Wire.Message message = new Wire.Message(kind, lastNumber.incrementAndGet());
        question.to(message);
        wire.write(message);
    }

    private <T> T read(String what, Wire.Frame frame, Answer<T> answer) throws IOException, JuriggedException {
        if (frame.kind == Protocol.ANSWER) {
            return answer.from(frame);
        }
        byte kind = frame.readByte();
        String reason = frame.readText();
        if (kind == Protocol.REFUSED) {
            throw new TargetException.Refused("The JVM of " + label + " refused " + what + " (" + reason + ").", null);
        }
        if (kind == Protocol.THROWN) {
            throw new TargetException.Thrown(reason);
        }
        throw new JuriggedException(what + " failed in " + label + ": " + reason + ".");
    }

    @Override
    public void close() {
        try {
            wire.close();
        } catch (IOException e) {
            // It is not open any more, which is what was wanted.
            return;
        }
    }
}
