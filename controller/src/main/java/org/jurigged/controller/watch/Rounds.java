package org.jurigged.controller.watch;

import java.nio.file.Files;
import java.util.List;

/**
 * Looks at the disk without an event: in intervals, after events were lost, or on request. What differs from what is
 * known joins the burst. Confined to the watcher's lock.
 *
 * <p>A pass asks for the times of directories and files only. It lists a directory whose time moved, and reads a file
 * whose stamp is too young to be trusted.
 */
final class Rounds {
    private final Engine engine;
    private final Tree tree;
    private final KnownFiles known;
    private final Burst burst;

    Rounds(Engine engine, Tree tree, KnownFiles known, Burst burst) {
        this.engine = engine;
        this.tree = tree;
        this.known = known;
        this.burst = burst;
    }

    /** Looks at every directory and file that is watched. */
    void lookAtAll() {
        tree.resume();
        for (Folder folder : tree.folders()) {
            if (folder.equals(tree.folder(folder.path()))) {
                revisit(folder);
            }
        }
        long now = System.nanoTime();
        List.copyOf(known.all()).forEach(file -> recheck(file, now));
        known.unreadable().stream().filter(Files::isReadable).forEach(file -> burst.touch(file, now));
    }

    private void recheck(KnownFiles.Known file, long now) {
        Stamp stamp = Stamp.orNull(file.path());
        boolean same = file.stamp().equals(stamp);
        if (!same || (stamp.isRacy(file.seenAt()) && engine.isNews(file.path(), engine.look(file.path())))) {
            burst.suspect(file.path(), stamp, now);
        }
    }

    /** Looks for roots and the like that came or went: no directory that is watched tells of them. */
    void lookForAnchors() {
        tree.anchors().forEach((dir, root) -> {
            Folder now = Folder.at(dir, root);
            Folder before = tree.folder(dir);
            if (before != null && (now == null || !now.isSameAs(before))) {
                engine.gone(dir, System.nanoTime());
            }
            if (now != null && !tree.covers(now)) {
                tree.enter(dir, root);
            } else if (now != null && tree.isUnreadable(dir) && Files.isReadable(dir)) {
                tree.list(now);
            }
        });
    }

    private void revisit(Folder before) {
        Folder now = Folder.at(before.path(), before.root());
        if (now == null || !now.isSameAs(before)) {
            engine.gone(before.path(), System.nanoTime());
            tree.enter(before.path(), before.root());
        } else if (before.mayDifferFrom(now) || (tree.isUnreadable(now.path()) && Files.isReadable(now.path()))) {
            tree.list(now);
        }
    }
}
