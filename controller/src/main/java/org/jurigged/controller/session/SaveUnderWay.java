package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jurigged.controller.JuriggedException;

/**
 * Keeps files that are being written from being taken for what the user has saved: a compilation that read one of them
 * half, or failed while one was on its way, is made again when they have settled.
 *
 * <p>It waits no longer than two seconds for files that never settle. Used by the session's worker only, but for {@link
 * #comes}.
 */
final class SaveUnderWay {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);
    private static final long ASK_AGAIN_MILLIS = 5;

    private final Function<Collection<Path>, Set<Path>> unsettled;
    private final AtomicInteger coming = new AtomicInteger();
    private boolean isWaiting;
    private boolean hasGivenWay;
    private long since;

    /** @param unsettled looks at files, and returns all that are being saved */
    SaveUnderWay(Function<Collection<Path>, Set<Path>> unsettled) {
        this.unsettled = unsettled;
    }

    /** Says that files were not applied since more is being saved, and that they are to be tried again after it. */
    static final class More extends JuriggedException {
        private static final long serialVersionUID = 1L;

        private More() {
            super("Other files are still being saved.");
        }
    }

    /**
     * Goes on after a compilation that failed, unless what it lacks may be on its way: some file is being saved, or one that
     * it read was being written meanwhile.
     *
     * @param read what was read
     * @param isStill whether all that was read is still so
     */
    void failed(Set<Path> read, BooleanSupplier isStill) throws More {
        goOnUnless(!unsettled.apply(read).isEmpty() || !isStill.getAsBoolean());
    }

    /**
     * Goes on after a compilation, unless a file that it read was being written meanwhile, or one that it read without its
     * having been saved is being written. A file may be complete again by now, and its save wait behind this one.
     *
     * @param alsoRead what was read besides the saved files
     * @param isStill whether all that was read is still so
     */
    void compiled(Set<Path> alsoRead, BooleanSupplier isStill) throws More {
        boolean isWritten = !alsoRead.isEmpty() && !Collections.disjoint(unsettled.apply(alsoRead), alsoRead);
        // Asked last: what settled before the first question differs by now from what was read.
        goOnUnless(isWritten || !isStill.getAsBoolean());
    }

    /** A save is on its way to the worker; called by any thread. */
    void comes() {
        coming.incrementAndGet();
    }

    /** The worker has got a save of which it was said that it {@link #comes}. */
    void hasCome() {
        coming.decrementAndGet();
    }

    /**
     * Lets saves go first that are on their way to the worker when something has failed to compile, as what it lacks may be
     * among them; once, however many come after them.
     */
    void giveWay(boolean hasFailed) throws More {
        hasGivenWay = hasFailed && !hasGivenWay && coming.get() > 0;
        if (hasGivenWay) {
            throw new More();
        }
    }

    private void goOnUnless(boolean isUnderWay) throws More {
        if (!isUnderWay || (isWaiting && isOver())) {
            isWaiting = false;
            return;
        }
        if (!isWaiting) {
            isWaiting = true;
            since = System.nanoTime();
        }
        throw new More();
    }

    private boolean isOver() {
        return System.nanoTime() - since >= PATIENCE;
    }

    /** Waits until nothing is being saved. */
    void await() {
        try {
            while (!unsettled.apply(List.of()).isEmpty() && !isOver()) {
                TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
