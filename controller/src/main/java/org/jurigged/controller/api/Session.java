package org.jurigged.controller.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.recode.PatchInfo;
import org.jurigged.controller.recode.RecodeException;

/**
 * Programs that are live: what is saved in their sources goes live in them.
 *
 * <p>Thread-safe. Closing it lets go of the programs, which run on with what is live in them; patches that aren't committed
 * stay live and can't be taken back any more.
 *
 * @since 0.1
 */
public interface Session extends AutoCloseable {
    /**
     * Adds a listener of everything that happens from now on, in its order. It is called on the session's threads, which
     * wait for it. What it throws ends nothing, and is told to it as {@link Event.Trouble}.
     *
     * @param listener takes each event
     * @return what removes it
     */
    Registration listen(Consumer<Event> listener);

    /**
     * Adds a hook that is called before edits are applied, after they compiled and the JVM's limits were looked at.
     *
     * @param hook takes the edits
     * @return what removes it
     */
    Registration before(EditHook hook);

    /**
     * Adds a hook that is called when edits are live.
     *
     * @param hook takes the edits
     * @return what removes it
     */
    Registration after(EditHook hook);

    /** Lets what is saved wait, until {@link #resume} or {@link #apply}. Patches are made all the same. */
    void pause();

    /** Applies what was saved during a pause, and from now on each save; of a session on demand only at {@link #apply}. */
    void resume();

    /** Looks for changed files now, in case the file system told of none. */
    void refresh();

    /**
     * Applies what has been saved and isn't live, in one transaction, and waits until that is done; what came of it is told
     * to the listeners.
     *
     * @throws JuriggedException when the session is closed
     */
    void apply() throws JuriggedException;

    /** {@return the JVMs that are live now} */
    List<LiveTarget> targets();

    /**
     * {@return a recoder of a definition} The definition is looked for when it is patched.
     *
     * @param definition {@code com.acme.Foo}, {@code com.acme.Foo#bar}, {@code com.acme.Foo#bar(int,String)}, {@code
     *     com.acme.Foo.Inner#<init>()}, {@code com.acme.Foo#LIMIT}; the package may be left out where that leaves one type,
     *     and the parameter types where that leaves one method
     * @throws RecodeException.Rejected when it can't be the name of a definition
     */
    Recoder recoder(String definition) throws RecodeException.Rejected;

    /**
     * {@return a recoder of all of a source file}
     *
     * @param file one of the session's sources, absolute or relative to the working directory
     */
    Recoder recoder(Path file);

    /**
     * {@return the patches that are not taken back, in the order in which they were made, those from the shell too}
     *
     * @throws JuriggedException when the session is closed
     */
    List<PatchInfo> patches() throws JuriggedException;

    /** {@return the process that was launched; empty when the program was attached to} */
    Optional<Process> process();

    /** Lets go of the programs, which run on. Idempotent. */
    @Override
    void close();
}
