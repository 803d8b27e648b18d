package org.jurigged.controller.target;

import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/** Reads the stacks of the threads that are in certain classes, suspending one thread at a time. */
final class StackReader {
    private final VirtualMachine vm;
    private final Predicate<ThreadReference> isOurs;
    private final Loaders loaders;

    /** {@code isOurs} tells the threads that jurigged has in the program: they are left out. */
    StackReader(VirtualMachine vm, Predicate<ThreadReference> isOurs, Loaders loaders) {
        this.vm = vm;
        this.isOurs = isOurs;
        this.loaders = loaders;
    }

    List<ThreadStack> read(Set<LoadedClass> classes) {
        Set<ReferenceType> types = new HashSet<>();
        classes.forEach(loaded -> types.add(((JdiClass) loaded).type()));
        List<ThreadStack> found = new ArrayList<>();
        for (ThreadReference thread : vm.allThreads()) {
            if (!isOurs.test(thread)) {
                read(thread, types, found);
            }
        }
        return found;
    }

    /** Whether virtual threads are running, of which only their carriers are listed. */
    boolean areIncomplete() {
        return vm.allThreads().stream().anyMatch(StackReader::isCarrier);
    }

    private static boolean isCarrier(ThreadReference thread) {
        try {
            return thread.referenceType().name().equals("jdk.internal.misc.CarrierThread");
        } catch (ObjectCollectedException e) {
            return false;
        }
    }

    private void read(ThreadReference thread, Set<ReferenceType> types, List<ThreadStack> found) {
        List<Location> locations;
        try {
            locations = locations(thread);
        } catch (ObjectCollectedException | IncompatibleThreadStateException e) {
            // The thread ended while it was being looked at: it runs nothing any more.
            return;
        }
        if (locations.stream().anyMatch(location -> types.contains(location.declaringType()))) {
            List<ThreadStack.Frame> frames = new ArrayList<>();
            locations.forEach(location -> frames.add(frame(location)));
            found.add(new ThreadStack(thread.name(), thread.uniqueID(), frames));
        }
    }

    private static List<Location> locations(ThreadReference thread) throws IncompatibleThreadStateException {
        thread.suspend();
        try {
            return HeldFrames.of(thread, held -> {
                List<Location> locations = new ArrayList<>();
                for (StackFrame frame : held.frames()) {
                    locations.add(frame.location());
                }
                return locations;
            });
        } finally {
            thread.resume();
        }
    }

    private ThreadStack.Frame frame(Location location) {
        String className = location.declaringType().name();
        LoadedClass type = new JdiClass(location.declaringType(), loaders);
        Method method = location.method();
        OptionalInt line = method.isObsolete() ? OptionalInt.empty() : HeldFrames.line(location);
        if (line.isEmpty()) {
            return new ThreadStack.Frame(className, type, "", "", location.codeIndex(), -1, true);
        }
        return new ThreadStack.Frame(
                className, type, method.name(), method.signature(), location.codeIndex(), line.getAsInt(), false);
    }
}
