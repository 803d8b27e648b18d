package org.jurigged.bench.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;

/** What makes saved files live in a JVM; it is to be judged. Closing lets go of the JVM. */
interface Edit extends AutoCloseable {
    /** Makes files live that were just written or deleted. */
    void apply(Collection<Path> files) throws IOException, InterruptedException;

    /** Returns everything that was told so far. */
    List<Event> events();

    @Override
    void close();

    /** Begins to watch. */
    interface Opener {
        /**
         * Begins to watch a project for a JVM that runs its classes.
         *
         * @param excluded a folder of sources that is not to be watched
         */
        Edit open(long pid, Path directory, Path excluded) throws JuriggedException, IOException, InterruptedException;
    }
}
