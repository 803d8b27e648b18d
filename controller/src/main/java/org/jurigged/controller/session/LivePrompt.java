package org.jurigged.controller.session;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
 * @param isOwn whether a class is of the project, by binary name
 */
public record LivePrompt(Target target, ReplTarget about, Fitting fitting, Predicate<String> isOwn) {
    /** The command that tells what {@code about} has. */
    public static final String ABOUT = "about";

    /** The command that runs snippets, in a package if one is named. */
    public static final String PROMPT = "prompt";

    /** The command that tells the package of the code in which a thread is held. */
    public static final String HELD = "held";

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
        return new LocalRunner(target, in(in), fitting, isOwn, output);
    }

    /** Returns the package of the code in which a thread is held. */
    public String packageOf(String thread) throws JuriggedException {
        String name = target.held(thread, isOwn).className();
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    /** Returns what is to be known to compile snippets in a package. */
    public ReplTarget in(Optional<String> in) {
        return in.isPresent() ? about.in(in) : about;
    }
}
