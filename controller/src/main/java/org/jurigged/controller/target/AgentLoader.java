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
            CompletableFuture<SocketChannel> arrived = place.agent();
            loadWithin(jvm, place.jar(jar, jvm.pid()), place.path());
            return AgentTarget.of(await(arrived, place, jvm), jvm, root, why);
        } catch (IOException e) {
            throw new JuriggedException(
                    "The JVM " + jvm.label() + " can't be made live: there is no place where its agent could meet us ("
                            + e.getMessage() + ").",
                    e);
        }
    }

    /** A debugger that holds all threads holds those of the Attach API, too, which then waits for ever. */
    private static void loadWithin(Jvms.Jvm jvm, String jar, String place) throws JuriggedException {
        CompletableFuture<Void> loaded = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        load(jvm, jar, place);
                        loaded.complete(null);
                    } catch (JuriggedException | RuntimeException e) {
                        loaded.completeExceptionally(e);
                    }
                },
                "jurigged-agent-load");
        thread.setDaemon(true);
        thread.start();
        try {
            loaded.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof JuriggedException known
                    ? known
                    : cannot(jvm, "it did not take the agent (" + e.getCause() + ")", (Exception) e.getCause());
        } catch (TimeoutException e) {
            throw cannot(
                    jvm,
                    "it does not answer: a debugger may hold its threads, at a breakpoint for example. Let them go on,"
                            + " and attach again",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("Attaching was interrupted.", e);
        }
    }

    private static void load(Jvms.Jvm jvm, String jar, String place) throws JuriggedException {
        try {
            VirtualMachine vm = Attaching.to(jvm.pid());
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
