package org.jurigged.controller.target;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds this user's JVMs on this machine (Attach API). */
public final class Jvms {
    private static final long ASK_SECONDS = 3;

    /** Why a JVM is attached to by an agent that has a debug port. */
    static final String HELD = "another debugger holds its debug port";

    private static final String PLAIN = "it has no debug port";
    private static final String NO_ATTACH = "-XX:+DisableAttachMechanism";
    private static final String SUPERUSER = "root";
    private static final int FIRST_FEATURE = 17;
    private static final Set<String> WITH_VALUE = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--add-modules",
            "--add-opens",
            "--add-exports",
            "--add-reads",
            "--patch-module",
            "--limit-modules",
            "--upgrade-module-path");

    private Jvms() {}

    /**
     * A JVM of this user.
     *
     * @param mainClass main class or jar with its arguments cut off; empty when the JVM doesn't tell
     * @param javaVersion empty when the JVM doesn't answer
     * @param javaHome empty when the JVM doesn't answer
     * @param debugAddress where its debug agent listens, as {@code host:port}; empty when it has none that listens
     * @param byAgent why it would be made live by an agent, as a clause; empty if it would not
     * @param live how it can be made live, or why not, as a sentence for {@code jurigged list}
     */
    public record Jvm(
            long pid,
            String mainClass,
            String javaVersion,
            String javaHome,
            Optional<String> debugAddress,
            Optional<String> byAgent,
            String live) {
        static Jvm silent(long pid, String mainClass, String live) {
            return new Jvm(pid, mainClass, "", "", Optional.empty(), Optional.empty(), live);
        }

        /** Returns what to call it in messages: {@code 4711 (com.acme.Main)}. */
        String label() {
            return mainClass.isEmpty() ? Long.toString(pid) : pid + " (" + mainClass + ")";
        }
    }

    /** Returns the process ids and names without asking the JVMs themselves, which takes a millisecond or two. */
    public static List<Jvm> quickList() {
        List<Jvm> found = new ArrayList<>();
        long self = ProcessHandle.current().pid();
        for (VirtualMachineDescriptor descriptor : VirtualMachine.list()) {
            long pid = pid(descriptor);
            if (pid > 0 && pid != self) {
                found.add(Jvm.silent(pid, name(descriptor.displayName()), ""));
            }
        }
        return found;
    }

    /** Returns all JVMs of this user but our own, each asked for its version and debug port, side by side. */
    public static List<Jvm> list() {
        List<Jvm> quick = quickList();
        List<Jvm> closed = closed();
        if (quick.isEmpty()) {
            return closed;
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(8, quick.size()), Jvms::worker);
        try {
            List<Callable<Jvm>> questions = new ArrayList<>();
            quick.forEach(jvm -> questions.add(() -> ask(jvm)));
            List<Jvm> told = new ArrayList<>();
            List<Future<Jvm>> answers = new ArrayList<>();
            questions.forEach(question -> answers.add(pool.submit(question)));
            for (int i = 0; i < answers.size(); i++) {
                told.add(answer(answers.get(i), quick.get(i)));
            }
            closed.stream()
                    .filter(jvm -> quick.stream().noneMatch(listed -> listed.pid() == jvm.pid()))
                    .forEach(told::add);
            return told;
        } finally {
            pool.shutdownNow();
        }
    }

    /** Asks one JVM; never throws: what it doesn't tell, and why, is in the answer. */
    public static Jvm ask(Jvm jvm) {
        try {
            VirtualMachine vm = Attaching.to(jvm.pid());
            try {
                Properties system = vm.getSystemProperties();
                Properties agent = vm.getAgentProperties();
                return told(jvm, system, agent);
            } finally {
                vm.detach();
            }
        } catch (AttachNotSupportedException | IOException e) {
            return Jvm.silent(jvm.pid(), jvm.mainClass(), "no: " + whyNot(jvm.pid(), e));
        }
    }

    private static Jvm told(Jvm jvm, Properties system, Properties agent) {
        String version = system.getProperty("java.version", "");
        String home = system.getProperty("java.home", "");
        String command = agent.getProperty("sun.java.command", jvm.mainClass());
        String listener = agent.getProperty("sun.jdwp.listenerAddress", "");
        boolean debugged = agent.getProperty("sun.jvm.args", "").contains("jdwp")
                || agent.getProperty("sun.jvm.flags", "").contains("jdwp");
        if (!listener.isEmpty()) {
            String address = listener.substring(listener.indexOf(':') + 1);
            return new Jvm(
                    jvm.pid(),
                    name(command),
                    version,
                    home,
                    Optional.of(address),
                    Optional.empty(),
                    "yes: by its debug port " + address);
        }
        Optional<String> refusal = takesNoAgent(version, agent.getProperty("sun.jvm.args", ""));
        String why = debugged ? HELD : PLAIN;
        return new Jvm(
                jvm.pid(),
                name(command),
                version,
                home,
                Optional.empty(),
                refusal.isPresent() ? Optional.empty() : Optional.of(why),
                refusal.map(reason -> "no: " + reason).orElse("yes: by an agent, as " + why));
    }

    private static Optional<String> takesNoAgent(String version, String arguments) {
        if (Connections.feature(version) < FIRST_FEATURE) {
            return Optional.of("its Java is " + version + "; it has to be " + FIRST_FEATURE + " or newer");
        }
        return arguments.contains("-XX:-EnableDynamicAgentLoading")
                ? Optional.of("it has no free debug port and takes no agents (-XX:-EnableDynamicAgentLoading); start it"
                        + " without that option, or with 'jurigged run'")
                : Optional.empty();
    }

    /** Says why a JVM can't be attached to. */
    static String whyNot(long pid, Exception e) {
        String message = String.valueOf(e.getMessage());
        if (arguments(pid).contains(NO_ATTACH) || message.contains("does not support the attach mechanism")) {
            return "it was started with " + NO_ATTACH + "; start it without that option, or with 'jurigged run'";
        }
        Optional<String> user =
                ProcessHandle.of(pid).flatMap(process -> process.info().user());
        String own = System.getProperty("user.name");
        // The superuser may attach to everybody's.
        if (user.isPresent() && !user.get().equals(own) && !SUPERUSER.equals(own)) {
            return "it is the user " + user.get() + "'s; run jurigged as that user";
        }
        return "it does not answer (" + message + ")";
    }

    private static List<String> arguments(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().arguments())
                .map(List::of)
                .orElse(List.of());
    }

    /** Finds a process that no JVM is known to be, but that may be one: the Attach API lists only those that let it attach. */
    static Optional<Jvm> unlisted(long pid) {
        return ProcessHandle.of(pid)
                .filter(process -> process.info()
                        .command()
                        .filter(command -> isJava(command))
                        .isPresent())
                .map(process -> Jvm.silent(pid, mainClass(arguments(pid)), ""));
    }

    private static boolean isJava(String command) {
        String name = command.substring(command.lastIndexOf('/') + 1);
        return name.equals("java") || name.equals("java.exe");
    }

    /** Reads a command line as the java command does: options, then the main class, or the jar behind {@code -jar}. */
    private static String mainClass(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("-")) {
                return argument;
            }
            if (WITH_VALUE.contains(argument)) {
                i++;
            }
        }
        return "";
    }

    /** Returns this user's JVMs that let nobody attach. */
    private static List<Jvm> closed() {
        String user = System.getProperty("user.name");
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().user().filter(user::equals).isPresent())
                .filter(process -> process.info().command().filter(Jvms::isJava).isPresent())
                .filter(process -> arguments(process.pid()).contains(NO_ATTACH))
                .map(process -> Jvm.silent(
                        process.pid(),
                        mainClass(arguments(process.pid())),
                        "no: it was started with " + NO_ATTACH
                                + "; start it without that option, or with 'jurigged run'"))
                .toList();
    }

    private static Jvm answer(Future<Jvm> future, Jvm quick) {
        try {
            return future.get(ASK_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return Jvm.silent(
                    quick.pid(), quick.mainClass(), "no: it does not answer within " + ASK_SECONDS + " seconds");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return quick;
        }
    }

    private static long pid(VirtualMachineDescriptor descriptor) {
        try {
            return Long.parseLong(descriptor.id());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Cuts a command line to the main class, {@code module/class} or jar that it begins with. */
    static String name(String command) {
        int jar = command.indexOf(".jar ");
        if (jar >= 0) {
            return command.substring(0, jar + ".jar".length());
        }
        int space = command.indexOf(' ');
        return space < 0 ? command : command.substring(0, space);
    }

    private static Thread worker(Runnable task) {
        Thread thread = new Thread(task, "jurigged-list");
        thread.setDaemon(true);
        return thread;
    }
}
