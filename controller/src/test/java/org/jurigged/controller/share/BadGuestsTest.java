package org.jurigged.controller.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.live.OnEachJdk;

/** Whatever a debugger does, the program and the others go on. */
@OnEachJdk
final class BadGuestsTest {
    @Parameter
    private int feature;

    private SharedJvm jvm;
    private long thread;

    @BeforeParameterizedClassInvocation
    void start() throws Exception {
        jvm = new SharedJvm(feature);
        thread = jvm.spinners().values().iterator().next();
    }

    @AfterParameterizedClassInvocation
    void end() throws Exception {
        if (jvm != null) {
            jvm.close();
            jvm = null;
        }
    }

    private void assertOthersGoOn() throws Exception {
        try (RawDebugger another = jvm.debugger()) {
            assertThat(another.threads()).containsKey("spinner-0");
        }
        assertThat(jvm.runs()).isTrue();
    }

    @Test
    void oneThatDoesNotSpeakTheProtocolIsShownOut() throws Exception {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), jvm.port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes("US-ASCII"));
            assertThat(socket.getInputStream().read()).isNegative();
        }
        assertOthersGoOn();
    }

    @Test
    void oneThatOnlyConnectsOrSendsHalfAPacketDisturbsNobody() throws Exception {
        try (Socket silent = new Socket(InetAddress.getByName("127.0.0.1"), jvm.port);
                RawDebugger half = jvm.debugger()) {
            assertThat(silent.isConnected()).isTrue();
            half.sendRaw(new byte[] {0, 0, 1, 0, 0, 0, 0});
            assertOthersGoOn();
        }
    }

    @Test
    void packetsOfImpossibleLengthsEndTheirConnectionAndItsHolds() throws Exception {
        for (byte[] length : new byte[][] {{0x7F, -1, -1, -1}, {-1, -1, -1, -1}, {0, 0, 0, 3}}) {
            try (RawDebugger bad = jvm.debugger()) {
                bad.get(Command.VM_SUSPEND, Data.NONE);
                bad.sendRaw(length);
                bad.sendRaw(new byte[Packet.HEADER]);
                assertThat(bad.isShownOut()).isTrue();
            } catch (UncheckedIOException e) {
                // It was shown out before it had sent all.
                assertThat(e.getCause()).isInstanceOf(IOException.class);
            }
            assertOthersGoOn();
        }
    }

    @Test
    void packetsThatEndTooEarlyAreErrorsAndNothingElse() throws Exception {
        try (RawDebugger bad = jvm.debugger()) {
            int[] commands = {
                Command.THREAD_RESUME,
                Command.THREAD_SUSPEND,
                Command.EVENT_SET,
                Command.EVENT_CLEAR,
                Command.VM_DISPOSE_OBJECTS,
                Command.VM_REDEFINE_CLASSES,
                Command.CLASS_INVOKE,
                Command.OBJECT_DISABLE_COLLECTION,
                Command.THREAD_FRAMES
            };
            Random random = new Random(7);
            for (int command : commands) {
                for (int length = 0; length < 4; length++) {
                    byte[] data = new byte[length];
                    random.nextBytes(data);
                    assertThat(bad.ask(command, data).error())
                            .as("command %x", command)
                            .isNotZero();
                }
            }
            assertThat(bad.threads()).containsKey("spinner-0");
        }
        assertOthersGoOn();
    }

    @Test
    void oneThatStopsReadingIsShownOutAndWhatItHeldRuns() throws Exception {
        try (RawDebugger lazy = jvm.debugger()) {
            lazy.get(Command.VM_SUSPEND, Data.NONE);
            long end = System.nanoTime() + 60_000_000_000L;
            try {
                while (jvm.own.suspendCount(thread) == 0 && jvm.realCount(thread) > 0 && System.nanoTime() < end) {
                    lazy.send(0x0103, Data.NONE);
                    assertThat(jvm.own.suspendCount(thread)).isZero();
                }
            } catch (UncheckedIOException e) {
                // It was shown out in the middle of it.
                assertThat(e.getCause()).isInstanceOf(IOException.class);
            }
            while (jvm.realCount(thread) > 0 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(jvm.realCount(thread)).isZero();
        }
        assertOthersGoOn();
    }

    @Test
    void oneDebuggersIdsStayWhenAnotherDisposesOfThem() throws Exception {
        try (RawDebugger one = jvm.debugger();
                RawDebugger other = jvm.debugger()) {
            long text = one.get(
                            0x010B, new Data(RawDebugger.SIZES).string("kept").bytes())
                    .object();
            one.get(Command.OBJECT_DISABLE_COLLECTION, text);
            byte[] all =
                    new Data(RawDebugger.SIZES).int4(1).object(text).int4(1000).bytes();
            other.get(Command.VM_DISPOSE_OBJECTS, all);
            other.get(Command.OBJECT_DISABLE_COLLECTION, text);
            other.get(Command.OBJECT_ENABLE_COLLECTION, text);
            other.ask(Command.VM_DISPOSE, Data.NONE);
            assertThat(one.get(0x0A01, text).string()).isEqualTo("kept");
        }
    }

    @Test
    void heldEventsComeWhenTheyAreReleased() throws Exception {
        try (RawDebugger guest = jvm.debugger()) {
            guest.get(Command.VM_HOLD_EVENTS, Data.NONE);
            long type = guest.type(Spinners.class);
            guest.breakpoint(type, guest.method(type, "turn"), thread, Composite.SUSPEND_THREAD);
            while (guest.suspendCount(thread) == 0) {
                assertThat(guest.events).isEmpty();
            }
            guest.get(Command.VM_RELEASE_EVENTS, Data.NONE);
            assertThat(guest.event().thread()).isEqualTo(thread);
        }
        assertOthersGoOn();
    }
}
