package org.jurigged.controller.target;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassObjectReference;
import com.sun.jdi.ClassType;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.InvocationException;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jurigged.controller.JuriggedException;

/**
 * Calls methods in the target on one thread that an event has stopped (JDWP {@code InvokeMethod}).
 *
 * <p>Objects that calls return are kept from being collected until the invoker is closed. Access checks don't apply:
 * JDWP invokes through JNI.
 */
final class Invoker implements AutoCloseable {
    /** How often the collector may be in the way. */
    private static final int ATTEMPTS = 50;

    private final VirtualMachine vm;
    private final ThreadReference thread;
    private final RestingThread resting;
    private final List<ObjectReference> pinned = new ArrayList<>();

    /** Calls on a thread of the program's, which stays where it is. */
    Invoker(VirtualMachine vm, ThreadReference thread) {
        this.vm = vm;
        this.thread = thread;
        this.resting = null;
    }

    /** Calls on our own. */
    Invoker(VirtualMachine vm, RestingThread resting) {
        this.vm = vm;
        this.thread = resting.thread();
        this.resting = resting;
    }

    /** Returns the thread as one that can go on and come back. */
    RestingThread resting() {
        if (resting == null) {
            throw new IllegalStateException("thread " + thread.name() + " is the program's");
        }
        return resting;
    }

    ThreadReference thread() {
        return thread;
    }

    /** Returns the class of that name in the boot loader's reach, loading it if need be; throws what loading it throws. */
    ClassType bootClass(String name) throws JuriggedException {
        for (ReferenceType type : vm.classesByName(name)) {
            if (type instanceof ClassType found && type.classLoader() == null) {
                return found;
            }
        }
        ClassType classClass = (ClassType) vm.classesByName("java.lang.Class").get(0);
        // Not looked up by name once more: JDI hears of a class that was loaded just now a little later.
        Value loaded = callStatic(classClass, "forName", "(Ljava/lang/String;)Ljava/lang/Class;", string(name));
        return (ClassType) ((ClassObjectReference) loaded).reflectedType();
    }

    ObjectReference string(String text) {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            ObjectReference made = vm.mirrorOf(text);
            if (isPinned(made)) {
                return made;
            }
        }
        return pin(vm.mirrorOf(text));
    }

    /** Makes a byte array in the target; as one Base64 string it takes two round trips whatever its size. */
    ArrayReference bytes(byte[] bytes) throws JuriggedException {
        ClassType base64 = bootClass("java.util.Base64");
        ObjectReference decoder = (ObjectReference) callStatic(base64, "getDecoder", "()Ljava/util/Base64$Decoder;");
        return (ArrayReference) call(
                decoder,
                "decode",
                "(Ljava/lang/String;)[B",
                string(Base64.getEncoder().encodeToString(bytes)));
    }

    Value callStatic(ClassType type, String name, String descriptor, Value... args) throws JuriggedException {
        Method method = method(type, name, descriptor);
        List<Value> arguments = Arrays.asList(args);
        return invoke(name, () -> type.invokeMethod(thread, method, arguments, ClassType.INVOKE_SINGLE_THREADED));
    }

    Value call(ObjectReference object, String name, String descriptor, Value... args) throws JuriggedException {
        Method method = method((ClassType) object.referenceType(), name, descriptor);
        List<Value> arguments = Arrays.asList(args);
        return invoke(
                name, () -> object.invokeMethod(thread, method, arguments, ObjectReference.INVOKE_SINGLE_THREADED));
    }

    ObjectReference create(ClassType type, String descriptor, Value... args) throws JuriggedException {
        Method constructor = method(type, "<init>", descriptor);
        List<Value> arguments = Arrays.asList(args);
        return (ObjectReference) invoke(
                type.name(), () -> type.newInstance(thread, constructor, arguments, ClassType.INVOKE_SINGLE_THREADED));
    }

    private Method method(ClassType type, String name, String descriptor) throws JuriggedException {
        Method found = type.concreteMethodByName(name, descriptor);
        if (found == null) {
            throw new JuriggedException(
                    "The program's JVM has no method " + type.name() + "." + name + descriptor + ".");
        }
        return found;
    }

    private interface Invocation {
        Value run()
                throws InvalidTypeException, ClassNotLoadedException, IncompatibleThreadStateException,
                        InvocationException;
    }

    /**
     * Calls, and calls again when the result was collected before we could say that we need it: no one else had it, and
     * those methods that return objects do nothing else here; those that do put them into an array.
     */
    private Value invoke(String what, Invocation invocation) throws JuriggedException {
        try {
            for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
                Value result = invocation.run();
                if (!(result instanceof ObjectReference object) || isPinned(object)) {
                    return result;
                }
            }
            return pin(invocation.run());
        } catch (InvocationException e) {
            throw new TargetException.Thrown(describe(e.exception()));
        } catch (InvalidTypeException | ClassNotLoadedException e) {
            throw new JuriggedException("Calling " + what + " in the program failed: " + e.getMessage() + ".", e);
        } catch (IncompatibleThreadStateException e) {
            throw new TargetException.NoThread("The thread to run " + what + " on is not stopped any more.", e);
        }
    }

    /** Returns the exception's own text; falls back to its class when even that throws. */
    private String describe(ObjectReference exception) {
        String name = exception.referenceType().name();
        try {
            pin(exception);
            return call(exception, "toString", "()Ljava/lang/String;") instanceof com.sun.jdi.StringReference text
                    ? text.value()
                    : name;
        } catch (JuriggedException e) {
            return name;
        }
    }

    /** Keeps an object from being collected until this is closed. */
    <V extends Value> V pin(V value) {
        if (value instanceof ObjectReference object) {
            // If it is gone, the caller's next use of it says so.
            isPinned(object);
        }
        return value;
    }

    /** Pins an object; false if it was collected: young ones can go between two packets. */
    private boolean isPinned(ObjectReference object) {
        try {
            object.disableCollection();
            pinned.add(object);
            return true;
        } catch (ObjectCollectedException e) {
            return false;
        }
    }

    @Override
    public void close() {
        for (ObjectReference object : pinned) {
            try {
                object.enableCollection();
            } catch (ObjectCollectedException | com.sun.jdi.VMDisconnectedException e) {
                // Nothing is left to let go of.
                continue;
            }
        }
        pinned.clear();
    }
}
