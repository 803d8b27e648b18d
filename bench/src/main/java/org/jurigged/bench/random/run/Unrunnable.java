package org.jurigged.bench.random.run;

/** A generated program that fails in its initialisers, also in a fresh JVM: there is nothing to compare with. */
final class Unrunnable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unrunnable(String message) {
        super(message);
    }
}
