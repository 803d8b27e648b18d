package org.jurigged.cli.command;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;
import org.jurigged.cli.output.Terminal;

/**
 * Passes signals on to the program: it ends when it wants to, and we end after it, with its exit code.
 *
 * <p>What a terminal sends (Ctrl-C, hanging up) it sends to the program as well, so that only comes from us when there is
 * no terminal. {@code sun.misc.Signal} is reached by reflection: javac can't be kept from warning about its name.
 */
final class Signals {
    private volatile Process process;

    private Signals(Process process) {
        this.process = process;
    }

    /** Begins to pass signals on; SIGUSR1 runs {@code onUser} instead. */
    static Signals forward(Process process, Runnable onUser) {
        Signals signals = new Signals(process);
        for (String name : List.of("INT", "TERM", "HUP")) {
            handle(name, signals::pass);
        }
        handle("USR1", name -> onUser.run());
        return signals;
    }

    /** Runs code on SIGINT and SIGTERM, and other code on SIGUSR1. */
    static void on(Runnable onEnd, Runnable onUser) {
        handle("INT", name -> onEnd.run());
        handle("TERM", name -> onEnd.run());
        handle("USR1", name -> onUser.run());
    }

    void forwardTo(Process next) {
        process = next;
    }

    private void pass(String name) {
        if (name.equals("TERM")) {
            process.destroy();
        } else if (!Terminal.input()) {
            try {
                new ProcessBuilder("kill", "-s", name, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            } catch (IOException e) {
                process.destroy();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void handle(String name, Consumer<String> handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            InvocationHandler handling = (proxy, method, args) -> {
                if (method.getName().equals("handle")) {
                    handler.accept(name);
                }
                return null;
            };
            Object proxy =
                    Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handlerType}, handling);
            Object named = signal.getConstructor(String.class).newInstance(name);
            signal.getMethod("handle", signal, handlerType).invoke(null, named, proxy);
        } catch (ReflectiveOperationException e) {
            // The platform has no such signal (Windows), or this Java no such class: the default stays.
            return;
        }
    }
}
