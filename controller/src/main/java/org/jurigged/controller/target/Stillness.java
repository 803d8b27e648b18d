package org.jurigged.controller.target;

import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The program's threads, suspended at points where none of them is in the middle of something that depends on an enum's
 * constants. Our own thread can be called on meanwhile.
 */
final class Stillness implements AutoCloseable {
    private static final Set<String> CACHES = Set.of("getEnumConstantsShared", "enumConstantDirectory");
    private static final Set<String> OWN = Set.of("values", "valueOf", "$values", "<clinit>");

    private final VirtualMachine vm;
    private final ThreadReference ours;

    /** Suspends all threads; {@code ours} is suspended already. */
    Stillness(VirtualMachine vm, ThreadReference ours) {
        this.vm = vm;
        this.ours = ours;
        vm.suspend();
        // A thread that is suspended twice stays suspended in a call.
        ours.resume();
    }

    /** Lets the threads go on. */
    @Override
    public void close() {
        ours.suspend();
        vm.resume();
    }

    /** Returns where a thread is in the middle of something, in words; empty if none is. */
    Optional<String> disturbance(ReferenceType enumType, SwitchTables tables) {
        for (ThreadReference thread : vm.allThreads()) {
            if (!thread.equals(ours)) {
                Optional<String> found = disturbance(thread, enumType, tables);
                if (found.isPresent()) {
                    return found.map(what -> "thread " + thread.name() + " " + what);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> disturbance(ThreadReference thread, ReferenceType enumType, SwitchTables tables) {
        List<StackFrame> frames;
        try {
            frames = thread.frames();
        } catch (IncompatibleThreadStateException | ObjectCollectedException e) {
            // It has ended.
            return Optional.empty();
        }
        boolean inPlatform = true;
        for (StackFrame frame : frames) {
            Location at = frame.location();
            String name = at.declaringType().name();
            if (isPlatform(name)) {
                if (inPlatform && isCounting(name, at)) {
                    return Optional.of("is in " + name);
                }
            } else {
                if (inPlatform && at.declaringType().equals(enumType) && isOwn(at.method())) {
                    return Optional.of("is in " + name + ".values()");
                }
                inPlatform = false;
                if (tables.isAtTable(at)) {
                    return Optional.of("is about to switch over it in " + name + ", line "
                            + HeldFrames.line(at).orElse(-1));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isPlatform(String name) {
        return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.");
    }

    /** What user code that one of these calls sees of them has come to a point of rest. */
    private static boolean isCounting(String name, Location at) {
        return name.startsWith("java.util.EnumMap")
                || name.startsWith("java.util.EnumSet")
                || name.startsWith("java.util.RegularEnumSet")
                || name.startsWith("java.util.JumboEnumSet")
                || name.startsWith("java.lang.runtime.SwitchBootstraps")
                || name.equals("java.lang.Enum")
                || (name.equals("java.lang.Class")
                        && CACHES.contains(at.method().name()));
    }

    private static boolean isOwn(Method method) {
        return method.isObsolete() || OWN.contains(method.name());
    }
}
