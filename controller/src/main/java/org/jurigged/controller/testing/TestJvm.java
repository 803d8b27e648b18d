package org.jurigged.controller.testing;

import org.jurigged.controller.JuriggedException;

/** The JVM that runs the tests; used by one thread. */
interface TestJvm extends AutoCloseable {
    /** Returns what it is told by. */
    TestChannel channel();

    /** Lets go of it. */
    @Override
    void close();

    /** Gives the JVM to run tests in, when it is asked the first time; and another one after each that can't go on. */
    interface Source extends AutoCloseable {
        /** Returns the JVM, which is live by then. */
        TestJvm next() throws JuriggedException;

        /** Whether it can give more than one. */
        boolean isRenewable();

        /** Whether a class is a test that ought to run from now on, or none any more. */
        boolean isTest(String className);

        /** Deletes what was made for it. */
        @Override
        void close();
    }
}
