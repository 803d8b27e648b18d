package org.jurigged.controller.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.project.Jdk;
import org.jurigged.controller.project.Jdks;
import org.jurigged.controller.target.Connections;
import org.jurigged.controller.target.HashCodeCalls;
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

    private static final long WAIT_SECONDS = 60;

    /** Starts a program that waits, before its first instruction, for {@link JdiTarget#start()}. */
    public static Launched start(Program program) throws JuriggedException {
        return start(program, false);
    }

    /**
     * Starts such a program.
     *
     * @param shared whether debuggers are to attach to it as well, see {@link JdiTarget#shared()}
     */
    public static Launched start(Program program, boolean shared) throws JuriggedException {
        return start(program, shared, ProcessBuilder.Redirect.INHERIT);
    }

    /** Starts a program whose stdin is a pipe from us, and ends when we do. */
    public static Launched startAside(Program program) throws JuriggedException {
        return start(program, false, ProcessBuilder.Redirect.PIPE);
    }

    private static Launched start(Program program, boolean shared, ProcessBuilder.Redirect stdin)
            throws JuriggedException {
        Optional<Jdk> jdk = Jdks.of(program.java());
        if (jdk.isPresent() && !jdk.get().hasDebugAgent()) {
            throw new JuriggedException("The Java at " + jdk.get().home() + " has no debug agent (module"
                    + " jdk.jdwp.agent): give --jvm the home of a JDK to run the program with.");
        }
        try (Connections.Listener listener = Connections.listen(shared)) {
            int feature = jdk.map(Jdk::feature).orElse(0);
            String option = listener.jvmOption() + (feature >= VIRTUAL_THREADS ? ",includevirtualthreads=y" : "");
            Process process = new ProcessBuilder(program.command(ProgramOptions.with(option)))
                    .inheritIO()
                    .redirectInput(stdin)
                    .start();
            Optional<JdiTarget> target = connection(listener, program.name(), process, jdk.map(Jdk::home));
            target.ifPresent(HashCodeCalls::keep);
            return new Launched(process, target);
        } catch (IOException e) {
            throw new JuriggedException(
                    "The program could not be started with " + program.java() + ": " + e.getMessage() + ".", e);
        }
    }

    /** Waits for the program to connect or to end, whichever is first. */
    private static Optional<JdiTarget> connection(
            Connections.Listener listener, String name, Process process, Optional<Path> home) throws JuriggedException {
        CompletableFuture<JdiTarget> accepted = new CompletableFuture<>();
        Thread acceptor = new Thread(
                () -> {
                    try {
                        accepted.complete(listener.accept(name, process.pid(), home));
                    } catch (IOException e) {
                        accepted.completeExceptionally(e);
                    }
                },
                "jurigged-accept");
        acceptor.setDaemon(true);
        acceptor.start();
        try {
            Object first = CompletableFuture.anyOf(accepted, process.onExit()).get(WAIT_SECONDS, TimeUnit.SECONDS);
            return first instanceof JdiTarget target ? Optional.of(target) : Optional.ofNullable(accepted.getNow(null));
        } catch (ExecutionException | TimeoutException e) {
            process.destroy();
            throw new JuriggedException("The program's JVM did not open its debug connection.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("Starting the program was interrupted.", e);
        }
    }
}
