package org.jurigged.cli.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.launch.JavaExecutable;
import org.jurigged.controller.session.SessionOptions;
import org.jurigged.controller.testing.TestOptions;
import org.jurigged.controller.testing.TestSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jurigged test}: runs the tests, and on every save those again that it may concern. */
@Command(
        name = "test",
        description = "Run the JUnit 5 tests of the module in this directory, and on every save again those that it may"
                + " concern, in a JVM that is kept and made live. Ctrl-C ends it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {" 0:every test passed when it ran last", " 1:one failed, or the tests could not be run"},
        sortOptions = false,
        abbreviateSynopsis = true)
final class TestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--once", description = "Run all tests and end.")
    private boolean once;

    @Option(names = "--jvm", paramLabel = "PATH", description = "The JDK, or java, to run the tests with.")
    private Path jvm;

    @Option(names = "-J", paramLabel = "OPTION", description = "An option for the tests' JVM: -J-Xmx2g. Repeatable.")
    private List<String> jvmOptions = new ArrayList<>();

    @Option(
            names = "--in",
            paramLabel = "PID",
            hidden = true,
            description = "Run them in this JVM, which asked for it and talks with us by our standard streams (@Live).")
    private Long asking;

    @Mixin
    private WatchOptions watch;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws JuriggedException {
        PrintWriter err = spec.commandLine().getErr();
        Path directory = Path.of("").toAbsolutePath();
        try (Output output = new Output(err, common, watch, directory);
                TestSession tests = open(watch.session(directory), output)) {
            Signals.on(tests::end, () -> {});
            return tests.run() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private TestSession open(SessionOptions session, Output output) throws JuriggedException {
        if (asking != null) {
            OutputStream orders = new FileOutputStream(FileDescriptor.out);
            // What anything else prints is not for that JVM.
            System.setOut(System.err);
            return TestSession.of(session, asking, System.in, orders, output);
        }
        TestOptions options = new TestOptions(JavaExecutable.of(Optional.ofNullable(jvm)), jvmOptions, once);
        return TestSession.open(session, options, output);
    }
}
