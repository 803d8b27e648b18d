package org.jurigged.controller.watch;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Leads the system's events to the engine, each under the watcher's lock. */
record Pump(Engine engine, LongConsumer overflow, Consumer<Runnable> underLock) implements Events.Sink {
    @Override
    public void appeared(Path path, long nanos) {
        underLock.accept(() -> engine.appeared(path, nanos));
    }

    @Override
    public void modified(Path path, long nanos) {
        underLock.accept(() -> engine.modified(path, nanos));
    }

    @Override
    public void vanished(Path path, long nanos) {
        underLock.accept(() -> engine.vanished(path, nanos));
    }

    @Override
    public void lost(long nanos) {
        underLock.accept(() -> overflow.accept(nanos));
    }

    @Override
    public void unregistered(Path dir, long nanos) {
        underLock.accept(() -> engine.unregistered(dir, nanos));
    }
}
