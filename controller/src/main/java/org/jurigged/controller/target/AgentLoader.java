package org.jurigged.controller.target;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jurigged.controller.JuriggedException;

/** Loads the agent into a JVM of this machine (Attach API). */
final class AgentLoader {
    private static final long WAIT_SECONDS = 20;
    private static final String ENABLE = "-XX:+EnableDynamicAgentLoading";

    private AgentLoader() {}

    /**
     * Attaches.
     *
     * @param why why not by the JVM's debug port: {@code it was started without a debug port}
     */
    static AgentTarget attach(Jvms.Jvm jvm, String why) throws JuriggedException {
        Path jar = AgentJar.inCache();
        ProcessRoot root = ProcessRoot.of(jvm.pid());
        try (MeetingPlace place = MeetingPlace.open(jvm.pid(), root)) {
            CompletableFuture<SocketChannel> arrived = arrival(place);
            load(jvm, place.jar(jar, jvm.pid()), place.path());
            return AgentTarget.of(await(arrived, place, jvm), jvm, root, why);
        } catch (IOException e) {
            throw new JuriggedException(
                    "The JVM " + jvm.label() + " can't be made live: there is no place where its agent could meet us ("
                            + e.getMessage() + ").",
                    e);
        }
    }

    private static CompletableFuture<SocketChannel> arrival(MeetingPlace place) {
        CompletableFuture<SocketChannel> arrived = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        arrived.complete(place.accept());
                    } catch (IOException e) {
                        arrived.completeExceptionally(e);
                    }
                },
                "jurigged-agent-accept");
        thread.setDaemon(true);
        thread.start();
        return arrived;
    }

    private static void load(Jvms.Jvm jvm, String jar, String place) throws JuriggedException {
        try {
            VirtualMachine vm = VirtualMachine.attach(Long.toString(jvm.pid()));
            try {
                vm.loadAgent(jar, jar + "\n" + place);
            } finally {
                vm.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw cannot(jvm, Jvms.whyNot(jvm.pid(), e), e);
        } catch (AgentLoadException e) {
            throw cannot(
                    jvm,
                    String.valueOf(e.getMessage()).contains("EnableDynamicAgentLoading")
                            ? "it takes no agents (-XX:-EnableDynamicAgentLoading). Start it with " + ENABLE
                                    + ", or with 'jurigged run'"
                            : "it did not take the agent (" + e.getMessage() + ")",
                    e);
        } catch (AgentInitializationException | IOException e) {
            throw cannot(jvm, Jvms.whyNot(jvm.pid(), e), e);
        }
    }

    private static JuriggedException cannot(Jvms.Jvm jvm, String reason, Exception cause) {
        return new JuriggedException("The JVM " + jvm.label() + " can't be made live: " + reason + ".", cause);
    }

    /** The agent has come, or failed, when the JVM has taken it. */
    private static SocketChannel await(CompletableFuture<SocketChannel> arrived, MeetingPlace place, Jvms.Jvm jvm)
            throws JuriggedException {
        Optional<String> failure = place.failure();
        if (failure.isPresent()) {
            throw cannot(jvm, "the agent could not start in it (" + failure.get() + ")", null);
        }
        try {
            return arrived.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw cannot(jvm, "the agent gave no word within " + WAIT_SECONDS + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("Attaching was interrupted.", e);
        }
    }
}
