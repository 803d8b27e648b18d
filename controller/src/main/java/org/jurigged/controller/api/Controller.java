package org.jurigged.controller.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.recode.PatchInfo;
import org.jurigged.controller.recode.RecodeException;

/** A session in another process, as that one's first object; see {@link org.jurigged.controller.remote.Peer}. */
interface Controller {
    /** What either process calls where it is. */
    Set<Class<?>> SHARED = Set.of(Controller.class, Hook.class, Recoder.class, Registration.class, Consumer.class);

    /** A hook in another process. */
    interface Hook {
        /** Takes what an {@link EditHook} takes; returns why the edits are to be held back, if they are. */
        Optional<String> edits(List<Path> files, List<Event> all);
    }

    /** Makes a JVM live; once, and first of all. */
    void attach(long pid, Settings settings) throws JuriggedException;

    Registration listen(Consumer<Event> listener);

    Registration before(Hook hook);

    Registration after(Hook hook);

    void pause();

    void resume();

    void refresh();

    void apply() throws JuriggedException;

    List<LiveTarget> targets();

    Recoder recoder(String definition) throws RecodeException.Rejected;

    Recoder recoder(Path file);

    List<PatchInfo> patches() throws JuriggedException;

    void close();
}
