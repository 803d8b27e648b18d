package org.jurigged.controller.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import io.methvin.watcher.hashing.FileHasher;
import io.methvin.watchservice.MacOSXListeningWatchService;
import io.methvin.watchservice.WatchablePath;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.Watchable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The events of the operating system: the JDK's watch service, and on macOS, where the JDK's only looks every ten
 * seconds, directory-watcher's on top of FSEvents.
 *
 * <p>directory-watcher's own loop, {@code DirectoryWatcher}, is not used: it registers a directory at its start or at the
 * directory's CREATE event and at no other time. We must do so later as well: roots that are added, targets of links,
 * directories whose CREATE was lost in an overflow, roots that come back. Nor can it unregister one.
 */
final class SystemEvents implements Events {
    private final WatchService service;
    private final Function<Path, Watchable> watchable;
    private final Map<WatchKey, Path> dirs = new HashMap<>();
    private final Map<Path, WatchKey> keys = new HashMap<>();

    private SystemEvents(WatchService service, Function<Path, Watchable> watchable) {
        this.service = service;
        this.watchable = watchable;
    }

    /**
     * Opens the source that suits the system.
     *
     * @throws IOException if the system has none to give, such as at the limit of inotify instances
     */
    static Events open() throws IOException {
        if (System.getProperty("os.name").startsWith("Mac")) {
            try {
                return new SystemEvents(new MacOSXListeningWatchService(new MacConfig()), WatchablePath::new);
            } catch (LinkageError e) {
                throw new IOException("no access to FSEvents: " + e.getMessage(), e);
            }
        }
        return new SystemEvents(FileSystems.getDefault().newWatchService(), dir -> dir);
    }

    /** Tells whether a failure to open or register means that the user's inotify limit is reached (ENOSPC, EMFILE). */
    static boolean isLimit(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("limit")
                || message.contains("No space left")
                || message.contains("Too many open files");
    }

    @Override
    public void start(Sink sink) {
        Thread pump = new Thread(() -> pump(sink), "jurigged-watch-events");
        pump.setDaemon(true);
        pump.start();
    }

    /** One inode has one key: a directory that was moved takes its key along, and the new path gets it. */
    @Override
    public synchronized void register(Path dir) throws IOException {
        WatchKey key = watchable.apply(dir).register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
        Path former = dirs.put(key, dir);
        if (former != null && !former.equals(dir)) {
            keys.remove(former);
        }
        keys.put(dir, key);
    }

    @Override
    public synchronized void forget(Path dir) {
        WatchKey key = keys.remove(dir);
        if (key != null) {
            dirs.remove(key);
            key.cancel();
        }
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            // Nothing is left to be done with it, and its descriptors go with the process at the latest.
        }
    }

    private void pump(Sink sink) {
        try {
            while (true) {
                drain(service.take(), sink);
            }
        } catch (ClosedWatchServiceException e) {
            // That is how close() ends this thread.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain(WatchKey key, Sink sink) {
        long now = System.nanoTime();
        Path dir = directoryOf(key);
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.kind() == OVERFLOW) {
                sink.lost(now);
            } else if (dir != null) {
                deliver(sink, event.kind(), dir.resolve((Path) event.context()), now);
            }
        }
        if (!key.reset() && dir != null) {
            dropped(key, dir);
            sink.unregistered(dir, now);
        }
    }

    private static void deliver(Sink sink, WatchEvent.Kind<?> kind, Path path, long now) {
        if (kind == ENTRY_CREATE) {
            sink.appeared(path, now);
        } else if (kind == ENTRY_DELETE) {
            sink.vanished(path, now);
        } else {
            sink.modified(path, now);
        }
    }

    private synchronized Path directoryOf(WatchKey key) {
        return dirs.get(key);
    }

    private synchronized void dropped(WatchKey key, Path dir) {
        dirs.remove(key);
        keys.remove(dir, key);
    }

    /** Events by file, at once, and no hashing: we compare contents ourselves. */
    private static final class MacConfig implements MacOSXListeningWatchService.Config {
        @Override
        public double latency() {
            return 0.001;
        }

        @Override
        public FileHasher fileHasher() {
            return null;
        }
    }
}
