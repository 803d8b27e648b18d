package org.jurigged.controller.session;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.recode.CommittedFile;
import org.jurigged.controller.recode.PatchReader;
import org.jurigged.controller.recode.PatchStatus;
import org.jurigged.controller.recode.PatchText;
import org.jurigged.controller.recode.RecodeException.OutOfSync;
import org.jurigged.controller.recode.RecodeException.Refused;
import org.jurigged.controller.recode.RecodeException.Rejected;

/**
 * The patches of a session: made, taken back, written into their files, and given up when the file has another text of
 * their definition. Each is applied as a save would be, with the file's text as the program runs it and the patches in it.
 * Used by the session's worker only.
 */
final class Patches {
    private final Workspace workspace;
    private final PatchLayer layer;
    private final Instant opened;
    private final Consumer<Event> listener;
    private final Applying applying;
    private final List<Patch> all = new ArrayList<>();
    private final Map<Path, String> own = new HashMap<>();
    private final Set<Path> committed = new HashSet<>();
    private boolean isBusy;

    /** Applies a text in place of a file's to all targets, whatever else waits; returns why that wasn't possible. */
    interface Applying {
        List<Event> apply(Path file, String text) throws JuriggedException;
    }

    Patches(Workspace workspace, Instant opened, Consumer<Event> listener, Applying applying) {
        this.workspace = workspace;
        this.layer = workspace.patches();
        this.opened = opened;
        this.listener = listener;
        this.applying = applying;
    }

    /** Returns those that are not taken back, in the order in which they were made. */
    List<Patch> all() {
        return all.stream()
                .filter(patch -> patch.status() != PatchStatus.REVERTED)
                .toList();
    }

    Patch find(int number) throws Rejected {
        return all.stream()
                .filter(patch -> patch.number() == number)
                .findFirst()
                .orElseThrow(() -> new Rejected("There is no patch " + number + "; 'jurigged patches' lists them."));
    }

    /**
     * Makes a patch live.
     *
     * @param instead the patch whose place it takes, if it is still live
     */
    Patch patch(Patch.Order order, Optional<Patch> instead) throws JuriggedException {
        Path file = order.file().isPresent() ? order.file().get() : new DefinitionFiles(workspace).of(order);
        List<PatchLayer.Entry> before = layer.of(file);
        List<PatchLayer.Entry> left = new ArrayList<>(before);
        instead.ifPresent(patch -> left.remove(patch.entry()));
        String base = own(file);
        PatchText text = read(order, file, PatchLayer.compose(file, base, left));
        while (left.removeIf(entry -> text.isAbout(entry.text()))) {
            read(order, file, PatchLayer.compose(file, base, left));
        }
        Patch patch = new Patch(order, all.size() + 1, file, read(order, file, PatchLayer.compose(file, base, left)));
        left.add(patch.entry());
        apply(patch.info().definition(), file, left);
        all.add(patch);
        document(file, base);
        instead.filter(old -> old.status() != PatchStatus.SAVED).ifPresent(old -> become(old, PatchStatus.REVERTED));
        giveUp(file);
        become(patch, PatchStatus.LIVE);
        return patch;
    }

    private static PatchText read(Patch.Order order, Path file, String text) throws Rejected {
        PatchReader reader = PatchReader.of(file.getFileName().toString(), text);
        if (order.name().isEmpty()) {
            return reader.whole(order.source());
        }
        return order.module()
                ? reader.module(order.name().get(), order.source())
                : reader.definition(order.name().get(), order.source());
    }

    /** Returns the file's own text in the version that the program runs. */
    private String own(Path file) throws Rejected {
        String known = layer.of(file).isEmpty() ? null : own.get(file);
        if (known != null) {
            return known;
        }
        workspace.sources().load(List.of(file), opened);
        String text = workspace
                .sources()
                .presumedText(file)
                .orElseThrow(() -> new Rejected("The source file " + file + " can't be read."));
        own.put(file, text);
        return text;
    }

    /** Makes these the file's patches in the program; else everything stays as it was. */
    private void apply(String what, Path file, List<PatchLayer.Entry> entries) throws JuriggedException {
        String base = own(file);
        List<PatchLayer.Entry> before = layer.of(file);
        layer.set(file, entries);
        boolean done = false;
        isBusy = true;
        try {
            List<Event> problems = applying.apply(file, layer.textOf(file, base));
            if (!problems.isEmpty()) {
                throw new Refused(PatchSentences.of(what, problems), problems);
            }
            done = true;
        } finally {
            isBusy = false;
            if (!done) {
                layer.set(file, before);
            }
        }
        document(file, base);
    }

    private void document(Path file, String base) {
        List<PatchLayer.Entry> entries = layer.of(file);
        if (!entries.isEmpty()) {
            int latest =
                    entries.stream().mapToInt(PatchLayer.Entry::number).max().orElseThrow();
            all.stream()
                    .filter(patch -> patch.number() == latest)
                    .forEach(patch -> patch.document(layer.textOf(file, base)));
        }
    }

    /** Makes a patch anew, from what is there now. */
    Patch repatch(Patch patch) throws JuriggedException {
        return patch(patch.order(), Optional.of(patch));
    }

    /** Takes a patch back: the program runs what the source file has. */
    void revert(Patch patch) throws JuriggedException {
        if (patch.status() == PatchStatus.SAVED) {
            throw new Rejected(
                    "Patch " + patch.number() + " is in " + patch.file().getFileName() + "; take it back there.");
        }
        if (patch.status() == PatchStatus.LIVE) {
            List<PatchLayer.Entry> left = new ArrayList<>(layer.of(patch.file()));
            left.remove(patch.entry());
            apply(patch.info().definition(), patch.file(), left);
        }
        become(patch, PatchStatus.REVERTED);
        giveUp(patch.file());
    }

    /** Writes a patch into its source file. */
    void commit(Patch patch) throws JuriggedException {
        requireLive(patch);
        Path file = patch.file();
        String name = file.getFileName().toString();
        CommittedFile source = CommittedFile.read(file, workspace.sources().encoding());
        String patched = patch.text()
                .applyTo(name, source.text())
                .orElseThrow(() -> new OutOfSync(patch.info().definition() + " has changed in " + file + " since patch "
                        + patch.number() + " was made, or stands in a patch that isn't committed; nothing was written."
                        + " Patch again, or commit the other one first."));
        String base = own(file);
        source.write(patched);
        committed.add(file);
        own.put(file, patch.text().applyTo(name, base).orElse(base));
        List<PatchLayer.Entry> left = new ArrayList<>(layer.of(file));
        left.remove(patch.entry());
        String text = own.get(file);
        layer.set(file, left);
        become(patch, PatchStatus.SAVED);
        // The same code, should other patches have other lines for it now.
        applying.apply(file, layer.textOf(file, text)).forEach(listener);
        giveUp(file);
    }

    private static void requireLive(Patch patch) throws JuriggedException {
        switch (patch.status()) {
            case OUT_OF_SYNC ->
                throw new OutOfSync("Patch " + patch.number() + " is out of sync: "
                        + patch.info().definition() + " has changed since; nothing was written. Patch again.");
            case SAVED -> throw new Rejected("Patch " + patch.number() + " is committed already.");
            case REVERTED -> throw new Rejected("Patch " + patch.number() + " was taken back.");
            default -> {
                return;
            }
        }
    }

    /** Notes that texts are live: a patch whose definition is another one in its file now is out of sync. */
    void accepted(Map<Path, String> texts, Collection<Path> deleted) {
        texts.forEach((file, text) -> {
            if (!layer.of(file).isEmpty()) {
                layer.ownOf(file, text).ifPresent(base -> own.put(file, base));
                fitting(file);
                document(file, own.getOrDefault(file, text));
            }
        });
        deleted.forEach(file -> layer.set(file, List.of()));
        if (!isBusy) {
            texts.keySet().forEach(this::giveUp);
            deleted.forEach(this::giveUp);
        }
    }

    private void fitting(Path file) {
        String text = own.get(file);
        List<PatchLayer.Entry> fitting = new ArrayList<>();
        for (PatchLayer.Entry entry : layer.of(file)) {
            Optional<String> patched = entry.text().applyTo(file.getFileName().toString(), text);
            if (patched.isPresent()) {
                fitting.add(entry);
                text = patched.get();
            }
        }
        layer.set(file, fitting);
    }

    /** What is not among the file's live patches any more, and was, has lost its place. */
    private void giveUp(Path file) {
        List<PatchLayer.Entry> live = layer.of(file);
        for (Patch patch : all) {
            if (patch.file().equals(file) && patch.status() == PatchStatus.LIVE && !live.contains(patch.entry())) {
                become(patch, PatchStatus.OUT_OF_SYNC);
            }
        }
    }

    private void become(Patch patch, PatchStatus status) {
        List<Consumer<PatchStatus>> listeners = patch.become(status);
        listener.accept(new Event.Patched(patch.number(), patch.now(), status.toString(), patch.file()));
        for (Consumer<PatchStatus> each : listeners) {
            try {
                each.accept(status);
            } catch (RuntimeException | Error e) {
                listener.accept(new Event.Trouble(
                        "A listener of patch " + patch.number() + " failed (" + e + "); the session goes on.", e));
            }
        }
    }

    /** Whether a save is nothing but our own commit: what is on the disk is what the program runs. */
    boolean isOwnWrite(Path file) {
        if (!committed.contains(file)) {
            return false;
        }
        boolean own = workspace
                .sources()
                .read(file)
                .filter(text -> workspace.sources().isLive(file, text))
                .isPresent();
        if (!own) {
            committed.remove(file);
        }
        return own;
    }
}
