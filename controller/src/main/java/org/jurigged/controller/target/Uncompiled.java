package org.jurigged.controller.target;

import com.sun.jdi.InternalException;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jurigged.controller.JuriggedException;

/**
 * Keeps static methods out of compiled code while something is done: what has been compiled with one of them in it is thrown
 * away, and nothing of the kind comes to be meanwhile.
 *
 * <p>A breakpoint does that to a JVM, as a redefinition of the class does, and leaves nothing: of a redefinition, old
 * versions of the class stay for as long as no collection unloads classes, and every later redefinition goes through all of
 * them (JVMTI {@code SetBreakpoint}, {@code RedefineClasses}). Nobody hears of threads that come to these breakpoints, which
 * may be thousands a second: they are for the one thread that never does, so that the JVM doesn't even ask the debug agent about
 * the others.
 */
final class Uncompiled {
    /** It takes references out of a list, and runs nothing of a program's. */
    private static final String SILENT = "Reference Handler";

    private final VirtualMachine vm;
    /** The thread, once it was looked for: it never ends. Null until then, empty where there is none. */
    private volatile Optional<ThreadReference> silent;

    Uncompiled(VirtualMachine vm) {
        this.vm = vm;
    }

    /**
     * Does work meanwhile.
     *
     * @param names of static methods of the class; others of these names are left alone
     * @return what the work returned; empty where the JVM has no such methods or sets no such breakpoints: nothing was done then
     */
    <T> Optional<T> during(ReferenceType type, Set<String> names, Target.Work<T> work) throws JuriggedException {
        List<Method> methods = methods(type, names);
        if (methods.isEmpty()) {
            return Optional.empty();
        }
        List<BreakpointRequest> requests = new ArrayList<>();
        try {
            if (!set(methods, requests)) {
                return Optional.empty();
            }
            return Optional.of(work.run());
        } finally {
            vm.eventRequestManager().deleteEventRequests(requests);
        }
    }

    /** Returns no methods if there is none of one of the names. */
    private static List<Method> methods(ReferenceType type, Set<String> names) {
        List<Method> all = new ArrayList<>();
        for (String name : names) {
            List<Method> found =
                    type.methodsByName(name).stream().filter(Method::isStatic).toList();
            if (found.isEmpty()) {
                return List.of();
            }
            all.addAll(found);
        }
        return all;
    }

    private boolean set(List<Method> methods, List<BreakpointRequest> requests) {
        Optional<ThreadReference> nobody = silent();
        for (Method method : methods) {
            BreakpointRequest request = vm.eventRequestManager().createBreakpointRequest(method.location());
            requests.add(request);
            request.setSuspendPolicy(EventRequest.SUSPEND_NONE);
            nobody.ifPresent(request::addThreadFilter);
            // Where there is no such thread, or where it does come: not before it has come so often.
            request.addCountFilter(Integer.MAX_VALUE);
            try {
                request.enable();
            } catch (InternalException e) {
                // Somebody else's agent has one there, say (JVMTI DUPLICATE).
                return false;
            }
        }
        return true;
    }

    private Optional<ThreadReference> silent() {
        if (silent == null) {
            silent = vm.topLevelThreadGroups().stream()
                    .flatMap(group -> group.threads().stream())
                    .filter(thread -> thread.name().equals(SILENT))
                    .findFirst();
        }
        return silent;
    }
}
