package org.jurigged.controller.launch;

import com.sun.jdi.VirtualMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.project.Jdk;
import org.jurigged.controller.project.Jdks;
import org.jurigged.controller.target.Connections;
import org.jurigged.controller.target.JdiTarget;

/**
 * A program that runs with its debug connection on us.
 *
 * <p>Its stdin, stdout and stderr are those of this process. It outlives us: when the controller goes away, however it
 * does, the debug agent lets go and the program runs on.
 *
 * @param target empty when the program ended before it connected (a JVM option it doesn't know)
 */
public record Launched(Process process, Optional<JdiTarget> target) {
    /** JDWP lists virtual threads from 21 on, when asked to. */
    private static final int VIRTUAL_THREADS = 21;

    /** Starts a program that waits, before its first instruction, for {@link JdiTarget#start()}. */
    public static Launched start(Program program) throws JuriggedException {
        try (Connections.Listener listener = Connections.listen()) {
            int feature = Jdks.of(program.java()).map(Jdk::feature).orElse(0);
            String option = listener.jvmOption() + (feature >= VIRTUAL_THREADS ? ",includevirtualthreads=y" : "");
            List<String> command = program.command(List.of(option));
            Process process = new ProcessBuilder(command).inheritIO().start();
            Optional<VirtualMachine> vm = connection(listener, process);
            return new Launched(process, vm.map(found -> target(found, program, process)));
        } catch (IOException e) {
            throw new JuriggedException(
                    "The program could not be started with " + program.java() + ": " + e.getMessage() + ".", e);
        }
    }

    private static JdiTarget target(VirtualMachine vm, Program program, Process process) {
        Optional<Path> home = Jdks.of(program.java()).map(Jdk::home);
        return JdiTarget.of(vm, Connections.describe(vm, program.name(), process.pid(), home));
    }

    /** Waits for the program to connect or to end, whichever is first. */
    private static Optional<VirtualMachine> connection(Connections.Listener listener, Process process)
            throws JuriggedException {
        CompletableFuture<VirtualMachine> accepted = new CompletableFuture<>();
        Thread acceptor = new Thread(() -> accept(listener, accepted), "jurigged-accept");
        acceptor.setDaemon(true);
        acceptor.start();
        CompletableFuture<Object> first = CompletableFuture.anyOf(accepted, process.onExit());
        try {
            Object result = first.get(60, TimeUnit.SECONDS);
            return result instanceof VirtualMachine vm ? Optional.of(vm) : Optional.ofNullable(accepted.getNow(null));
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            process.destroy();
            throw new JuriggedException("The program's JVM did not open its debug connection.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("Starting the program was interrupted.", e);
        }
    }

    private static void accept(Connections.Listener listener, CompletableFuture<VirtualMachine> accepted) {
        try {
            accepted.complete(listener.accept());
        } catch (IOException e) {
            accepted.completeExceptionally(e);
        }
    }
}
