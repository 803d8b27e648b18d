package org.jurigged.cli.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:it worked; for run and exec, the program's own exit code",
            " 1:it did not work; one sentence on stderr says why",
            " 2:the command line is wrong"
        },
        footer = {"", "jurigged PROGRAM is jurigged run PROGRAM; jurigged alone is jurigged repl."})
public final class Jurigged implements Callable<Integer> {
    /** The command that is meant where nothing is said. */
    public static final String REPL = "repl";

    /** What is meant where no command is named: a program to run, or options of a prompt. */
    public static final List<String> RUN_OR_PROMPT = List.of("run", RunCommand.PROMPT);

    private static final String RUN = "run";
    private static final String EXEC = "exec";

    /** In the order of the help. */
    private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put(RUN, RunCommand::new);
        COMMANDS.put(EXEC, ExecCommand::new);
        COMMANDS.put("attach", AttachCommand::new);
        COMMANDS.put("test", TestCommand::new);
        COMMANDS.put("list", ListCommand::new);
        COMMANDS.put("frames", FramesCommand::new);
        COMMANDS.put("restart", RestartCommand::new);
        COMMANDS.put("patch", PatchCommand::new);
        COMMANDS.put("patches", PatchesCommand::new);
        COMMANDS.put("revert", RevertCommand::new);
        COMMANDS.put("commit", CommitCommand::new);
        COMMANDS.put("apply", ApplyCommand::new);
        COMMANDS.put("status", StatusCommand::new);
        COMMANDS.put(REPL, ReplCommand::new);
        COMMANDS.put("eval", EvalCommand::new);
        COMMANDS.put("loop", AnswerCommand::new);
        COMMANDS.put("completion", CompletionCommand::new);
        COMMANDS.put("warm-up", WarmUpCommand::new);
    }

    /** Those that look at the other commands. */
    private static final Set<String> WHOLE = Set.of("completion", "warm-up");

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

    /** Whether a word is a command's name. */
    public static boolean isCommand(String word) {
        return COMMANDS.containsKey(word);
    }

    /** Makes the command line with all commands; see {@link #commandLine(PrintWriter, PrintWriter, String)}. */
    public static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return commandLine(out, err, "");
    }

    /**
     * Makes the command line, which prints to these writers and turns failures into a sentence and an exit code.
     *
     * @param first the first word; if it is a command, only that one is made where that will do: to make all of them takes
     *     time that every start would wait for
     */
    public static CommandLine commandLine(PrintWriter out, PrintWriter err, String first) {
        CommandLine line = new CommandLine(new Jurigged());
        boolean one = isCommand(first) && !WHOLE.contains(first);
        COMMANDS.forEach((name, command) -> {
            if (!one || name.equals(first)) {
                line.addSubcommand(command.get());
            }
        });
        line.setOut(out).setErr(err);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Terminal.colorsOnOutput()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // What comes behind the program, or the command, is its own: as with java and env.
        Stream.of(RUN, EXEC)
                .map(line.getSubcommands()::get)
                .filter(Objects::nonNull)
                .forEach(command -> command.setStopAtPositional(true));
        line.setParameterExceptionHandler((wrong, words) -> complain(wrong, err));
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            err.println("jurigged: " + sentence(failure));
            if (parsed.hasMatchedOption("--stack-traces")) {
                failure.printStackTrace(err);
            }
            err.flush();
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line;
    }

    /** Says what is wrong, and nothing of the fifty lines that are right. */
    private static int complain(CommandLine.ParameterException wrong, PrintWriter err) {
        CommandSpec command = wrong.getCommandLine().getCommandSpec();
        err.println("jurigged: " + wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("'" + command.qualifiedName() + " --help' says what can be given.");
        err.flush();
        return command.exitCodeOnInvalidInput();
    }

    /** Returns our version and the Java that we run on. */
    public static String version() {
        return Version.text();
    }

    private static String sentence(Exception failure) {
        return failure instanceof JuriggedException
                ? failure.getMessage()
                : "something in jurigged went wrong (" + failure + "); run it with --stack-traces to see where.";
    }

    /** Without a command there is nothing to do: the help says what there is. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
