package org.jurigged.controller.api;

import java.util.Optional;
import java.util.function.Consumer;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.recode.PatchInfo;
import org.jurigged.controller.recode.PatchStatus;
import org.jurigged.controller.recode.RecodeException;

/**
 * Patches one definition of a running program: a method, a constructor, a field, a type or a whole source file.
 *
 * <p>A patch is a transaction, like a save: it is compiled as if it stood in the source file, with everything that depends
 * on it, and all of it goes live or nothing. It is in no file, neither source nor class, until it is committed. While it is
 * live, saves of its file go live with the patch in it, as long as they leave its definition as it was; a save that changes
 * the definition wins, and the patch is {@link PatchStatus#OUT_OF_SYNC}. So it is with two recoders of one definition: the
 * later patch wins.
 *
 * <p>Lines in stack traces are those of the file with the patches in it, also below the patched definition; {@code jurigged
 * patches} prints a patch with them. Once committed, they are those of the file.
 *
 * <p>Thread-safe. All methods but {@link #status()}, {@link #patch()} and {@link #onStatus} wait for the session's thread,
 * and throw {@link JuriggedException} when the session is closed or its program gone.
 *
 * @since 0.1
 */
public interface Recoder {
    /**
     * Makes a source live in place of the definition's, or of the patch that this recoder made before.
     *
     * @param source the definition, with its modifiers and annotations: a method may have other parameters, and no other
     *     name; a file's whole text for a recoder of a file. Its indentation and line ends become those of the file. A
     *     comment {@code /** … *}{@code /} in front replaces that of the definition. Blank to delete the definition, which
     *     is refused where other code uses it
     * @throws RecodeException.Rejected when there is no such definition, or the source is not that of one definition of
     *     that name
     * @throws RecodeException.Refused when it doesn't compile, or the JVM can't take it
     * @throws JuriggedException when the session is closed
     */
    void patch(String source) throws JuriggedException;

    /**
     * As {@link #patch}, with what the definition needs: imports first, then the definition itself, and other members of
     * its type (for a type: other types of the file). Of those, the ones that are there are replaced, and the others added
     * behind the definition.
     *
     * @param source with line breaks as it likes
     * @throws RecodeException.Rejected when the definition is not among it
     * @throws RecodeException.Refused when it doesn't compile, or the JVM can't take it
     * @throws JuriggedException when the session is closed
     */
    void patchModule(String source) throws JuriggedException;

    /**
     * Makes the last patch once more, on what the file and other patches have by now.
     *
     * @throws RecodeException.Rejected when there was none
     * @throws RecodeException.Refused when it doesn't compile any more
     * @throws JuriggedException when the session is closed
     */
    void repatch() throws JuriggedException;

    /**
     * Takes the patch back: the program runs what the source file has, which is the last commit if there was one. Does
     * nothing when there is no patch, or it is committed.
     *
     * @throws RecodeException.Refused when other edits need the patch by now
     * @throws JuriggedException when the session is closed
     */
    void revert() throws JuriggedException;

    /**
     * Writes the patch into the source file: that definition and nothing else, in one step, in the file's encoding. The
     * file keeps its owner, permissions, byte order mark and line ends.
     *
     * @throws RecodeException.OutOfSync when the definition, or the file in that moment, was changed by somebody else;
     *     nothing is written, and {@link #repatch} goes on from what is there
     * @throws RecodeException.Unwritable when the file can't be written; it is as it was
     * @throws RecodeException.Rejected when there is no patch
     * @throws JuriggedException when the session is closed
     */
    void commit() throws JuriggedException;

    /**
     * {@return how program and source file stand to each other} {@link PatchStatus#LIVE} with a patch that is in no file,
     * {@link PatchStatus#OUT_OF_SYNC} when something else took its place, else {@link PatchStatus#SAVED}.
     */
    PatchStatus status();

    /** {@return the patch that was made last and not taken back; empty when there is none} */
    Optional<PatchInfo> patch();

    /**
     * Adds a listener that is told each new status. It is called on the thread that brings it about; what it throws is told
     * as trouble or to who patches.
     *
     * @param listener takes each status
     * @return what removes it
     */
    Registration onStatus(Consumer<PatchStatus> listener);
}
