package org.jurigged.cli.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jurigged.cli.output.Terminal;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.launch.ProgramSpec;
import org.jurigged.controller.launch.SourceCompiler;
import org.jurigged.controller.session.SessionOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jurigged run}: starts a program, live. */
@Command(
        name = "run",
        description =
                "Run a program, live: a .java file, a class, a .jar, or with -m a module or package.Class:method.",
        sortOptions = false,
        abbreviateSynopsis = true)
final class RunCommand implements Callable<Integer> {
    /** Says that no command was named: without a program it is a prompt that is wanted. */
    static final String PROMPT = "--prompt-without-program";

    @Spec
    private CommandSpec spec;

    @Mixin
    private WatchOptions watch;

    @Mixin
    private FrameFlags frames;

    @Option(
            names = {"-cp", "-classpath", "--class-path"},
            paramLabel = "PATH",
            description =
                    "Class path of the program (default: CLASSPATH, else the project's own, else this directory).")
    private String classPath;

    @Option(
            names = {"-m", "--module"},
            paramLabel = "MODULE[:METHOD]",
            description = "Run package.Class:method (static, without parameters or with a String[]), or a Java module.")
    private String module;

    @Option(names = "--jvm", paramLabel = "PATH", description = "The JDK, or java, to run the program with.")
    private Path jvm;

    @Option(names = "-J", paramLabel = "OPTION", description = "An option for the program's JVM: -J-Xmx2g. Repeatable.")
    private List<String> jvmOptions = new ArrayList<>();

    @Option(
            names = {"-i", "--interactive"},
            description =
                    "When the program's main method has ended, also by an exception, open a live REPL in its JVM.")
    private boolean interactive;

    @Option(
            names = "--restart",
            paramLabel = "WHEN",
            defaultValue = "ask",
            description = "What to do with a change that can't go live: never, ask or auto"
                    + " (default: ask on a terminal, never elsewhere).")
    private Restart restart = Restart.ask;

    @Option(names = PROMPT, hidden = true, description = "Open a live REPL where no program is named.")
    private boolean prompt;

    @Mixin
    private DebugOptions debug;

    @Mixin
    private LoopingOptions looping;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "PROGRAM [ARG...]", arity = "0..*", description = "The program and its arguments.")
    private List<String> program = new ArrayList<>();

    /** When a program is started again because a change can't go live. */
    enum Restart {
        never,
        ask,
        auto
    }

    @Override
    public Integer call() throws JuriggedException {
        PrintWriter err = spec.commandLine().getErr();
        Path directory = Path.of("").toAbsolutePath();
        if (prompt && program.isEmpty() && module == null) {
            SessionOptions options = watch.session(directory).with(frames.options());
            return new OwnPrompt(spec.commandLine(), common, programSpec(), options).run(Optional.empty());
        }
        try (LoopUi ui = LoopUi.besideProgram(new LoopUi.Options(looping, common, watch, directory), err)) {
            Restart when = restart == Restart.ask && !Terminal.input() ? Restart.never : restart;
            SessionOptions options = watch.session(directory).with(frames.options());
            LiveRun run = new LiveRun(programSpec(), options, debug.open(), ui, Optional.of(ui), when, err);
            return interactive ? run.then(afterMain(options)).run() : run.run();
        } catch (SourceCompiler.Failed e) {
            err.println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private AfterMain afterMain(SessionOptions options) {
        if (looping.isWanted() || options.onDemand()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "-i can't be had with --loop, --xloop, --catch or --on-demand: both want the keys.");
        }
        return new AfterMain(spec.commandLine(), common, options.directory());
    }

    private ProgramSpec programSpec() {
        boolean methodOrModule = module != null;
        return new ProgramSpec(
                methodOrModule || program.isEmpty() ? Optional.empty() : Optional.of(program.get(0)),
                Optional.ofNullable(module),
                Optional.ofNullable(classPath),
                Optional.ofNullable(jvm),
                jvmOptions,
                methodOrModule || program.isEmpty() ? program : program.subList(1, program.size()));
    }
}
