package org.jurigged.controller.watch;

/**
 * Hears what a {@link Watcher} finds; every call comes from the watcher's one delivery thread.
 *
 * <p>Taking long is allowed: changes go on being collected meanwhile, and come as the next {@link Save}. What {@link
 * #onSave} throws is reported to {@link #onProblem}; what a method throws ends nothing.
 */
public interface WatchListener {
    /** Takes the files that settled together; their new content is the known one from here on. */
    void onSave(Save save);

    /** Takes one line for the user about how the watching is done, such as falling back to polling. */
    default void onNote(String note) {}

    /** Takes one sentence for the user about something that is not watched or could not be read. */
    default void onProblem(String problem) {}
}
