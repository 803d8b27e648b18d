package org.jurigged.agent;

/** A thread of ours in the program. */
final class Worker extends Thread {
    /** The class that it is defining by itself, if any. */
    volatile String defines;
    /** Whether it loads classes that are seen to when they are loaded. */
    volatile boolean loads;
    /** Whether it redefines classes. */
    volatile boolean redefines;

    Worker(Runnable task, String name) {
        super(task, name);
        setDaemon(true);
        setContextClassLoader(ClassLoader.getSystemClassLoader());
    }
}
