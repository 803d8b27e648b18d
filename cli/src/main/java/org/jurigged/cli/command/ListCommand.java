package org.jurigged.cli.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jurigged.controller.control.ControlClient;
import org.jurigged.controller.target.Jvms;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code jurigged list}: the JVMs of this user. */
@Command(
        name = "list",
        description =
                "List your JVMs: process id, Java, main class, and whether and by which way each can be made live.")
final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Jvms.Jvm> jvms = Jvms.list();
        if (jvms.isEmpty()) {
            spec.commandLine().getErr().println("No other JVM of yours runs on this machine.");
            return 0;
        }
        int name = jvms.stream().mapToInt(jvm -> jvm.mainClass().length()).max().orElse(0);
        String row = "%-8s %-10s %-" + Math.max(4, Math.min(name, 48)) + "s  %s%n";
        out.printf(row, "PID", "JAVA", "MAIN", "LIVE");
        jvms.forEach(jvm -> out.printf(row, jvm.pid(), jvm.javaVersion(), jvm.mainClass(), live(jvm)));
        out.flush();
        return 0;
    }

    private static String live(Jvms.Jvm jvm) {
        return ControlClient.answers(jvm.pid()) ? "it is: another jurigged keeps it so" : jvm.live();
    }
}
