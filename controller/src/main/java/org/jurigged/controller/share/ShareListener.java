package org.jurigged.controller.share;

import java.util.Map;

/** Is told what guests do; called with a lock held, so it must not wait for anything. */
public interface ShareListener {
    /** A debugger has come. */
    void joined(String debugger);

    /** A debugger has gone, or was shown out; {@code reason} is a clause, or empty where it went by itself. */
    void left(String debugger, String reason);

    /** A debugger has redefined classes, given by their JDWP ids, with these class files. */
    void redefined(Map<Long, byte[]> classes);

    /** Whether a debugger may redefine a class; no where that would take from it what jurigged has given it. */
    boolean admits(String className);

    /** A debugger's breakpoint has no place in the new code; it gets one again when its line comes back. */
    void breakpointLost(String className, int line);

    /** For as long as nobody wants to be told. */
    ShareListener NOBODY = new ShareListener() {
        @Override
        public void joined(String debugger) {}

        @Override
        public void left(String debugger, String reason) {}

        @Override
        public void redefined(Map<Long, byte[]> classes) {}

        @Override
        public boolean admits(String className) {
            return true;
        }

        @Override
        public void breakpointLost(String className, int line) {}
    };
}
