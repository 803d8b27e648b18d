package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.junit.jupiter.api.AfterEach;
import org.jurigged.controller.repl.Repl;
import org.jurigged.controller.repl.ReplTarget;
import org.jurigged.controller.repl.SnippetControl;
import org.jurigged.controller.session.LivePrompt;

/** Tests of snippets in a program. */
abstract class ReplTestCase extends LiveTestCase {
    Repl repl;
    final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /** Starts the program that was made, with class files that JShell, which is this Java's, can read. */
    static LiveProgram start(LivePrograms made) throws Exception {
        TestJdk.compile(
                TestJdk.of(Runtime.version().feature()),
                made.sources.files(),
                List.of(),
                made.classes(),
                StandardCharsets.UTF_8);
        return made.start(List.of(made.classes()));
    }

    LivePrompt prompt() throws Exception {
        return program.session.prompt(program.launched.process().pid()).get(30, TimeUnit.SECONDS);
    }

    ReplTarget about(Optional<String> in) throws Exception {
        ReplTarget about = prompt().about();
        int level = Math.min(about.feature(), Runtime.version().feature());
        return new ReplTarget(about.label(), about.classPath(), level, Optional.empty(), false, in);
    }

    Repl open(Optional<String> in) throws Exception {
        return open(in, Optional.empty());
    }

    /** Opens one in the frame of a thread, if one is named. */
    Repl open(Optional<String> in, Optional<String> thread) throws Exception {
        ReplTarget about = about(in);
        SnippetControl control = new SnippetControl(prompt().runner(in, printed::writeBytes), about, true);
        repl = Repl.open(about, control, thread);
        Runnable end = program.session.onChange(repl::changed);
        repl.shell().onShutdown(shell -> end.run());
        return repl;
    }

    @AfterEach
    void leave() {
        printed.reset();
        if (repl != null) {
            repl.close();
        }
    }

    SnippetEvent eval(String source) {
        String whole =
                repl.shell().sourceCodeAnalysis().analyzeCompletion(source).source();
        List<SnippetEvent> events = repl.eval(whole == null ? source : whole);
        assertThat(events).as(source).isNotEmpty();
        SnippetEvent event = events.get(0);
        List<String> problems = repl.shell()
                .diagnostics(event.snippet())
                .map(diag -> diag.getMessage(null))
                .toList();
        assertThat(event.status()).as("%s: %s", source, problems).isNotEqualTo(Status.REJECTED);
        return event;
    }

    String value(String source) {
        SnippetEvent event = eval(source);
        assertThat(event.exception()).as(source).isNull();
        return event.value();
    }

    VarSnippet variable(String name) {
        return repl.shell()
                .variables()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
