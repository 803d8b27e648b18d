package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.TargetException;

/**
 * What has been saved and isn't live: because it waits for the user's word, doesn't compile or can't be applied.
 *
 * <p>Files that were saved together go live together or not at all. Those that fail are kept, and keep nothing else from
 * going live: they are tried again when one of them is saved, together with a save that doesn't work without them, and
 * after a save that changed what other sources see; what failed for another reason than the sources (a full disk), after
 * each save. Until then they cost the other saves nothing.
 *
 * <p>Used by the session's worker only.
 */
final class Saves {
    private final SessionOptions options;
    private final Consumer<Event> listener;
    private final Commands commands;
    private final Applier applier;
    private final LongSupplier visibleChanges;
    private final SaveUnderWay underWay;
    private final Runnable waits;
    private final Predicate<Path> isOthers;
    private final PendingSaves pending = new PendingSaves();
    private Tried interrupted;
    private boolean isPaused;

    /**
     * @param visibleChanges counts the applied changes that other sources can see
     * @param isOthers whether a file is the source of no class that the programs run, and says so
     * @param waits is told when {@link #goOn} is to be called, after saves that have come meanwhile
     */
    Saves(
            SessionOptions options,
            Consumer<Event> listener,
            Applier applier,
            LongSupplier visibleChanges,
            SaveUnderWay underWay,
            Predicate<Path> isOthers,
            Runnable waits) {
        this.options = options;
        this.listener = listener;
        this.commands = new Commands(options, listener);
        this.applier = applier;
        this.visibleChanges = visibleChanges;
        this.underWay = underWay;
        this.isOthers = isOthers;
        this.waits = waits;
    }

    /** What files are applied to: a save's targets, and when it was noticed. */
    private record To(List<TargetClasses> targets, long startNanos) {}

    /** An attempt for what was saved just now. */
    private record Tried(Set<Path> saved, To to) {}

    /** What became of files that were to go live together: nothing is wrong if they are. */
    record Outcome(Set<Path> files, List<Event> problems) {
        boolean isLive() {
            return problems.isEmpty();
        }

        boolean compiled() {
            return problems.stream().noneMatch(Event.CompileFailed.class::isInstance);
        }
    }

    /** Takes files that were saved together, and applies them unless they are to wait. */
    void saved(Collection<Path> files, List<TargetClasses> targets, long startNanos) throws JuriggedException {
        pending.take(files);
        unlessTheyWait(files, new To(targets, startNanos));
    }

    /** Takes files that are newer than what the programs run, and have nothing to do with each other. */
    void found(Collection<Path> files, List<TargetClasses> targets) throws JuriggedException {
        files.forEach(file -> pending.take(List.of(file)));
        unlessTheyWait(files, new To(targets, System.nanoTime()));
    }

    /** Lets saves wait until {@link #resume}. */
    void pause() {
        isPaused = true;
    }

    /** Applies what came meanwhile, unless the user wants to say when. */
    void resume(List<TargetClasses> targets) throws JuriggedException {
        isPaused = false;
        joined(targets);
    }

    /** Applies what waits, in one transaction: all of it or nothing. */
    void applyAll(List<TargetClasses> targets) throws JuriggedException {
        pending.remove(isOthers);
        Set<Path> all = all();
        To to = new To(targets, System.nanoTime());
        if (all.isEmpty() || targets.isEmpty() || !commands.before(all)) {
            return;
        }
        untilDone(() -> attempt(all, to).problems().forEach(listener));
    }

    /** Does what who asked waits for: if other files have to settle first, they are waited for here and now. */
    private void untilDone(SessionThreads.Task work) throws JuriggedException {
        boolean done = false;
        while (!done) {
            try {
                work.run();
                done = true;
            } catch (SaveUnderWay.More e) {
                underWay.await();
            }
        }
    }

    /** Goes on with what had to wait for other files, unless a save came meanwhile and took it along. */
    void goOn() throws JuriggedException {
        Tried tried = interrupted;
        if (tried != null) {
            settle(tried.saved(), tried.to());
        }
    }

    /** Applies what was saved before a target joined or was refused by others, unless the user wants to say when. */
    void joined(List<TargetClasses> targets) throws JuriggedException {
        if (!options.onDemand() && !isPaused && !pending.isEmpty() && commands.before(all())) {
            pending.replace(SavedTogether::untried);
            settle(Set.of(), new To(targets, System.nanoTime()));
        }
    }

    /** Writes what isn't live to the class directories, for a program that is about to start: nothing is left for later. */
    void build() throws JuriggedException {
        if (!pending.isEmpty()) {
            pending.replace(SavedTogether::untried);
            To to = new To(List.of(), System.nanoTime());
            untilDone(() -> tryAll(Set.of(), to));
        }
    }

    /** Applies a text in place of a file's, whatever waits; returns nothing when it is live, else why not. */
    List<Event> patch(Path file, String text, List<TargetClasses> targets) throws JuriggedException {
        long start = System.nanoTime();
        while (true) {
            try {
                return applier.apply(List.of(file), Map.of(file, text), targets, start);
            } catch (SaveUnderWay.More e) {
                underWay.await();
            } catch (TargetException.Gone e) {
                throw e;
            } catch (JuriggedException e) {
                return List.of(new Event.Trouble(e.getMessage(), e));
            }
        }
    }

    /** Whether a file has been saved and isn't live. */
    boolean isPending(Path file) {
        return pending.has(file);
    }

    private void unlessTheyWait(Collection<Path> files, To to) throws JuriggedException {
        if (options.onDemand() || isPaused) {
            listener.accept(
                    new Event.Waiting(List.copyOf(all()), isPaused ? "the session is paused" : "applied on demand"));
        } else if (!to.targets().isEmpty() && commands.before(all())) {
            settle(new LinkedHashSet<>(files), to);
        }
    }

    /** Returns the files that were saved and aren't live. */
    Set<Path> all() {
        return pending.files();
    }

    /**
     * Applies what was not tried yet, in one transaction if that works; else the saved files alone, which may well have
     * nothing to do with what was saved with them; else everything, for they may need each other; else what works of it.
     */
    private void settle(Set<Path> saved, To to) throws JuriggedException {
        try {
            tryAll(saved, to);
        } catch (SaveUnderWay.More e) {
            interrupted = new Tried(saved, to);
            underWay.await();
            waits.run();
        }
    }

    private void tryAll(Set<Path> saved, To to) throws JuriggedException {
        interrupted = null;
        pending.remove(isOthers);
        pending.replace(SavedTogether::againAfterTrouble);
        Outcome first = attempt(pending.untried(), to);
        // Where no program is live yet, somebody waits for this one on the session's thread, and none can go first.
        underWay.giveWay(!to.targets().isEmpty() && !first.compiled());
        Outcome widest = first;
        boolean live = first.isLive();
        if (!live && !saved.isEmpty() && !saved.equals(first.files())) {
            live = attempt(saved, to).isLive();
        }
        if (!live && !first.files().containsAll(all())) {
            widest = attempt(all(), to);
            live = widest.isLive();
        }
        Failures failures = new Failures(pending, visibleChanges, widest);
        if (!live) {
            failures.add(first);
        }
        settleRest(failures, to);
        failures.tell(saved, listener);
    }

    /** Tries what may work by now, one save after the other, and those together that need one another. */
    private void settleRest(Failures failures, To to) throws JuriggedException {
        Optional<Set<Path>> next = failures.next();
        while (next.isPresent()) {
            failures.add(attempt(next.get(), to));
            next = failures.next();
        }
    }

    /** Applies files in one transaction. */
    private Outcome attempt(Set<Path> files, To to) throws JuriggedException {
        Outcome outcome = new Outcome(files, tryToApply(files, to));
        if (outcome.isLive()) {
            pending.remove(files::contains);
            if (!to.targets().isEmpty()) {
                commands.after(files);
            }
        }
        return outcome;
    }

    private List<Event> tryToApply(Set<Path> files, To to) throws TargetException.Gone, SaveUnderWay.More {
        try {
            return applier.apply(files, Map.of(), to.targets(), to.startNanos());
        } catch (TargetException.Gone | SaveUnderWay.More e) {
            throw e;
        } catch (JuriggedException e) {
            return List.of(new Event.Trouble(e.getMessage(), e));
        }
    }
}
