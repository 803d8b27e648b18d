package org.jurigged.controller.watch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the watcher knows and does, apart from threads: events and looks at the disk go in, files to hand on come out.
 *
 * <p>Every method must be called with the watcher's lock held.
 */
final class Engine implements TreeVisitor, Burst.Disk {
    private final Scope scope;
    private final Tree tree;
    private final KnownFiles known = new KnownFiles();
    private final VersionControl versionControl = new VersionControl();
    private final Looker looker = new Looker();
    private final Burst burst;
    private final Rounds rounds;
    private final Messages messages;
    private final List<Path> unhashed = new ArrayList<>();
    private Events events;
    private Duration pollEvery;
    private Path recording;

    /** @param events null to do without */
    Engine(WatchOptions options, Events events, Messages messages) {
        this.scope = new Scope(options);
        this.tree = new Tree(scope, this);
        this.burst = new Burst(Timing.of(options.settle()), this);
        this.rounds = new Rounds(this, tree, known, burst);
        this.events = events;
        this.pollEvery = options.poll().orElse(null);
        this.messages = messages;
    }

    Burst burst() {
        return burst;
    }

    KnownFiles known() {
        return known;
    }

    /** Returns the roots and the single files. */
    List<Path> watched() {
        return Stream.concat(scope.roots().stream(), scope.files().stream()).toList();
    }

    /** Returns how often {@link #pass} has to be called; null if events do. */
    Duration pollEvery() {
        return pollEvery;
    }

    /** Begins to watch what the options name. What is there is known from then on, and no news. */
    void enterAll() {
        scope.roots().forEach(this::enterRoot);
        for (Path file : scope.files()) {
            recording = file;
            tree.enterFile(file);
        }
        recording = null;
    }

    /** Begins to watch a further root. Returns false if it was one. */
    boolean add(Path root) {
        boolean added = scope.addRoot(root);
        if (added) {
            enterRoot(root);
        }
        return added;
    }

    private void enterRoot(Path root) {
        recording = root;
        versionControl.addRoot(root);
        tree.enterRoot(root);
        recording = null;
        String kind = FileSystemKind.withoutEvents(root);
        if (kind != null && pollEvery == null) {
            pollEvery = WatchOptions.DEFAULT_POLL;
            messages.note(
                    Messages.polling(pollEvery, root + " is on " + kind + ", which does not tell of every change"));
        }
    }

    /** Returns the files whose content is to be read in the background, once. */
    List<Path> takeUnhashed() {
        List<Path> files = List.copyOf(unhashed);
        unhashed.clear();
        return files;
    }

    /** Takes the content that was read in the background. */
    void hashed(Path file, Look look) {
        KnownFiles.Known before = known.get(file);
        if (before == null || before.hashed() || !look.hasContent()) {
            return;
        }
        if (before.stamp().equals(look.stamp())) {
            known.accept(file, look);
        } else {
            burst.suspect(file, look.stamp(), System.nanoTime());
        }
    }

    void appeared(Path path, long now) {
        Folder in = tree.folder(path.getParent());
        if (in == null) {
            return;
        }
        touchThoseStandingFor(in, path, now);
        tree.appeared(in, path);
        if (known.get(path) != null || scope.wantsFile(in.root(), path)) {
            burst.touch(path, now);
        }
    }

    void modified(Path path, long now) {
        Folder in = tree.folder(path.getParent());
        if (in == null) {
            return;
        }
        touchThoseStandingFor(in, path, now);
        if (scope.wantsFile(in.root(), path)) {
            burst.touch(path, now);
        } else if (tree.isUnreadable(path)) {
            tree.list(tree.folder(path));
        }
    }

    void vanished(Path path, long now) {
        Folder in = tree.folder(path.getParent());
        if (in != null) {
            touchThoseStandingFor(in, path, now);
        }
        gone(path, now);
    }

    void unregistered(Path dir, long now) {
        Folder folder = tree.folder(dir);
        if (folder != null) {
            gone(dir, now);
            tree.enter(dir, folder.root());
        }
    }

    /** Takes what was under the path for gone, all below it included. */
    void gone(Path path, long now) {
        tree.drop(path);
        known.below(path).forEach(file -> burst.touch(file.path(), now));
        if (known.get(path) != null) {
            burst.touch(path, now);
        }
    }

    private void touchThoseStandingFor(Folder in, Path path, long now) {
        tree.standingFor(in, path).forEach(file -> burst.touch(file, now));
    }

    /** Looks at a file that is known; if it is another one by now, it joins the burst. */
    void suspect(Path file) {
        KnownFiles.Known before = known.get(file);
        Stamp now = before == null ? null : Stamp.orNull(file);
        if (before != null && !before.stamp().equals(now)) {
            burst.suspect(file, now, System.nanoTime());
        }
    }

    /** Looks at every directory and file again; what differs from what is known joins the burst. */
    void pass() {
        rounds.lookForAnchors();
        rounds.lookAtAll();
    }

    /** Looks for roots and the like that came or went: no directory that is watched tells of them. */
    void lookForAnchors() {
        rounds.lookForAnchors();
    }

    /** Stops to ask the system for events. */
    void closeEvents() {
        if (events != null) {
            events.close();
            events = null;
        }
    }

    @Override
    public boolean register(Path dir) {
        if (events == null) {
            return true;
        }
        try {
            events.register(dir);
            return true;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return false;
        } catch (AccessDeniedException e) {
            return true;
        } catch (IOException e) {
            pollInstead(e);
            return true;
        }
    }

    /** Does without events from now on. */
    void pollInstead(IOException why) {
        closeEvents();
        pollEvery = pollEvery == null ? WatchOptions.DEFAULT_POLL : pollEvery;
        messages.note(Messages.polling(pollEvery, Messages.whyNoEvents(why)));
    }

    @Override
    public void forget(Path dir) {
        if (events != null) {
            events.forget(dir);
        }
    }

    @Override
    public void file(Path file, Stamp stamp, long seenAt) {
        KnownFiles.Known before = known.get(file);
        if (before == null && recording != null && file.startsWith(recording)) {
            record(file, stamp, seenAt);
        } else if (before == null || before.mayDifferFrom(stamp)) {
            burst.suspect(file, stamp, System.nanoTime());
        }
    }

    /** Takes a file for known; reads it at once if its stamp would not tell a change from now on. */
    private void record(Path file, Stamp stamp, long seenAt) {
        Look look = stamp.isRacy(seenAt) ? looker.look(file) : null;
        if (look != null && look.hasContent()) {
            known.accept(file, look);
        } else {
            known.found(file, stamp, seenAt);
            unhashed.add(file);
        }
    }

    @Override
    public void replaced(Path dir) {
        long now = System.nanoTime();
        known.below(dir).forEach(file -> burst.touch(file.path(), now));
    }

    @Override
    public void moved(Path dir) {
        known.below(dir).forEach(file -> known.forget(file.path()));
    }

    @Override
    public void unreadable(Path dir, IOException why) {
        messages.problem("Cannot read the directory " + dir + ": " + Looker.reason(why)
                + ". Changes in it are not seen; make it readable, or leave it out with --exclude.");
    }

    @Override
    public Look look(Path file) {
        return looker.look(file);
    }

    @Override
    public boolean isNews(Path file, Look look) {
        boolean news = known.isNews(file, look);
        if (!news) {
            known.accept(file, look);
        }
        return news;
    }

    @Override
    public boolean isStill(Path file, Look look) {
        return look.state() == Look.State.UNREADABLE || Objects.equals(Stamp.orNull(file), look.stamp());
    }

    @Override
    public boolean isLocked() {
        return versionControl.isLocked();
    }

    @Override
    public boolean isBeingWritten(Path file) {
        return Writers.hasWriter(file);
    }
}
