package org.jurigged.controller.api;

import java.nio.file.Path;
import java.util.List;
import org.jurigged.controller.Event;

/**
 * Is called before edits go live, or after.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface EditHook {
    /**
     * Takes what changes together, in one save or one patch. Called on the session's thread, which does nothing else
     * meanwhile: the next save waits, and to ask the session for something that waits for that thread (a patch, say) would
     * wait for ever. What is thrown ends nothing and is told as {@link Event.Trouble}.
     *
     * @param edits what changes
     */
    void edits(Edits edits);

    /**
     * What changes together: definitions that differ. A save that changes comments only, or nothing, calls no hook.
     *
     * @since 0.1
     */
    interface Edits {
        /** {@return the sources that were saved or patched, and those that are compiled again because of them; absolute} */
        List<Path> files();

        /** {@return each {@link Event.Update}, {@link Event.Add}, {@link Event.Delete} and {@link Event.Rename}} */
        List<Event> all();

        /**
         * Holds the edits back: nothing of them is applied, and that is told as {@link Event.Trouble}. A patch fails; a
         * save is tried again together with the next one. Does nothing when they are live already.
         *
         * @param reason what to tell, without a full stop
         */
        void veto(String reason);
    }
}
