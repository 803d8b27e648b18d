package org.jurigged.controller.watch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The directories that are watched, and the walk that finds them.
 *
 * <p>A directory is registered before it is listed, so nothing that is created meanwhile is missed. Every directory is
 * watched once, whatever number of paths lead to it: by one without links where there is one. That also ends cycles of
 * links; a link to a directory that holds a root is not followed. Confined to the watcher's lock.
 */
final class Tree {
    private final Scope scope;
    private final TreeVisitor visitor;
    private final Links links = new Links();
    private final PathMap<Folder> folders = new PathMap<>();
    private final Map<Object, Path> owners = new HashMap<>();
    private final Map<Path, Path> anchors = new HashMap<>();
    private final Set<Path> unreadable = new HashSet<>();
    private final Deque<Folder> toList = new ArrayDeque<>();
    private final Deque<Path[]> toFollow = new ArrayDeque<>();

    Tree(Scope scope, TreeVisitor visitor) {
        this.scope = scope;
        this.visitor = visitor;
    }

    /** Returns the watched directory of that path, or null. */
    Folder folder(Path dir) {
        return folders.get(dir);
    }

    /** Returns a copy of the watched directories. */
    List<Folder> folders() {
        return new ArrayList<>(folders.values());
    }

    /** Returns a copy of the directories that have to be looked for as no parent tells of them, with their roots. */
    Map<Path, Path> anchors() {
        return new HashMap<>(anchors);
    }

    /** Tells whether the directory is watched, by whichever path. */
    boolean covers(Folder folder) {
        Path owner = owners.get(folder.stamp().key());
        return owner != null && folders.get(owner) != null && folders.get(owner).covers(folder);
    }

    /** Tells whether a directory could not be listed when it was last tried. */
    boolean isUnreadable(Path dir) {
        return unreadable.contains(dir);
    }

    /** Returns the files elsewhere that stand for an entry of a watched directory. */
    Set<Path> standingFor(Folder folder, Path entry) {
        return links.standingFor(folder.stamp().key(), entry.getFileName());
    }

    /** Watches a root and all below it, from now on also when it is not there yet. */
    void enterRoot(Path root) {
        anchors.put(root, root);
        enter(root, root);
    }

    /** Watches a single file, from now on also when it is not there yet. */
    void enterFile(Path file) {
        track(file);
        walk();
    }

    /** Watches a directory and all below it, and visits what is there. */
    void enter(Path dir, Path root) {
        admit(Folder.at(dir, root));
        walk();
    }

    /** Visits a watched directory's entries again, entering the directories that are new. */
    void list(Folder folder) {
        folders.put(folder.path(), folder);
        toList.add(folder);
        walk();
    }

    /** Looks at what a path that appeared in a watched directory is, and watches or visits it. */
    void appeared(Folder in, Path path) {
        entry(in, path);
        walk();
    }

    /** Stops to watch a directory and those below it. */
    void drop(Path dir) {
        Path root = anchors.get(dir);
        if (root != null && !root.equals(dir) && !Files.isSymbolicLink(dir)) {
            anchors.remove(dir);
        }
        folders.below(dir).forEach(this::drop);
        Folder folder = folders.get(dir);
        if (folder != null) {
            drop(folder);
        }
    }

    private void drop(Folder folder) {
        folders.remove(folder.path());
        owners.remove(folder.stamp().key(), folder.path());
        unreadable.remove(folder.path());
        visitor.forget(folder.path());
    }

    /** Goes on with a walk that something unforeseen broke off: a directory counts as listed when it was read to its end. */
    void resume() {
        walk();
    }

    private void walk() {
        while (!toList.isEmpty() || !toFollow.isEmpty()) {
            if (!toList.isEmpty()) {
                Folder folder = toList.peek();
                readEntries(folder);
                toList.remove(folder);
            } else {
                Path[] link = toFollow.poll();
                follow(link[0], link[1]);
            }
        }
    }

    private void admit(Folder folder) {
        if (folder == null || isCovered(folder) || !visitor.register(folder.path())) {
            return;
        }
        folders.put(folder.path(), folder);
        owners.put(folder.stamp().key(), folder.path());
        toList.push(folder);
    }

    /** Makes room for the folder if what is watched so far is less than it, or is no more. */
    private boolean isCovered(Folder folder) {
        Folder same = folders.get(folder.path());
        if (same != null && !same.isSameAs(folder)) {
            drop(folder.path());
            visitor.replaced(folder.path());
        }
        Path path = owners.get(folder.stamp().key());
        Folder owner = path == null ? null : folders.get(path);
        if (owner == null) {
            return false;
        }
        Folder today = Folder.at(path, owner.root());
        boolean valid = today != null && today.isSameAs(owner);
        boolean better = !path.equals(folder.path()) && folder.isReal() && !owner.isReal();
        if (valid && owner.covers(folder) && !(better && folder.covers(owner))) {
            return true;
        }
        if (!path.equals(folder.path())) {
            drop(path);
            if (valid && owner.root() != null) {
                visitor.moved(path);
            } else if (!valid) {
                visitor.replaced(path);
            }
        }
        return false;
    }

    private void readEntries(Folder folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.path())) {
            for (Path entry : entries) {
                entry(folder, entry);
            }
            unreadable.remove(folder.path());
        } catch (DirectoryIteratorException e) {
            failed(folder, e.getCause());
        } catch (IOException e) {
            failed(folder, e);
        }
    }

    private void failed(Folder folder, IOException e) {
        boolean gone = e instanceof NoSuchFileException || e instanceof NotDirectoryException;
        if (!gone && unreadable.add(folder.path())) {
            visitor.unreadable(folder.path(), e);
        }
    }

    private void entry(Folder in, Path path) {
        for (Path file : List.copyOf(standingFor(in, path))) {
            if (!file.equals(path)) {
                track(file);
            }
        }
        try {
            long now = Stamp.wallClock();
            entry(in, path, Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS), now);
        } catch (IOException e) {
            // It is gone again, and the event of that is on its way.
        }
    }

    private void entry(Folder in, Path path, BasicFileAttributes attributes, long now) throws IOException {
        if (attributes.isSymbolicLink()) {
            toFollow.add(new Path[] {path, in.root()});
        } else if (attributes.isRegularFile()) {
            if (scope.wantsFile(in.root(), path)) {
                visitor.file(path, Stamp.of(attributes), now);
            }
        } else if (in.root() != null && scope.wantsFolder(in.root(), path)) {
            admit(Folder.of(path, in.root(), attributes, now));
        }
    }

    /** Follows a link below a root, or in the directory of a single file (then the root is null). */
    private void follow(Path link, Path root) {
        if (scope.wantsFile(root, link) && !Files.isDirectory(link)) {
            track(link);
            return;
        }
        try {
            if (root != null && scope.wantsFolder(root, link) && !Files.isRegularFile(link)) {
                Folder target = Folder.at(link, root);
                if (target == null || !scope.isAboveRoot(link.toRealPath())) {
                    anchors.put(link, root);
                    admit(target);
                }
            }
        } catch (IOException e) {
            visitor.unreadable(link, e);
        }
    }

    /** Visits a single or linked file and watches the directories of all files on its chain. */
    private void track(Path file) {
        links.remove(file);
        List<Path> chain = new ArrayList<>(Links.chain(file));
        chain.add(0, file);
        for (Path at : chain) {
            watchEntry(file, at);
        }
        if (!isWatchedOtherwise(file)) {
            visit(file);
        }
    }

    private void watchEntry(Path file, Path at) {
        Path dir = at.getParent();
        Folder folder = Folder.at(dir, null);
        anchors.putIfAbsent(dir, null);
        if (folder != null) {
            links.add(file, folder.stamp().key(), at.getFileName());
            admit(folder);
        }
    }

    /** Tells whether the file that is linked to counts by its own path; one path is enough. */
    private boolean isWatchedOtherwise(Path file) {
        try {
            Path real = file.toRealPath();
            Folder folder = folders.get(real.getParent());
            boolean otherwise = folder != null && !real.equals(file) && scope.wantsFile(folder.root(), real);
            if (otherwise) {
                links.remove(file);
            }
            return otherwise;
        } catch (IOException e) {
            return false;
        }
    }

    private void visit(Path file) {
        try {
            long now = Stamp.wallClock();
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                visitor.file(file, Stamp.of(attributes), now);
            }
        } catch (IOException e) {
            // It is gone again, and the event of that is on its way.
        }
    }
}
