package org.jurigged.controller.target;

import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets threads go on that an earlier debugger left stopped.
 *
 * <p>When a connection breaks, the debug agent lets all threads go on and forgets all requests (JDWP, VirtualMachine
 * Dispose). HotSpot's does so on one thread while another one of its own stops a program's thread for an event of that
 * connection, which may come last: a debugger that is killed at that moment leaves the thread stopped, and nobody who would
 * know of it.
 */
final class LeftStopped {
    private LeftStopped() {}

    /**
     * Lets them go on; to be called before anything is asked of the JVM that may stop a thread.
     *
     * @return their names; where all threads are stopped, none is let go: the JVM waits for a debugger at its start
     */
    static List<String> release(VirtualMachine vm) {
        List<String> released = new ArrayList<>();
        try {
            List<ThreadReference> threads = vm.allThreads();
            List<ThreadReference> stopped =
                    threads.stream().filter(thread -> stops(thread) > 0).toList();
            if (stopped.size() < threads.size()) {
                stopped.forEach(thread -> release(thread, released));
            }
        } catch (VMDisconnectedException e) {
            // Whoever asks it next is told.
            return released;
        }
        return released;
    }

    private static void release(ThreadReference thread, List<String> released) {
        try {
            released.add(thread.name());
            for (int stops = thread.suspendCount(); stops > 0; stops--) {
                thread.resume();
            }
        } catch (ObjectCollectedException | IllegalThreadStateException e) {
            // It has ended: nothing stops it.
            return;
        }
    }

    private static int stops(ThreadReference thread) {
        try {
            return thread.suspendCount();
        } catch (ObjectCollectedException | IllegalThreadStateException e) {
            // One that ends meanwhile (JDWP INVALID_THREAD) must not keep us from attaching.
            return 0;
        }
    }
}
