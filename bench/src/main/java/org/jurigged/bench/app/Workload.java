package org.jurigged.bench.app;

/** Work that goes through many classes. */
public interface Workload {
    long run(long seed);
}
