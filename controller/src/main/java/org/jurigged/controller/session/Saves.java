package org.jurigged.controller.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
    private final List<SavedTogether> pending = new ArrayList<>();
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

    /** Takes files that were saved together, and applies them unless they are to wait. */
    void saved(Collection<Path> files, List<TargetClasses> targets, long startNanos) throws JuriggedException {
        take(files);
        unlessTheyWait(files, new To(targets, startNanos));
    }

    /** Takes files that are newer than what the programs run, and have nothing to do with each other. */
    void found(Collection<Path> files, List<TargetClasses> targets) throws JuriggedException {
        files.forEach(file -> take(List.of(file)));
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
        leaveOut();
        Set<Path> all = all();
        To to = new To(targets, System.nanoTime());
        if (all.isEmpty() || targets.isEmpty() || !commands.before(all)) {
            return;
        }
        untilDone(() -> attempt(all, to).forEach(listener));
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
            pending.replaceAll(SavedTogether::untried);
            settle(Set.of(), new To(targets, System.nanoTime()));
        }
    }

    /** Writes what isn't live to the class directories, for a program that is about to start: nothing is left for later. */
    void build() throws JuriggedException {
        if (!pending.isEmpty()) {
            pending.replaceAll(SavedTogether::untried);
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
        return pending.stream().anyMatch(together -> together.files().contains(file));
    }

    private void take(Collection<Path> files) {
        SavedTogether together = SavedTogether.of(files);
        for (SavedTogether earlier : List.copyOf(pending)) {
            if (earlier.shares(files)) {
                pending.remove(earlier);
                together = together.with(earlier);
            }
        }
        pending.add(together);
    }

    private void unlessTheyWait(Collection<Path> files, To to) throws JuriggedException {
        if (options.onDemand() || isPaused) {
            listener.accept(
                    new Event.Waiting(List.copyOf(all()), isPaused ? "the session is paused" : "applied on demand"));
        } else if (!to.targets().isEmpty() && commands.before(all())) {
            settle(new LinkedHashSet<>(files), to);
        }
    }

    /** Forgets what has nothing to do with the programs. */
    private void leaveOut() {
        Set<Path> others = all();
        others.removeIf(isOthers.negate());
        pending.replaceAll(together -> together.without(others));
        pending.removeIf(together -> together.files().isEmpty());
    }

    /** Returns the files that were saved and aren't live. */
    Set<Path> all() {
        Set<Path> all = new TreeSet<>();
        pending.forEach(together -> all.addAll(together.files()));
        return all;
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
        leaveOut();
        pending.replaceAll(SavedTogether::againAfterTrouble);
        Set<Path> untried = new LinkedHashSet<>();
        pending.stream()
                .filter(together -> together.triedAt() == SavedTogether.NEVER)
                .forEach(together -> untried.addAll(together.files()));
        List<Event> problems = attempt(untried, to);
        // Where no program is live yet, somebody waits for this one on the session's thread, and none can go first.
        underWay.giveWay(!to.targets().isEmpty() && problems.stream().anyMatch(Event.CompileFailed.class::isInstance));
        boolean live = problems.isEmpty();
        if (!live && !saved.isEmpty() && !saved.equals(untried)) {
            live = attempt(saved, to).isEmpty();
        }
        if (!live && !untried.containsAll(all())) {
            live = attempt(all(), to).isEmpty();
        }
        for (SavedTogether together : List.copyOf(pending)) {
            if (!live && together.files().equals(untried)) {
                failed(together, problems, saved);
            }
        }
        settleRest(saved, to);
    }

    /** Tries what may work by now, one save after the other. */
    private void settleRest(Set<Path> saved, To to) throws JuriggedException {
        for (int i = 0; i < pending.size(); i++) {
            SavedTogether together = pending.get(i);
            if (together.triedAt() != visibleChanges.getAsLong()) {
                List<Event> problems = attempt(together.files(), to);
                if (!problems.isEmpty()) {
                    failed(together, problems, saved);
                }
                // What went live may be what an earlier one waits for; each turn ends one or finds one up to date.
                i = -1;
            }
        }
    }

    private void failed(SavedTogether together, List<Event> problems, Set<Path> saved) {
        together.news(problems, saved).forEach(listener);
        pending.set(pending.indexOf(together), together.failed(problems, visibleChanges.getAsLong()));
    }

    /** Applies files in one transaction; returns nothing when they are live, else why not. */
    private List<Event> attempt(Set<Path> files, To to) throws JuriggedException {
        List<Event> problems = tryToApply(files, to);
        if (problems.isEmpty()) {
            pending.replaceAll(together -> together.without(files));
            pending.removeIf(together -> together.files().isEmpty());
            if (!to.targets().isEmpty()) {
                commands.after(files);
            }
        }
        return problems;
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
