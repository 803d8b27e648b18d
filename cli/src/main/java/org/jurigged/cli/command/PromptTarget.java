package org.jurigged.cli.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.repl.Fitting;
import org.jurigged.controller.repl.Repl;
import org.jurigged.controller.repl.ReplTarget;
import org.jurigged.controller.repl.SnippetControl;
import org.jurigged.controller.target.Attacher;
import org.jurigged.controller.target.JdiTarget;

/** A running JVM in which snippets are evaluated. */
final class PromptTarget implements AutoCloseable {
    private final JdiTarget jvm;
    private final PromptOptions options;

    private PromptTarget(JdiTarget jvm, PromptOptions options) {
        this.jvm = jvm;
        this.options = options;
    }

    static PromptTarget attach(String name, PromptOptions options) throws JuriggedException {
        JdiTarget jvm = Attacher.attach(Optional.of(name));
        jvm.start();
        return new PromptTarget(jvm, options);
    }

    /** @param output gets what snippets print; empty to leave it to the program */
    Repl repl(Optional<PrintWriter> output) throws JuriggedException {
        ReplTarget about = ReplTarget.of(jvm.info());
        about = about.in(Optional.ofNullable(options.in).or(() -> ReplTarget.packageOfMain(jvm.info())));
        SnippetControl control = SnippetControl.open(
                jvm,
                about,
                Fitting.NONE,
                output.map(writer -> printed -> {
                    writer.print(new String(printed, StandardCharsets.UTF_8));
                    writer.flush();
                }));
        return Repl.open(about, control);
    }

    @Override
    public void close() {
        jvm.close();
    }
}
