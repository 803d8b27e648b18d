package org.jurigged.cli.debug;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IntegerValue;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.request.StepRequest;
import java.util.List;
import java.util.Map;

/** A debugger that attaches to a port, as an IDE does. */
final class SocketDebugger implements AutoCloseable {
    private static final long EVENT_MILLIS = 60_000;

    private final VirtualMachine vm;

    SocketDebugger(int port) throws Exception {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(found -> found.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(port));
        vm = connector.attach(arguments);
    }

    /** Has each thread stop that enters a method, from the next {@link #runToBreakpoint} on: until then all are held. */
    void stopIn(String type, String method) {
        vm.suspend();
        List<ReferenceType> found = vm.classesByName(type);
        assertThat(found).hasSize(1);
        vm.eventRequestManager()
                .createBreakpointRequest(
                        found.get(0).methodsByName(method).get(0).location())
                .enable();
    }

    /** Lets the program run to a breakpoint. */
    LocatableEvent runToBreakpoint() throws InterruptedException {
        vm.resume();
        return next(BreakpointEvent.class);
    }

    LocatableEvent stepOver(ThreadReference thread) throws InterruptedException {
        StepRequest step =
                vm.eventRequestManager().createStepRequest(thread, StepRequest.STEP_LINE, StepRequest.STEP_OVER);
        step.enable();
        vm.resume();
        LocatableEvent event = next(StepEvent.class);
        vm.eventRequestManager().deleteEventRequest(step);
        return event;
    }

    private <E extends Event> E next(Class<E> kind) throws InterruptedException {
        while (true) {
            EventSet events = vm.eventQueue().remove(EVENT_MILLIS);
            assertThat(events).as("events with a %s", kind.getSimpleName()).isNotNull();
            for (Event event : events) {
                if (kind.isInstance(event)) {
                    return kind.cast(event);
                }
            }
            events.resume();
        }
    }

    static int local(ThreadReference thread, String name) throws Exception {
        StackFrame frame = thread.frame(0);
        return ((IntegerValue) frame.getValue(frame.visibleVariableByName(name))).value();
    }

    /** Lets go of the program. */
    @Override
    public void close() {
        vm.dispose();
    }
}
