package org.jurigged.bench.share;

/** Something isn't as it would be with a JVM for each debugger alone. */
final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;

    Wrong(String message) {
        super(message);
    }
}
