package org.jurigged.controller.target;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.PathSearchingVirtualMachine;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.connect.TransportTimeoutException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.share.Multiplexer;

/** Makes debug connections: waits for JVMs that connect to us, or connects to one that listens. */
public final class Connections {
    static final String LOOPBACK = "127.0.0.1";
    private static final int CONNECT_MILLIS = 5_000;

    private Connections() {}

    /**
     * A loopback port on which JVMs started with {@code -agentlib:jdwp=server=n} report to us.
     *
     * <p>The port belongs to the controller: no debug port of a program is open to anyone.
     */
    public interface Listener extends AutoCloseable {
        /** Returns the port's {@code host:port}. */
        String address();

        /** Returns the option that makes a JVM connect here and wait for us before its first instruction. */
        default String jvmOption() {
            return "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=" + address();
        }

        /**
         * Waits for the next JVM; throws when the listener is closed.
         *
         * @param name what to call it in messages
         * @param pid its process id, or -1 when it isn't known
         * @param javaHome its JDK, when it is known
         */
        JdiTarget accept(String name, long pid, Optional<Path> javaHome) throws IOException;

        @Override
        void close();
    }

    private static final class JdiListener implements Listener {
        private final ListeningConnector connector;
        private final Map<String, Connector.Argument> arguments;
        private final String address;

        private JdiListener(ListeningConnector connector, Map<String, Connector.Argument> arguments)
                throws JuriggedException {
            this.connector = connector;
            this.arguments = arguments;
            try {
                String listening = connector.startListening(arguments);
                this.address = LOOPBACK + ":" + listening.substring(listening.lastIndexOf(':') + 1);
            } catch (IOException | IllegalConnectorArgumentsException e) {
                throw noPort(e);
            }
        }

        @Override
        public String address() {
            return address;
        }

        @Override
        public JdiTarget accept(String name, long pid, Optional<Path> javaHome) throws IOException {
            try {
                VirtualMachine vm = connector.accept(arguments);
                return JdiTarget.of(vm, describe(vm, name, pid, javaHome), Optional.empty());
            } catch (IllegalConnectorArgumentsException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            try {
                connector.stopListening(arguments);
            } catch (IOException | IllegalConnectorArgumentsException e) {
                // It was closed before.
                return;
            }
        }
    }

    /** Something listens at an address and does not answer: a debug agent that has its debugger. */
    static final class Silent extends JuriggedException {
        private static final long serialVersionUID = 1L;

        Silent(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static JuriggedException noPort(Exception e) {
        return new JuriggedException(
                "No loopback port could be opened for the program's debug connection: " + e.getMessage() + ".", e);
    }

    /** Has JDI loaded on a thread of its own, while the command line is read. */
    public static void prepare() {
        Thread thread = new Thread(Bootstrap::virtualMachineManager, "jurigged-jdi");
        thread.setDaemon(true);
        // Who needs it next is told what is wrong with it.
        thread.setUncaughtExceptionHandler((failed, reason) -> {});
        thread.start();
    }

    /**
     * Opens a listener on a free loopback port.
     *
     * @param shared whether debuggers are to attach to the JVMs as well
     */
    public static Listener listen(boolean shared) throws JuriggedException {
        if (shared) {
            return SharedConnections.listen();
        }
        for (ListeningConnector connector : Bootstrap.virtualMachineManager().listeningConnectors()) {
            if (connector.name().equals("com.sun.jdi.SocketListen")) {
                Map<String, Connector.Argument> arguments = connector.defaultArguments();
                arguments.get("localAddress").setValue(LOOPBACK);
                arguments.get("port").setValue("0");
                return new JdiListener(connector, arguments);
            }
        }
        throw noJdi();
    }

    /** A connection that was just made, and what it is shared by. */
    record Opened(VirtualMachine vm, Optional<Multiplexer> shared) {}

    /** Connects to a JVM whose debug agent listens at that address. */
    static Opened connect(String host, int port, boolean shared) throws JuriggedException {
        return connecting(host + ":" + port, () -> {
            if (!shared) {
                return new Opened(attach(host, port), Optional.empty());
            }
            Multiplexer multiplexer = SharedConnections.connect(host, port, CONNECT_MILLIS);
            return new Opened(SharedConnection.open(multiplexer), Optional.of(multiplexer));
        });
    }

    private static VirtualMachine attach(String host, int port)
            throws IOException, IllegalConnectorArgumentsException, JuriggedException {
        for (AttachingConnector connector : Bootstrap.virtualMachineManager().attachingConnectors()) {
            if (connector.name().equals("com.sun.jdi.SocketAttach")) {
                Map<String, Connector.Argument> arguments = connector.defaultArguments();
                arguments.get("hostname").setValue(host);
                arguments.get("port").setValue(Integer.toString(port));
                arguments.get("timeout").setValue(Integer.toString(CONNECT_MILLIS));
                return connector.attach(arguments);
            }
        }
        throw noJdi();
    }

    private interface Connecting {
        Opened connect() throws IOException, IllegalConnectorArgumentsException, JuriggedException;
    }

    private static Opened connecting(String address, Connecting way) throws JuriggedException {
        try {
            return way.connect();
        } catch (TransportTimeoutException | SocketTimeoutException e) {
            throw new Silent(
                    "The debug port " + address
                            + " does not answer: another debugger probably holds it, and a JVM takes"
                            + " one at a time. Disconnect the other one and attach again.",
                    e);
        } catch (IOException e) {
            throw new JuriggedException(
                    "No JVM listens for a debugger at " + address + " (" + e.getMessage() + "). Start the program with"
                            + " -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:"
                            + address.substring(address.lastIndexOf(':') + 1) + ", or with 'jurigged run'.",
                    e);
        } catch (IllegalConnectorArgumentsException e) {
            throw new JuriggedException("'" + address + "' is no address of the form HOST:PORT.", e);
        }
    }

    private static JuriggedException noJdi() {
        return new JuriggedException(
                "This Java has no debug interface (module jdk.jdi): run jurigged on a full JDK, 17 or newer.");
    }

    /** Reads what the connection itself tells of the JVM. */
    static TargetInfo describe(VirtualMachine vm, String name, long pid, Optional<Path> javaHome) {
        Path base = Path.of("").toAbsolutePath();
        List<Path> classPath = List.of();
        if (vm instanceof PathSearchingVirtualMachine searching) {
            Path told = Path.of(searching.baseDirectory());
            base = told;
            classPath = searching.classPath().stream()
                    .filter(entry -> !entry.isEmpty())
                    .map(entry -> told.resolve(entry).normalize())
                    .toList();
        }
        return new TargetInfo(
                name, pid, feature(vm.version()), vm.version(), javaHome, classPath, base, unrestricted(vm));
    }

    /** Deprecated for the day when no JVM can any more; those that can (JBR, DCEVM, Espresso) go on saying so here. */
    @SuppressWarnings("deprecation")
    static boolean unrestricted(VirtualMachine vm) {
        return vm.canUnrestrictedlyRedefineClasses();
    }

    static int feature(String version) {
        String first = version.split("[.\\-+_]", 2)[0];
        try {
            int feature = Integer.parseInt(first);
            return feature == 1 ? Integer.parseInt(version.split("[.\\-+_]")[1]) : feature;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
