package org.jurigged.controller.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.VirtualMachineManager;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.StepRequest;
import java.util.List;
import java.util.Map;

/** A debugger on JDI, as IDEs are, that attaches to a port. */
final class Debugger implements AutoCloseable {
    private static final long EVENT_MILLIS = 60_000;

    final VirtualMachine vm;

    Debugger(int port) throws Exception {
        this(Bootstrap.virtualMachineManager(), port);
    }

    /** Attaches by a JDI that need not be the JDK's. */
    Debugger(VirtualMachineManager manager, int port) throws Exception {
        AttachingConnector connector = manager.attachingConnectors().stream()
                .filter(found -> found.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(port));
        vm = connector.attach(arguments);
    }

    ReferenceType type(String name) {
        List<ReferenceType> found = vm.classesByName(name);
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    /** Sets a breakpoint on a line, as far as this debugger knows lines. */
    EventRequest stopAt(String type, int line) throws Exception {
        Location location = type(type).locationsOfLine(line).get(0);
        EventRequest request = vm.eventRequestManager().createBreakpointRequest(location);
        request.enable();
        return request;
    }

    StepRequest step(ThreadReference thread, int depth) {
        StepRequest step = vm.eventRequestManager().createStepRequest(thread, StepRequest.STEP_LINE, depth);
        step.addCountFilter(1);
        step.enable();
        return step;
    }

    /** Waits for the next event of a kind; others go on. */
    <E extends Event> E next(Class<E> kind) throws InterruptedException {
        while (true) {
            EventSet events = vm.eventQueue().remove(EVENT_MILLIS);
            assertThat(events).as("events with a %s", kind.getSimpleName()).isNotNull();
            for (Event event : events) {
                if (kind.isInstance(event)) {
                    return kind.cast(event);
                }
                assertThat(event).isNotInstanceOfAny(VMDeathEvent.class, VMDisconnectEvent.class);
            }
            events.resume();
        }
    }

    /** Steps, and returns the line that it comes to. */
    int stepTo(ThreadReference thread, int depth) throws InterruptedException {
        StepRequest step = step(thread, depth);
        vm.resume();
        LocatableEvent event = next(com.sun.jdi.event.StepEvent.class);
        vm.eventRequestManager().deleteEventRequest(step);
        return event.location().lineNumber();
    }

    @Override
    public void close() {
        try {
            vm.dispose();
        } catch (com.sun.jdi.VMDisconnectedException e) {
            // The program has ended.
            return;
        }
    }
}
