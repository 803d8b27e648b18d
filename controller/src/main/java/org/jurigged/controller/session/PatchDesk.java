package org.jurigged.controller.session;

import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.recode.RecodeException;
import org.jurigged.controller.recode.RecodeException.Rejected;

/**
 * Takes orders for patches of a session, from any thread but the session's own; each is carried out after the saves that
 * came before it, and waited for. What fails leaves the program and the sources as they were: see {@link RecodeException}.
 */
public final class PatchDesk {
    private final SessionThreads threads;
    private final Supplier<Patches> patches;
    private final IntSupplier targets;

    PatchDesk(SessionThreads threads, Supplier<Patches> patches, IntSupplier targets) {
        this.threads = threads;
        this.patches = patches;
        this.targets = targets;
    }

    private interface Work<T> {
        T on(Patches patches) throws JuriggedException;
    }

    private <T> T ask(Work<T> work) throws JuriggedException {
        return threads.await(() -> {
            if (patches.get() == null) {
                throw new JuriggedException("The session could not begin; what it told before says why.");
            }
            return work.on(patches.get());
        });
    }

    /**
     * Makes a patch live.
     *
     * @param instead the patch whose place it takes, if it is still live
     */
    public Patch patch(Patch.Order order, Optional<Patch> instead) throws JuriggedException {
        return ask(all -> {
            requireTarget();
            return all.patch(order, instead);
        });
    }

    private void requireTarget() throws Rejected {
        if (targets.getAsInt() == 0) {
            throw new Rejected("No program is live in this session.");
        }
    }

    /** Makes a patch anew, from what is there now. */
    public Patch repatch(Patch patch) throws JuriggedException {
        return ask(all -> {
            requireTarget();
            return all.repatch(patch);
        });
    }

    /** Takes a patch back. */
    public void revert(Patch patch) throws JuriggedException {
        ask(all -> {
            all.revert(patch);
            return null;
        });
    }

    /** Writes a patch into its source file. */
    public void commit(Patch patch) throws JuriggedException {
        ask(all -> {
            all.commit(patch);
            return null;
        });
    }

    /** Returns the patches that are not taken back, in the order in which they were made. */
    public List<Patch> all() throws JuriggedException {
        return ask(Patches::all);
    }

    /** Returns a patch by its number. */
    public Patch find(int number) throws JuriggedException {
        return ask(all -> all.find(number));
    }

    /** Returns the patch's definitions as stack traces count them, each line behind its number. */
    public List<String> listing(Patch patch) throws JuriggedException {
        return ask(all -> PatchListing.of(patch));
    }
}
