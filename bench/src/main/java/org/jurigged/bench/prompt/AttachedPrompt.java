package org.jurigged.bench.prompt;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.IntConsumer;
import jdk.jshell.SnippetEvent;
import org.jurigged.cli.repl.Completions;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.repl.Repl;
import org.jurigged.controller.repl.ReplTarget;
import org.jurigged.controller.repl.SnippetControl;
import org.jurigged.controller.session.LivePrompt;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.SessionOptions;
import org.jurigged.controller.target.Attacher;
import org.jurigged.controller.target.Target;

/** Attaches to a program, opens a prompt in it, and prints what expressions and completions take once that is warm. */
public final class AttachedPrompt {
    /** The name of the times of expressions. */
    public static final String EXPRESSION = "expression";

    /** The name of the times of completions. */
    public static final String COMPLETION = "completion";

    private static final int WARM_UP = 40;
    private static final List<String> BEGUN = List.of("java.util.Li", "names.str", "Str", "System.out.pri");

    private AttachedPrompt() {}

    /** The process id, the project's directory, and how often to measure. */
    public static void main(String[] args) throws JuriggedException, InterruptedException, ExecutionException {
        Target attached = Attacher.attach(Optional.of(args[0]));
        attached.start();
        int times = Integer.parseInt(args[2]);
        try (LiveSession session = LiveSession.open(SessionOptions.in(Path.of(args[1])), List.of(), event -> {})) {
            session.add(attached);
            LivePrompt prompt = session.prompt(attached.info().pid()).get();
            ReplTarget about = prompt.in(Optional.empty());
            SnippetControl control = new SnippetControl(prompt.runner(Optional.empty(), printed -> {}), about, true);
            try (Repl repl = Repl.open(about, control)) {
                value(repl, "var names = List.of(\"one\", \"two\");");
                measure(EXPRESSION, times, i -> value(repl, "names.get(0).length() + " + i));
                Completions completions = new Completions(repl.shell());
                measure(COMPLETION, times, i -> complete(completions, BEGUN.get(i % BEGUN.size())));
            }
        }
    }

    private static void value(Repl repl, String source) {
        SnippetEvent event = repl.eval(source).get(0);
        if (event.value() == null) {
            throw new IllegalStateException(source + " has no value");
        }
    }

    private static void complete(Completions completions, String begun) {
        if (completions.names(begun, begun.length()).isEmpty()) {
            throw new IllegalStateException(begun + " can't be completed");
        }
    }

    private static void measure(String name, int times, IntConsumer work) {
        for (int i = 0; i < WARM_UP; i++) {
            work.accept(i);
        }
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.accept(i);
            System.out.println(name + String.format(Locale.ROOT, " %.3f", (System.nanoTime() - start) / 1e6));
        }
    }
}
