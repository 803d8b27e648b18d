package org.jurigged.controller.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.jurigged.agent.Protocol;
import org.jurigged.controller.live.AttachedProgram;
import org.jurigged.controller.live.LivePrograms;
import org.jurigged.controller.live.OnEachJdk;

/** Whatever comes to an agent from its controller, the program goes on; the agent answers, or is gone. */
@OnEachJdk
final class BadControllersTest {
    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final String SHOP = """
            package shop;

            public class Shop {
                public static int price() {
                    return 1;
                }

                static volatile String uncaught = "";

                public static String watch() {
                    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught += thread + " " + thrown);
                    return uncaught;
                }

                public static String agents() {
                    return "" + Thread.getAllStackTraces().keySet().stream()
                            .map(Thread::getName)
                            .filter(name -> name.startsWith("jurigged"))
                            .toList();
                }
            }
            """;

    @Parameter
    private int feature;

    private AttachedProgram program;

    @BeforeEach
    void start() throws Exception {
        program = AttachedProgram.plain(LivePrograms.on(feature).source(SHOP));
        assertThat(program.call("shop.Shop.watch")).isEmpty();
    }

    @AfterEach
    void end() throws Exception {
        // It would be in the program's output.
        assertThat(program.call("shop.Shop.watch")).isEmpty();
        program.close();
    }

    private static void send(SocketChannel agent, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            agent.write(bytes);
        }
    }

    private static ByteBuffer frame(int length, byte kind, int number, byte... rest) {
        return ByteBuffer.allocate(2 * Integer.BYTES + Byte.BYTES + rest.length)
                .putInt(length)
                .put(kind)
                .putInt(number)
                .put(rest)
                .flip();
    }

    private static ByteBuffer whole(byte kind, int number, byte... rest) {
        return frame(Byte.BYTES + Integer.BYTES + rest.length, kind, number, rest);
    }

    /** Reads a frame; returns its kind. */
    private static byte read(SocketChannel agent) throws IOException {
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        while (length.hasRemaining()) {
            assertThat(agent.read(length)).isNotNegative();
        }
        ByteBuffer frame = ByteBuffer.allocate(length.getInt(0));
        while (frame.hasRemaining()) {
            assertThat(agent.read(frame)).isNotNegative();
        }
        return frame.get(0);
    }

    private void assertGone(SocketChannel agent) throws Exception {
        ByteBuffer rest = ByteBuffer.allocate(1 << 16);
        try {
            while (agent.read(rest.clear()) >= 0) {
                continue;
            }
        } catch (IOException e) {
            // Gone with something that it had not read.
            assertThat(agent.isOpen()).isTrue();
        }
        assertRidOfIt();
    }

    private void assertRidOfIt() throws IOException {
        await().atMost(BOUND)
                .untilAsserted(
                        () -> assertThat(program.call("shop.Shop.agents")).isEqualTo("[]"));
        assertThat(program.call("shop.Shop.price")).isEqualTo("1");
    }

    @Test
    void framesOfImpossibleLengthsEndIt() throws Exception {
        for (int length : new int[] {-1, 0, 4, Protocol.MOST_BYTES + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            try (SocketChannel agent = RawAgent.load(program.pid())) {
                send(agent, frame(length, Protocol.INFO, 1));
                assertGone(agent);
            }
        }
    }

    @Test
    void aConnectionThatEndsInAFrameOrBeforeItsFirstEndsIt() throws Exception {
        RawAgent.load(program.pid()).close();
        assertRidOfIt();
        try (SocketChannel agent = RawAgent.load(program.pid())) {
            send(agent, frame(1000, Protocol.REDEFINE, 1, (byte) 1));
        }
        assertRidOfIt();
    }

    @Test
    void oneThatGoesBeforeItsAnswerComesLeavesNoTrace() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (SocketChannel agent = RawAgent.load(program.pid())) {
                send(agent, whole(Protocol.INFO, 1));
            }
            assertRidOfIt();
        }
    }

    @Test
    void questionsThatMakeNoSenseAreAnsweredSoOrEndIt() throws Exception {
        try (SocketChannel agent = RawAgent.load(program.pid())) {
            for (byte kind = 0; kind < 50; kind++) {
                if (kind != Protocol.GO_ON && kind != Protocol.LATE) {
                    send(agent, whole(kind, kind));
                    assertThat(read(agent)).as("kind %d", kind).isIn(Protocol.ANSWER, Protocol.FAILURE);
                }
            }
            byte[] manyClasses = {0x7F, -1, -1, -1, 0, 0, 0, 1};
            send(agent, whole(Protocol.REDEFINE, 1, manyClasses));
            assertThat(read(agent)).isEqualTo(Protocol.FAILURE);
            send(agent, whole(Protocol.INFO, 2));
            assertThat(read(agent)).isEqualTo(Protocol.ANSWER);
            send(agent, whole(Protocol.GO_ON, 3));
            assertGone(agent);
        }
    }

    @Test
    void randomQuestionsDoTheProgramNoHarm() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (SocketChannel agent = RawAgent.load(program.pid())) {
            for (int i = 0; i < 2_000; i++) {
                byte kind = (byte) (Protocol.INFO + random.nextInt(20));
                if (kind == Protocol.GO_ON || kind == Protocol.LATE || kind == Protocol.GUEST) {
                    continue;
                }
                byte[] rest = new byte[random.nextInt(40)];
                random.nextBytes(rest);
                send(agent, whole(kind, i, rest));
                assertThat(read(agent)).as("%d, seed %d", i, seed).isIn(Protocol.ANSWER, Protocol.FAILURE);
            }
            assertThat(program.call("shop.Shop.price")).isEqualTo("1");
        }
        assertRidOfIt();
    }

    @Test
    void oneThatReadsNothingIsLetGoOf() throws Exception {
        try (SocketChannel agent = RawAgent.load(program.pid())) {
            ByteBuffer question = whole(Protocol.INFO, 1);
            try {
                for (int i = 0; i < 80_000; i++) {
                    send(agent, question.rewind());
                }
            } catch (IOException e) {
                // It has let go in the middle of them.
                assertThat(agent.isOpen()).isTrue();
            }
            assertThat(program.call("shop.Shop.price")).isEqualTo("1");
            assertRidOfIt();
        }
    }
}
