package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jurigged.controller.Event;

/** Tells saved files that declare a class of which the programs run another source; once for each. */
final class OtherSources {
    private final Workspace workspace;
    private final Consumer<Event> listener;
    private final Set<Path> told = new HashSet<>();

    OtherSources(Workspace workspace, Consumer<Event> listener) {
        this.workspace = workspace;
        this.listener = listener;
    }

    /** Whether the class that a file is named after has another source; says so. Used by the session's worker only. */
    boolean isOthers(Path file) {
        Optional<Path> instead = workspace.sourceInsteadOf(file);
        if (instead.isPresent() && told.add(file)) {
            listener.accept(new Event.Note(file + " is not live: its class "
                    + workspace.classNameOf(file).orElse("") + " runs from the source " + instead.get() + "."));
        }
        return instead.isPresent();
    }
}
