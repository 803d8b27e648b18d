package org.jurigged.controller.target;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
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

    private Jvms() {}

    /**
     * A JVM of this user.
     *
     * @param mainClass main class or jar with its arguments cut off; empty when the JVM doesn't tell
     * @param javaVersion empty when the JVM doesn't answer
     * @param javaHome empty when the JVM doesn't answer
     * @param debugAddress where its debug agent listens, as {@code host:port}; empty when it has none that listens
     * @param live how it can be made live, or why not, as a sentence for {@code jurigged list}
     */
    public record Jvm(
            long pid,
            String mainClass,
            String javaVersion,
            String javaHome,
            Optional<String> debugAddress,
            String live) {
        private static Jvm silent(long pid, String mainClass, String live) {
            return new Jvm(pid, mainClass, "", "", Optional.empty(), live);
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
        if (quick.isEmpty()) {
            return quick;
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
            return told;
        } finally {
            pool.shutdownNow();
        }
    }

    /** Asks one JVM; never throws: what it doesn't tell, and why, is in the answer. */
    public static Jvm ask(Jvm jvm) {
        try {
            VirtualMachine vm = VirtualMachine.attach(Long.toString(jvm.pid()));
            try {
                Properties system = vm.getSystemProperties();
                Properties agent = vm.getAgentProperties();
                return told(jvm, system, agent);
            } finally {
                vm.detach();
            }
        } catch (AttachNotSupportedException | IOException e) {
            return Jvm.silent(jvm.pid(), jvm.mainClass(), "no: it does not answer (" + e.getMessage() + ")");
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
                    jvm.pid(), name(command), version, home, Optional.of(address), "yes: by its debug port " + address);
        }
        String live = debugged
                ? "no: a debugger holds its debug connection"
                : "no: it was started without a debug port; start it with 'jurigged run' or 'jurigged exec'";
        return new Jvm(jvm.pid(), name(command), version, home, Optional.empty(), live);
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
