package org.jurigged.cli.command;

import java.util.Optional;
import org.jurigged.cli.command.PromptOptions.Where;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.launch.ProgramSpec;
import org.jurigged.controller.session.SessionOptions;
import picocli.CommandLine;

/** A prompt in a JVM that is there for it only. */
final class OwnPrompt {
    private final CommandLine line;
    private final CommonOptions common;
    private final ProgramSpec spec;
    private final SessionOptions options;

    OwnPrompt(CommandLine line, CommonOptions common, ProgramSpec spec, SessionOptions options) {
        this.line = line;
        this.common = common;
        this.spec = spec;
        this.options = options;
    }

    /**
     * Reads and evaluates until the end.
     *
     * @param in the package to be in; empty for the unnamed one
     * @return the exit code: what {@code /exit} or a snippet that ended the JVM said
     */
    int run(Optional<String> in) throws JuriggedException {
        try (Prompting prompting = Prompting.begin(line, common, options.directory());
                OwnJvm jvm = new OwnJvm(spec, options, prompting)) {
            // What snippets print goes where what they call prints, in order.
            PromptPlace place = new PromptPlace(options.directory(), new Where(in, Optional.empty()), Optional.empty())
                    .in(jvm.begin());
            int code = prompting.run(place);
            return code == 0 ? jvm.exitValue().orElse(0) : code;
        }
    }
}
