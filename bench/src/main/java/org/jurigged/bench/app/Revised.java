package org.jurigged.bench.app;

/** A class with a method that is edited: the number that it returns is the one in its source. */
public interface Revised {
    int revision();
}
