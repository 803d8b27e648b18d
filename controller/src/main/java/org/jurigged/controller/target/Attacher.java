package org.jurigged.controller.target;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.control.ControlClient;
import org.jurigged.controller.control.HeldException;

/** Attaches to a running JVM that a person names by process id, by address or by a part of its main class's name. */
public final class Attacher {
    private static final Pattern PID = Pattern.compile("\\d+");
    private static final Pattern ADDRESS = Pattern.compile("(?:(.+):)?(\\d+)");

    private Attacher() {}

    /**
     * Attaches.
     *
     * @param name {@code 4711}, {@code host:port} or a part of a name; empty for the only JVM that can be attached to
     */
    public static Target attach(Optional<String> name) throws JuriggedException {
        return attach(name, false);
    }

    /**
     * Attaches.
     *
     * @param name as above
     * @param shared whether debuggers are to attach to the JVM as well, see {@link JdiTarget#shared()}
     */
    public static Target attach(Optional<String> name, boolean shared) throws JuriggedException {
        if (name.isEmpty()) {
            return attach(only(), shared);
        }
        Matcher address = ADDRESS.matcher(name.get());
        if (PID.matcher(name.get()).matches()) {
            return attach(byPid(Long.parseLong(name.get())), shared);
        }
        if (address.matches()) {
            return remote(address.group(1), Integer.parseInt(address.group(2)), shared);
        }
        return attach(byName(name.get()), shared);
    }

    /** Returns the process id of the JVM that a name means; empty for an address. */
    public static Optional<Long> pid(String name) throws JuriggedException {
        if (PID.matcher(name).matches()) {
            return Optional.of(Long.parseLong(name));
        }
        return ADDRESS.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(byName(name).pid());
    }

    private static Jvms.Jvm byPid(long pid) throws JuriggedException {
        return Jvms.quickList().stream()
                .filter(jvm -> jvm.pid() == pid)
                .findFirst()
                .or(() -> Jvms.unlisted(pid))
                .orElseThrow(() -> new JuriggedException(
                        "There is no JVM of yours with process id " + pid + "; 'jurigged list' shows them."));
    }

    private static Jvms.Jvm byName(String part) throws JuriggedException {
        List<Jvms.Jvm> found = Jvms.quickList().stream()
                .filter(jvm -> jvm.mainClass().contains(part))
                .toList();
        if (found.isEmpty()) {
            throw new JuriggedException("No JVM of yours has '" + part + "' in its name; 'jurigged list' shows them.");
        }
        return single(found, "'" + part + "' is in the names of");
    }

    private static Jvms.Jvm only() throws JuriggedException {
        List<Jvms.Jvm> live = Jvms.list().stream()
                .filter(jvm -> jvm.debugAddress().isPresent() || jvm.byAgent().isPresent())
                .toList();
        List<Jvms.Jvm> withPort =
                live.stream().filter(jvm -> jvm.debugAddress().isPresent()).toList();
        if (live.isEmpty()) {
            throw new JuriggedException(
                    "No JVM of yours can be made live; 'jurigged list' says why. 'jurigged run' starts one that is.");
        }
        return withPort.isEmpty() ? single(live, "There are") : single(withPort, "A debugger is awaited by");
    }

    private static Jvms.Jvm single(List<Jvms.Jvm> found, String what) throws JuriggedException {
        if (found.size() > 1) {
            String all =
                    found.stream().map(jvm -> jvm.pid() + " " + jvm.mainClass()).collect(Collectors.joining(", "));
            throw new JuriggedException(what + " " + found.size() + " JVMs: " + all + ". Give the process id of one.");
        }
        return found.get(0);
    }

    private static Target attach(Jvms.Jvm jvm, boolean shared) throws JuriggedException {
        if (ControlClient.answers(jvm.pid())) {
            throw HeldException.of(name(jvm), jvm.pid());
        }
        Jvms.Jvm told = jvm.debugAddress().isPresent() ? jvm : Jvms.ask(jvm);
        if (told.debugAddress().isEmpty()) {
            return byAgent(told, told.byAgent().orElseThrow(() -> notLive(told)), shared);
        }
        try {
            return byPort(told, told.debugAddress().get(), shared);
        } catch (Connections.Silent e) {
            return byAgent(told, Jvms.HELD, shared);
        }
    }

    private static Target byAgent(Jvms.Jvm told, String why, boolean shared) throws JuriggedException {
        if (shared) {
            throw new JuriggedException(name(told) + " has no debug port that could be shared, as " + why
                    + ": attach without --debug, which goes by an agent.");
        }
        return AgentLoader.attach(told, why);
    }

    private static Target byPort(Jvms.Jvm told, String address, boolean shared) throws JuriggedException {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : address.substring(0, colon).replace("*", "127.0.0.1");
        Connections.Opened opened = Connections.connect(host, Integer.parseInt(address.substring(colon + 1)), shared);
        return connected(opened, Connections.describe(opened.vm(), told.mainClass(), told.pid(), home(told)));
    }

    private static JuriggedException notLive(Jvms.Jvm jvm) {
        return new JuriggedException(
                name(jvm) + " can't be made live: " + jvm.live().replaceFirst("^no: ", "") + ".");
    }

    private static String name(Jvms.Jvm jvm) {
        return "The JVM " + jvm.label();
    }

    private static Optional<Path> home(Jvms.Jvm jvm) {
        return jvm.javaHome().isEmpty() ? Optional.empty() : Optional.of(Path.of(jvm.javaHome()));
    }

    /** A JVM on this machine that listens there is known by its process id as well, which makes more possible. */
    private static Target remote(String host, int port, boolean shared) throws JuriggedException {
        Optional<Jvms.Jvm> local = isLoopback(host)
                ? Jvms.list().stream()
                        .filter(jvm -> jvm.debugAddress()
                                .filter(address -> address.endsWith(":" + port) || address.equals("" + port))
                                .isPresent())
                        .findFirst()
                : Optional.empty();
        if (local.isPresent()) {
            return attach(local.get(), shared);
        }
        Connections.Opened opened = Connections.connect(host, port, shared);
        return connected(opened, Connections.describe(opened.vm(), host + ":" + port, -1, Optional.empty()));
    }

    private static Target connected(Connections.Opened opened, TargetInfo info) {
        List<String> released = LeftStopped.release(opened.vm());
        JdiTarget target = JdiTarget.of(opened.vm(), info, opened.shared());
        if (!released.isEmpty()) {
            target.note("A debugger that was killed had left threads of " + info.label() + " stopped ("
                    + String.join(", ", released) + "); they go on.");
        }
        return target;
    }

    private static boolean isLoopback(String host) {
        return host == null || host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }
}
