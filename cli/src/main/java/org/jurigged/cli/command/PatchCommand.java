package org.jurigged.cli.command;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.control.ControlClient;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.PatchCommands;
import org.jurigged.controller.session.SessionOptions;
import org.jurigged.controller.target.Attacher;
import org.jurigged.controller.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code jurigged patch}: changes one definition of a running program. */
@Command(
        name = "patch",
        description = "Change one definition of a running program, without its source file; an empty source deletes it."
                + " Without a session for TARGET it attaches for the moment, and the patch stays.",
        sortOptions = false)
final class PatchCommand implements Callable<Integer> {
    private static final String STDIN = "-";

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(index = "0", paramLabel = "TARGET", description = "Process id or a part of the name.")
    private String target;

    @Parameters(
            index = "1",
            paramLabel = "DEFINITION",
            description = "Foo, Foo#bar, com.acme.Foo#bar(int,String), Foo#<init>(), Foo#FIELD, or a source file.")
    private String definition;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "FILE | -",
            description = "The file with the definition's new source, or - to read it from stdin.")
    private String file;

    @Option(names = "-e", paramLabel = "SOURCE", description = "The definition's new source.")
    private String source;

    @Option(names = "--module", description = "The source may have imports, and other members that are to come along.")
    private boolean module;

    @Option(names = "--commit", description = "Write it into its source file once it is live.")
    private boolean commit;

    @Override
    public Integer call() throws JuriggedException {
        String name = definition.endsWith(".java")
                ? Path.of(definition).toAbsolutePath().normalize().toString()
                : definition;
        String text = source();
        Optional<Long> pid = Attacher.pid(target);
        Optional<List<String>> answer = pid.isPresent()
                ? ControlClient.ask(pid.get(), "patch", name, text, module ? "module" : "", commit ? "commit" : "")
                : Optional.empty();
        return Control.print(spec.commandLine().getOut(), answer.isPresent() ? answer.get() : forTheMoment(name, text));
    }

    private String source() throws JuriggedException {
        if ((source == null) == (file == null)) {
            throw new ParameterException(
                    spec.commandLine(), "Give the new source with -e, or a file with it, or - to read it from stdin.");
        }
        try {
            if (source != null) {
                return source;
            }
            return STDIN.equals(file)
                    ? new String(System.in.readAllBytes(), Charset.defaultCharset())
                    : Files.readString(Path.of(file), Charset.defaultCharset());
        } catch (IOException e) {
            throw new JuriggedException("The source in " + file + " can't be read: " + e + ".", e);
        }
    }

    private List<String> forTheMoment(String name, String text) throws JuriggedException {
        Target jvm = Attacher.attach(Optional.of(target));
        jvm.start();
        try (LiveSession session =
                LiveSession.open(SessionOptions.in(Path.of("").toAbsolutePath()), List.of(), event -> {})) {
            session.add(jvm);
            List<String> said = new PatchCommands(session.patches()).patch(name, text, module, commit);
            if (!commit) {
                spec.commandLine()
                        .getErr()
                        .println("jurigged: no session keeps it: it can't be taken back or committed by its number.");
            }
            return said;
        }
    }
}
