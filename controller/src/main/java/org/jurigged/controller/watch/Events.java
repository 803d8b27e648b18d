package org.jurigged.controller.watch;

import java.io.IOException;
import java.nio.file.Path;

/** A source of events of the system for directories, each registered by itself. Safe for use by several threads. */
interface Events extends AutoCloseable {
    /** Opens the source, where the system has one to give. */
    interface Source {
        Events open() throws IOException;
    }

    /** Hears the events, on the source's own thread. */
    interface Sink {
        /** Something appeared under that path: created, moved in, linked. */
        void appeared(Path path, long nanos);

        /** The content or the attributes of what is under that path changed. */
        void modified(Path path, long nanos);

        /** What was under that path is gone: deleted, moved away. */
        void vanished(Path path, long nanos);

        /** Events were lost, in any of the directories. */
        void lost(long nanos);

        /** The directory itself is no longer registered, as it is gone. */
        void unregistered(Path dir, long nanos);
    }

    /** Starts to deliver events; those of directories registered before have been kept. */
    void start(Sink sink);

    /**
     * Asks for the events of a directory's entries.
     *
     * @throws IOException also when the system's limit is reached: see {@link SystemEvents#isLimit}
     */
    void register(Path dir) throws IOException;

    /** Asks for no more events of a directory; nothing happens if it was not registered. */
    void forget(Path dir);

    @Override
    void close();
}
