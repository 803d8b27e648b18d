package org.jurigged.controller.target;

import com.sun.jdi.InternalException;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import java.util.Map;
import java.util.stream.Collectors;
import org.jurigged.controller.JuriggedException;

/** The one place that calls {@code VirtualMachine.redefineClasses}. */
final class Redefinition {
    /** Espresso says that it redefines without limits, option or not. */
    private static final String NEEDS_OPTION =
            " It says that it takes any change: GraalVM Espresso does with its option java.EnableAdvancedRedefinition=true.";

    private Redefinition() {}

    /**
     * Redefines all classes or none.
     *
     * <p>No thread is suspended for it: verifying the new code may load classes, on the debug agent's own thread, and a
     * suspended thread that holds a class loader's lock would then stop the whole connection for good.
     *
     * @return nanoseconds that the call took
     */
    static long apply(VirtualMachine vm, String target, Map<ReferenceType, byte[]> types) throws JuriggedException {
        if (types.isEmpty()) {
            return 0;
        }
        return Jdi.call(target, () -> {
            long start = System.nanoTime();
            try {
                vm.redefineClasses(types);
            } catch (UnsupportedOperationException e) {
                throw Connections.unrestricted(vm)
                        ? refused(target, types, e, NEEDS_OPTION)
                        : refused(target, types, e);
            } catch (LinkageError e) {
                throw refused(target, types, e);
            } catch (InternalException e) {
                // JDWP errors that JDI has no exception for: 68 (invalid class format) to 72 (class attribute change).
                if (e.errorCode() >= 60 && e.errorCode() < 80) {
                    throw refused(target, types, e);
                }
                throw e;
            }
            return System.nanoTime() - start;
        });
    }

    private static TargetException.Refused refused(String target, Map<ReferenceType, byte[]> types, Throwable e) {
        return refused(target, types, e, "");
    }

    private static TargetException.Refused refused(
            String target, Map<ReferenceType, byte[]> types, Throwable e, String remedy) {
        String names = types.keySet().stream().map(ReferenceType::name).sorted().collect(Collectors.joining(", "));
        String reason =
                e instanceof LinkageError ? e.getClass().getSimpleName() + ": " + e.getMessage() : e.getMessage();
        return new TargetException.Refused(
                "The JVM of " + target + " refused " + names + " (" + reason + ")." + remedy, e);
    }
}
