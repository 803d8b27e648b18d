package org.jurigged.controller.target;

import com.sun.jdi.ClassLoaderReference;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.MonitorInfo;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jurigged.controller.bytecode.ParameterStores;
import org.objectweb.asm.Type;

/** The frames that are taken off for a method to begin again: its own, and those of all that it has called. */
final class TakenOff {
    static final String NATIVE_CALLER = "the JVM itself or native code has called it";

    /** What the JDK puts between a call site and the method it calls; it does nothing else. */
    private static final Pattern CALL_SITES =
            Pattern.compile("java\\.lang\\.invoke\\.(LambdaForm\\$|\\w+\\$Holder$).*");

    private static final String PLATFORM_LOADER = "jdk.internal.loader.ClassLoaders$PlatformClassLoader";

    private final ThreadReference thread;
    private final RestartOrder order;

    TakenOff(ThreadReference thread, RestartOrder order) {
        this.thread = thread;
        this.order = order;
    }

    /**
     * Why they can't be taken off.
     *
     * @param reason one clause; empty if they can
     * @param isFinal whether that stays so; otherwise it may do when the innermost of them has ended
     */
    record Obstacle(String reason, boolean isFinal) {
        private static final Obstacle NONE = new Obstacle("", false);
        private static final Obstacle GONE = new Obstacle("", true);

        boolean isNone() {
            return equals(NONE);
        }

        /** Whether the method has come to its end. */
        boolean isGone() {
            return equals(GONE);
        }

        private static Obstacle now(String reason) {
            return new Obstacle(reason, false);
        }

        private static Obstacle always(String reason) {
            return new Obstacle(reason, true);
        }
    }

    /** Looks at the thread, which must be stopped. */
    Obstacle obstacle() throws IncompatibleThreadStateException {
        int count = thread.frameCount();
        int index = count - 1 - order.below();
        if (index < 0) {
            return Obstacle.GONE;
        }
        List<StackFrame> frames = thread.frames(0, Math.min(count, index + 2));
        Location own = frames.get(index).location();
        if (!own.declaringType().equals(((JdiClass) order.type()).type())) {
            return Obstacle.GONE;
        }
        Optional<String> never = never(own.method(), frames, index);
        if (never.isPresent()) {
            return Obstacle.always(never.get());
        }
        Set<Integer> holders = holders();
        if (holders.contains(index)) {
            return Obstacle.always("it holds a monitor, which would be free for a moment");
        }
        for (int i = index - 1; i >= 0; i--) {
            Optional<String> now = now(frames.get(i).location());
            if (now.isPresent()) {
                return Obstacle.now(now.get());
            }
        }
        boolean isHeld = holders.stream().anyMatch(depth -> depth >= 0 && depth < index);
        return isHeld ? Obstacle.now("what it has called holds a monitor") : Obstacle.NONE;
    }

    /** Why a frame can't be taken off, whatever it calls. */
    private Optional<String> never(Method method, List<StackFrame> frames, int index) {
        boolean isCalledByNative =
                order.below() == 0 || frames.get(index + 1).location().method().isNative();
        if (thread.referenceType().name().equals("java.lang.VirtualThread")) {
            return Optional.of("its thread is a virtual one");
        } else if (isCalledByNative) {
            return Optional.of(NATIVE_CALLER);
        } else if (isOfTheJvm(method)) {
            return Optional.of("the JVM itself has called it");
        } else if (!method.isObsolete() && method.isConstructor()) {
            return Optional.of("it is a constructor, and the object is there already");
        } else if (!method.isObsolete() && method.isSynchronized()) {
            return Optional.of("it holds a monitor, which would be free for a moment");
        }
        return order.isChecked() || !isAssigning(method)
                ? Optional.empty()
                : Optional.of("it assigns its parameters, and what they were isn't known any more");
    }

    private static boolean isAssigning(Method method) {
        int words = Type.getArgumentsAndReturnSizes(method.signature()) >> 2;
        return ParameterStores.areIn(method.bytecodes(), method.isStatic() ? words - 1 : words);
    }

    /** Methods that the JVM calls in the middle of an instruction of their caller's, and waits for (JVMS 5.3, 5.5). */
    private static boolean isOfTheJvm(Method method) {
        return !method.isObsolete()
                && (method.isStaticInitializer() || method.name().equals("loadClass"));
    }

    /** Why a called method can't be taken off at the moment. */
    private static Optional<String> now(Location called) {
        Method method = called.method();
        ReferenceType type = called.declaringType();
        if (isOfTheJvm(method)) {
            return Optional.of("a class is being loaded or initialised by it");
        } else if (isOfTheJdk(type) && !CALL_SITES.matcher(type.name()).matches()) {
            String name = type.name() + "." + (method.isObsolete() ? "?" : method.name());
            return Optional.of("it waits for " + name + ", which would be left half done");
        } else if (!method.isObsolete() && method.isNative()) {
            return Optional.of("native code is among what it has called");
        }
        return Optional.empty();
    }

    private static boolean isOfTheJdk(ReferenceType type) {
        Optional<ClassLoaderReference> loader = Loaders.read(type);
        return loader.isEmpty() || loader.get().referenceType().name().equals(PLATFORM_LOADER);
    }

    /** Returns which frames hold monitors, the innermost being 0. */
    private Set<Integer> holders() throws IncompatibleThreadStateException {
        Set<Integer> holders = new HashSet<>();
        for (MonitorInfo monitor : thread.ownedMonitorsAndFrames()) {
            holders.add(monitor.stackDepth());
        }
        return holders;
    }

    /** Takes them off (JVMTI PopFrame); there must be no obstacle. */
    void pop() throws IncompatibleThreadStateException {
        thread.popFrames(thread.frame(thread.frameCount() - 1 - order.below()));
    }
}
