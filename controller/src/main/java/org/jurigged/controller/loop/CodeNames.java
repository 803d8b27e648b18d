package org.jurigged.controller.loop;

import java.util.Optional;
import org.jurigged.controller.Event;

/** What a session knows of its code, as far as loops need it. Thread-safe. */
public interface CodeNames {
    /** Returns a method's name as people read it. */
    String method(String className, String method, String descriptor);

    /** Why the sources have no such method any more; empty if they have it. */
    Optional<String> gone(String className, String method, String descriptor);

    /** Whether a class, by binary name, is one of the project's. */
    boolean isOwn(String className);

    /** Returns a frame's place, with the line of its source. */
    Event.Place place(StackTraceElement frame);
}
