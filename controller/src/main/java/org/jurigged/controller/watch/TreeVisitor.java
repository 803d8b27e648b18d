package org.jurigged.controller.watch;

import java.io.IOException;
import java.nio.file.Path;

/** What {@link Tree} tells of its walks, and asks for. */
interface TreeVisitor {
    /** Asks for the directory's events. Returns false if it turns out to be gone. */
    boolean register(Path dir);

    void forget(Path dir);

    /** A file that counts, by the path it is reported under. */
    void file(Path file, Stamp stamp, long seenAt);

    /** The directory is another one than before, or gone: the files known below it may be. */
    void replaced(Path dir);

    /** The directory is now watched by another path: the files known below it are no longer reported by this one. */
    void moved(Path dir);

    void unreadable(Path dir, IOException why);
}
