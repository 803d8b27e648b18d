package org.jurigged.controller.testing;

/**
 * The result of one test.
 *
 * @param className the outermost class it is in
 * @param name its name within the class; empty when the class itself failed
 * @param problem what was thrown, in its own words; empty if nothing was
 */
record TestResult(Status status, String className, String name, double millis, String problem, String stack) {
    /** How a test ends. */
    enum Status {
        SUCCESSFUL,
        FAILED,
        SKIPPED
    }

    boolean hasFailed() {
        return status == Status.FAILED;
    }

    /** What to call it. */
    String label() {
        return name.isEmpty() ? className : className + "." + name;
    }
}
