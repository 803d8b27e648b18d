package org.jurigged.cli.command;

import java.io.IOException;
import java.util.Optional;
import org.jurigged.cli.output.Terminal;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.session.LiveSession;
import picocli.CommandLine;

/** Opens a prompt in the JVM that a command has live when p and Enter are typed, and goes on with the command behind it. */
final class PromptKey {
    private static final int KEY = 'p';

    private final CommandLine line;
    private final CommonOptions common;
    private final SessionPlace place;
    private volatile Prompting prompting;

    /** What the prompt is opened in. */
    record SessionPlace(LiveSession session, long pid, java.nio.file.Path directory) {}

    PromptKey(CommandLine line, CommonOptions common, SessionPlace place) {
        this.line = line;
        this.common = common;
        this.place = place;
    }

    /** Begins to wait for the key, if a person can press it. */
    void begin() {
        if (Terminal.input() && Terminal.errors()) {
            Thread reader = new Thread(this::read, "jurigged-keys");
            reader.setDaemon(true);
            reader.start();
            line.getErr().println("p and Enter: a prompt in the program.");
            line.getErr().flush();
        }
    }

    /** Shows an event above what is being typed; false while there is no prompt. */
    boolean hears(Event event) {
        Prompting known = prompting;
        if (known != null) {
            known.accept(event);
        }
        return known != null;
    }

    private void read() {
        try {
            for (int key = System.in.read(); key >= 0; key = System.in.read()) {
                if (key == KEY) {
                    skipLine();
                    prompt();
                }
            }
        } catch (IOException e) {
            // The terminal went away; "jurigged repl" still opens one.
            return;
        }
    }

    private static void skipLine() throws IOException {
        int key = System.in.read();
        while (key >= 0 && key != '\n') {
            key = System.in.read();
        }
    }

    private void prompt() {
        try (Prompting begun = Prompting.begin(line, common, place.directory())) {
            prompting = begun;
            PromptPlace in = new PromptPlace(place.directory(), PromptOptions.Where.ANY, Optional.of(begun::print))
                    .in(new PromptTarget.OfSession(place.session(), place.pid()));
            begun.run(in);
        } catch (JuriggedException e) {
            line.getErr().println("jurigged: " + e.getMessage());
            line.getErr().flush();
        } finally {
            prompting = null;
        }
    }
}
