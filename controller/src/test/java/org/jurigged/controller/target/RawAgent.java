package org.jurigged.controller.target;

import com.sun.tools.attach.VirtualMachine;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An agent that is loaded into a JVM, and nothing of ours on this side of its connection. */
final class RawAgent {
    private static final long BOUND_SECONDS = 60;

    private RawAgent() {}

    static Jvms.Jvm jvm(long pid) {
        return Jvms.list().stream()
                .filter(each -> each.pid() == pid)
                .findFirst()
                .orElseThrow();
    }

    static SocketChannel load(long pid) throws Exception {
        try (MeetingPlace place = MeetingPlace.open(pid, ProcessRoot.of(pid))) {
            CompletableFuture<SocketChannel> arrived = place.agent();
            VirtualMachine vm = VirtualMachine.attach(Long.toString(pid));
            String jar = place.jar(AgentJar.inCache(), pid);
            vm.loadAgent(jar, jar + "\n" + place.path());
            vm.detach();
            return arrived.get(BOUND_SECONDS, TimeUnit.SECONDS);
        }
    }
}
