package org.jurigged.controller.target;

import com.sun.jdi.InternalException;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.EventRequestManager;
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
 * them (JVMTI {@code SetBreakpoint}, {@code RedefineClasses}). Nobody hears of threads that come to these breakpoints: they are for
 * methods of one object, which static ones don't have.
 */
final class Uncompiled {
    private Uncompiled() {}

    /**
     * Does work meanwhile.
     *
     * @param names of static methods of the class; others of these names are left alone
     * @return what the work returned; empty where the JVM has no such methods or sets no such breakpoints: nothing was done then
     */
    static <T> Optional<T> during(ReferenceType type, Set<String> names, Target.Work<T> work) throws JuriggedException {
        List<Method> methods = methods(type, names);
        if (methods.isEmpty() || !type.virtualMachine().canUseInstanceFilters()) {
            return Optional.empty();
        }
        List<BreakpointRequest> requests = new ArrayList<>();
        try {
            if (!set(methods, requests)) {
                return Optional.empty();
            }
            return Optional.of(work.run());
        } finally {
            type.virtualMachine().eventRequestManager().deleteEventRequests(requests);
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

    private static boolean set(List<Method> methods, List<BreakpointRequest> requests) {
        for (Method method : methods) {
            EventRequestManager manager = method.virtualMachine().eventRequestManager();
            BreakpointRequest request = manager.createBreakpointRequest(method.location());
            requests.add(request);
            request.setSuspendPolicy(EventRequest.SUSPEND_NONE);
            request.addInstanceFilter(method.declaringType().classObject());
            try {
                request.enable();
            } catch (InternalException e) {
                // Somebody else's agent has one there, say (JVMTI DUPLICATE).
                return false;
            }
        }
        return true;
    }
}
