package org.jurigged.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jurigged.cli.command.Jurigged;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.launch.OwnJdk;
import org.jurigged.controller.target.Connections;
import picocli.CommandLine;

/** The {@code jurigged} command. */
public final class Main {
    private static final List<String> VERSION = List.of("--version", "-V");
    /** Options without a value, of several commands: people write them before the command, too. */
    private static final List<String> FLAGS =
            List.of("-v", "--verbose", "--stack-traces", "--debug", "--on-demand", "--sync", "--no-run");

    private static final List<String> MAKES_LIVE = List.of("run", "exec", "attach", "test", Jurigged.REPL);

    private Main() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        System.exit(run(args, out, err));
    }

    /** Runs a command with its own writers and returns the exit code. */
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        if (args.length == 1 && VERSION.contains(args[0])) {
            // Building the command line takes longer than all the rest of it.
            out.println(Jurigged.version());
            return CommandLine.ExitCode.OK;
        }
        try {
            OwnJdk.check();
        } catch (JuriggedException e) {
            err.println("jurigged: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        List<String> words = withCommand(args);
        if (!words.isEmpty() && MAKES_LIVE.contains(words.get(0))) {
            Connections.prepare();
        }
        return Jurigged.commandLine(out, err, words.isEmpty() ? "" : words.get(0))
                .execute(words.toArray(new String[0]));
    }

    /**
     * {@code jurigged Main.java} is {@code jurigged run Main.java}, {@code jurigged -v attach} is {@code attach -v}, and
     * {@code jurigged} alone is {@code repl}.
     */
    private static List<String> withCommand(String[] args) {
        List<String> all = new ArrayList<>(List.of(args));
        int flags = 0;
        while (flags < args.length && FLAGS.contains(args[flags])) {
            flags++;
        }
        if (args.length == 0) {
            return List.of(Jurigged.REPL);
        }
        boolean named = VERSION.contains(args[0]) || List.of("--help", "-h").contains(args[0]);
        if (flags < args.length && Jurigged.isCommand(args[flags])) {
            all.add(0, all.remove(flags));
        } else if (!named) {
            all.addAll(0, Jurigged.RUN_OR_PROMPT);
        }
        return all;
    }
}
