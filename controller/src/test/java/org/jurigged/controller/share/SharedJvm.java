package org.jurigged.controller.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jurigged.controller.live.LiveProgram;
import org.jurigged.controller.live.TestJdk;

/** A JVM of {@link Spinners} that is shared. */
final class SharedJvm implements AutoCloseable {

    final Multiplexer multiplexer;
    final RawDebugger own;
    final int port;
    private final Path directory;
    private final Process process;
    private final SharedPort shared;

    SharedJvm(int feature) throws IOException {
        Path java = TestJdk.of(feature).java();
        directory = Files.createTempDirectory("jurigged-share-");
        LiveProgram.classDirectory(directory, Spinners.class);
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1);
            String agent = "-agentlib:jdwp=transport=dt_socket,server=n,suspend=n,address=127.0.0.1:"
                    + server.socket().getLocalPort();
            process = new ProcessBuilder(java.toString(), agent, "-cp", directory.toString(), Spinners.class.getName())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            multiplexer = Multiplexer.on(server.accept(), "spinners");
        }
        own = new RawDebugger(multiplexer.own());
        shared = SharedPort.open(0);
        shared.serve(multiplexer);
        port = shared.port();
    }

    RawDebugger debugger() throws IOException {
        return new RawDebugger(port);
    }

    /** Waits until all threads run; returns them by their names. */
    Map<String, Long> spinners() {
        Map<String, Long> threads = own.threads();
        while (threads.keySet().stream()
                        .filter(name -> name.startsWith("spinner-"))
                        .count()
                < 3) {
            threads = own.threads();
        }
        threads.keySet().removeIf(name -> !name.startsWith("spinner-"));
        return threads;
    }

    /** Asks the JVM itself how often it has suspended a thread. */
    int realCount(long thread) throws Exception {
        CompletableFuture<Integer> count = new CompletableFuture<>();
        multiplexer.ask(
                Command.THREAD_SUSPEND_COUNT,
                Data.object(RawDebugger.SIZES, thread),
                reply -> count.complete(reply.fields(RawDebugger.SIZES).int4()));
        return count.get(30, TimeUnit.SECONDS);
    }

    boolean runs() throws Exception {
        long type = own.type(Spinners.class);
        Fields fields = own.get(0x0204, new Data(RawDebugger.SIZES).type(type).bytes());
        assertThat(fields.int4()).isEqualTo(1);
        byte[] turns = new Data(RawDebugger.SIZES)
                .type(type)
                .int4(1)
                .object(fields.object())
                .bytes();
        int before = turns(turns);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (turns(turns) == before && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return turns(turns) != before;
    }

    private int turns(byte[] asked) {
        Fields values = own.get(0x0206, asked);
        values.int4();
        values.int1();
        return values.int4();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        multiplexer.close();
        shared.close();
        LiveProgram.deleteAll(directory);
    }
}
