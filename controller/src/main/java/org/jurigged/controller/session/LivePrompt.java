package org.jurigged.controller.session;

import java.util.Optional;
import java.util.function.Consumer;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.repl.Fitting;
import org.jurigged.controller.repl.LocalRunner;
import org.jurigged.controller.repl.ReplTarget;
import org.jurigged.controller.repl.SnippetRunner;
import org.jurigged.controller.target.Target;

/**
 * What a prompt in a live JVM needs.
 *
 * @param about how its snippets are compiled
 * @param fitting makes their classes fit to the edits
 */
public record LivePrompt(Target target, ReplTarget about, Fitting fitting) {
    /** The command that tells what {@code about} has. */
    public static final String ABOUT = "about";

    /** The command that runs snippets, in a package if one is named. */
    public static final String PROMPT = "prompt";

    /** The command that tells what has changed, see {@link EditLog#decode}. */
    public static final String EDITS = "edits";

    /** The command that tells the sources of what the JVM has loaded. */
    public static final String WATCHED = "watched";

    /**
     * Begins to run snippets.
     *
     * @param in the package to be in, if not the one in {@code about}
     * @param output gets what they print themselves
     */
    public SnippetRunner runner(Optional<String> in, Consumer<byte[]> output) throws JuriggedException {
        return new LocalRunner(target, in(in), fitting, output);
    }

    /** Returns what is to be known to compile snippets in a package. */
    public ReplTarget in(Optional<String> in) {
        return in.isPresent() ? about.in(in) : about;
    }
}
