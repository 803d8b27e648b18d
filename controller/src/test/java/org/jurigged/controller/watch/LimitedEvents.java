package org.jurigged.controller.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** The system's events, with a limit of directories and a way to lose events. */
final class LimitedEvents implements Events {
    private final Events real;
    private final AtomicInteger left;
    private final String failure;
    volatile Sink sink;
    volatile boolean deaf;

    LimitedEvents(int directories, String failure) throws IOException {
        this.real = SystemEvents.open();
        this.left = new AtomicInteger(directories);
        this.failure = failure;
    }

    @Override
    public void start(Sink to) {
        sink = to;
        real.start(new Filter(to));
    }

    @Override
    public void register(Path path) throws IOException {
        if (left.getAndDecrement() <= 0) {
            throw new IOException(failure);
        }
        real.register(path);
    }

    @Override
    public void forget(Path path) {
        real.forget(path);
    }

    @Override
    public void close() {
        real.close();
    }

    private final class Filter implements Sink {
        private final Sink to;

        Filter(Sink to) {
            this.to = to;
        }

        @Override
        public void appeared(Path path, long nanos) {
            if (!deaf) {
                to.appeared(path, nanos);
            }
        }

        @Override
        public void modified(Path path, long nanos) {
            if (!deaf) {
                to.modified(path, nanos);
            }
        }

        @Override
        public void vanished(Path path, long nanos) {
            if (!deaf) {
                to.vanished(path, nanos);
            }
        }

        @Override
        public void lost(long nanos) {
            to.lost(nanos);
        }

        @Override
        public void unregistered(Path path, long nanos) {
            to.unregistered(path, nanos);
        }
    }
}
