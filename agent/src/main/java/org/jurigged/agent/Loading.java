package org.jurigged.agent;

import java.security.ProtectionDomain;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A class that is about to be defined, and whose thread waits for the controller. Classes that have to be there before it
 * are defined by that thread: it may hold its loader's lock, which another one would wait for.
 */
final class Loading {
    private static final long MILLIS = 100;

    final String name;
    final ClassLoader loader;
    final ProtectionDomain domain;
    private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private byte[] result;
    private boolean isOver;

    Loading(String name, ClassLoader loader, ProtectionDomain domain) {
        this.name = name;
        this.loader = loader;
        this.domain = domain;
    }

    /** Has the waiting thread do something; false if it doesn't wait any more. */
    synchronized boolean submit(Runnable task) {
        return !isOver && work.add(task);
    }

    /** Lets the thread go on; false if it has gone on already. */
    boolean goOn(final byte[] classFile) {
        return submit(new Runnable() {
            @Override
            public void run() {
                result = classFile;
                isOver = true;
            }
        });
    }

    /** Waits; returns the class file that the class is to have, empty if its own, or null if nothing came in time. */
    byte[] await(long millis) {
        // Time in which a debugger holds all threads doesn't count.
        long left = millis / MILLIS;
        boolean interrupted = false;
        try {
            while (!isOver && left > 0) {
                try {
                    Runnable task = work.poll(MILLIS, TimeUnit.MILLISECONDS);
                    if (task == null) {
                        left--;
                    } else {
                        task.run();
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            stop();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return result;
    }

    /** What was taken on is done, also in the last moment: who handed it in was told that it would be. */
    private void stop() {
        synchronized (this) {
            isOver = true;
        }
        for (Runnable task = work.poll(); task != null; task = work.poll()) {
            task.run();
        }
    }
}
