package org.jurigged.bench.replay;

/** Why a commit says nothing of us. */
enum LeftOut {
    CLASS_PATH("the class path is unknown"),
    PARENT_SOURCES("the parent doesn't compile"),
    CHILD_SOURCES("the child doesn't compile"),
    SAME_CLASSES("no class changes"),
    NO_TESTS("there are no tests"),
    TESTS_DO_NOT_COMPILE("its tests don't compile"),
    NO_TEST_PASSES("no test passes in a fresh JVM"),
    TOO_SLOW("its tests take too long"),
    JVM_ENDED("its tests end the JVM");

    private final String text;

    LeftOut(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }

    /** Ends the replay of a commit. */
    static final class Stop extends Exception {
        private static final long serialVersionUID = 1;

        private final LeftOut reason;

        Stop(LeftOut reason, String detail) {
            super(detail);
            this.reason = reason;
        }

        Verdict verdict() {
            return new Verdict.NotCounted(reason, getMessage());
        }
    }
}
