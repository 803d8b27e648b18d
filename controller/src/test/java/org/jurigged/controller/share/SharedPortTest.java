package org.jurigged.controller.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.jurigged.controller.live.OnEachJdk;

/** Debuggers come whenever they like. */
@OnEachJdk
final class SharedPortTest {
    /** How long nothing comes, for a debugger to be one that waits. */
    private static final int SILENT_MILLIS = 300;

    private static final int ANSWER_MILLIS = 30_000;

    @Parameter
    private int feature;

    private SharedJvm jvm;

    @BeforeParameterizedClassInvocation
    void start() throws Exception {
        jvm = new SharedJvm(feature);
    }

    @AfterParameterizedClassInvocation
    void end() throws Exception {
        if (jvm != null) {
            jvm.close();
            jvm = null;
        }
    }

    @Test
    void oneThatComesBeforeTheSessionHasJoinedTheProgramWaitsForIt() throws Exception {
        try (SharedPort port = SharedPort.open(0);
                Socket early = new Socket(InetAddress.getByName("127.0.0.1"), port.port())) {
            early.getOutputStream().write(Upstream.HANDSHAKE);
            early.setSoTimeout(SILENT_MILLIS);
            assertThatThrownBy(() -> early.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            port.serve(jvm.multiplexer);
            early.setSoTimeout(ANSWER_MILLIS);
            assertThat(early.getInputStream().readNBytes(Upstream.HANDSHAKE.length))
                    .isEqualTo(Upstream.HANDSHAKE);
        }
    }

    @Test
    void oneThatWaitsIsShownOutWhenTheSessionEndsWithoutAProgram() throws Exception {
        SharedPort port = SharedPort.open(0);
        try (Socket early = new Socket(InetAddress.getByName("127.0.0.1"), port.port())) {
            port.close();
            early.setSoTimeout(ANSWER_MILLIS);
            assertThat(isShownOut(early)).isTrue();
        }
    }

    private static boolean isShownOut(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }
}
