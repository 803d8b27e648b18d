package org.jurigged.cli.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jurigged.cli.output.Terminal;
import org.jurigged.controller.JuriggedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command above the commands: help, version, and what happens when one fails. */
@Command(
        name = "jurigged",
        description = "Save a .java file; the program that is running has the change.",
        subcommands = {
            RunCommand.class,
            ExecCommand.class,
            AttachCommand.class,
            ListCommand.class,
            FramesCommand.class,
            CompletionCommand.class,
            WarmUpCommand.class
        },
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:it worked; for run and exec, the program's own exit code",
            " 1:it did not work; one sentence on stderr says why",
            " 2:the command line is wrong"
        },
        footer = {"", "jurigged PROGRAM is jurigged run PROGRAM."})
public final class Jurigged implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version.")
    private boolean version;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    private Jurigged() {}

    /** Makes the command line, which prints to these writers and turns failures into a sentence and an exit code. */
    public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new Jurigged());
        line.setOut(out).setErr(err);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Terminal.colorsOnOutput()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // What comes behind the program, or the command, is its own: as with java and env.
        line.getSubcommands().get("run").setStopAtPositional(true);
        line.getSubcommands().get("exec").setStopAtPositional(true);
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            err.println("jurigged: " + sentence(failure));
            if (parsed.hasMatchedOption("--debug")) {
                failure.printStackTrace(err);
            }
            err.flush();
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line;
    }

    /** Returns our version and the Java that we run on. */
    public static String version() {
        return Version.text();
    }

    private static String sentence(Exception failure) {
        return failure instanceof JuriggedException
                ? failure.getMessage()
                : "something in jurigged went wrong (" + failure + "); run it with --debug to see where.";
    }

    /** Without a command there is nothing to do: the help says what there is. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
