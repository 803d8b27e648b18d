package org.jurigged.controller.target;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.LongValue;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StringReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jurigged.controller.JuriggedException;

/** What the debug protocol doesn't tell of a JVM, and methods of its platform do. */
final class Questions {
    private static final long SECONDS = 20;
    /** Going through this much takes half a second. */
    private static final long COUNTABLE_BYTES = 64L << 20;

    private final VirtualMachine vm;
    private final ServiceThread service;

    Questions(VirtualMachine vm, ServiceThread service) {
        this.vm = vm;
        this.service = service;
    }

    /** Returns the options that the JVM was started with. */
    List<String> options() throws JuriggedException {
        return service.run("Reading the JVM's options", SECONDS, invoker -> {
            Value array = invoker.callStatic(
                    invoker.bootClass("jdk.internal.misc.VM"), "getRuntimeArguments", "()[Ljava/lang/String;");
            return ((ArrayReference) array)
                    .getValues().stream()
                            .map(option -> ((StringReference) option).value())
                            .toList();
        });
    }

    /** Returns the URL of a class's code source; empty if its protection domain has none. */
    Optional<String> location(ReferenceType type) throws JuriggedException {
        return service.run("Asking for the code source of " + type.name(), SECONDS, invoker -> {
            Value at = invoker.call(type.classObject(), "getProtectionDomain", "()Ljava/security/ProtectionDomain;");
            at = next(invoker, at, "getCodeSource", "()Ljava/security/CodeSource;");
            at = next(invoker, at, "getLocation", "()Ljava/net/URL;");
            at = next(invoker, at, "toString", "()Ljava/lang/String;");
            return at instanceof StringReference text ? Optional.of(text.value()) : Optional.empty();
        });
    }

    private static Value next(Invoker invoker, Value value, String name, String descriptor) throws JuriggedException {
        return value instanceof ObjectReference object ? invoker.call(object, name, descriptor) : null;
    }

    /** Counts objects; empty if the JVM can't, or only by going through much memory. */
    OptionalLong objects(List<ReferenceType> types) throws JuriggedException {
        return vm.canGetInstanceInfo() && usedBytes() <= COUNTABLE_BYTES
                ? OptionalLong.of(LongStream.of(vm.instanceCounts(types)).sum())
                : OptionalLong.empty();
    }

    /** Asks how much of the heap is in use, garbage included. */
    private long usedBytes() throws JuriggedException {
        return service.run("Asking for the heap in use", SECONDS, invoker -> {
            ObjectReference runtime = (ObjectReference)
                    invoker.callStatic(invoker.bootClass("java.lang.Runtime"), "getRuntime", "()Ljava/lang/Runtime;");
            LongValue total = (LongValue) invoker.call(runtime, "totalMemory", "()J");
            LongValue free = (LongValue) invoker.call(runtime, "freeMemory", "()J");
            return total.value() - free.value();
        });
    }
}
