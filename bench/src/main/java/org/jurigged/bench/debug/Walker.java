package org.jurigged.bench.debug;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.StepRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A debugger that steps, and reads variables. */
public final class Walker implements AutoCloseable {
    private static final int TRIES = 1_000;

    private final VirtualMachine vm;
    private final ThreadReference thread;

    /** Attaches to a port and stops the program of {@link Walked} in its method. */
    public Walker(int port) throws IOException, InterruptedException {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(found -> found.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(port));
        try {
            vm = connector.attach(arguments);
        } catch (IllegalConnectorArgumentsException e) {
            throw new IOException(e);
        }
        ReferenceType type = walked();
        BreakpointRequest stop = vm.eventRequestManager()
                .createBreakpointRequest(type.methodsByName("walk").get(0).location());
        stop.addCountFilter(1);
        stop.enable();
        vm.resume();
        thread = next();
        vm.eventRequestManager().deleteEventRequest(stop);
    }

    /** A JVM listens before it has its main class. */
    private ReferenceType walked() throws IOException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            List<ReferenceType> found = vm.classesByName(Walked.class.getName());
            if (!found.isEmpty()) {
                return found.get(0);
            }
            Thread.sleep(10);
        }
        throw new IOException("the program of the bench does not begin");
    }

    private ThreadReference next() throws InterruptedException {
        while (true) {
            EventSet events = vm.eventQueue().remove();
            for (Event event : events) {
                if (event instanceof StepEvent step) {
                    return step.thread();
                }
                if (event instanceof BreakpointEvent stopped) {
                    return stopped.thread();
                }
            }
            events.resume();
        }
    }

    /** Steps over lines as an IDE does, which makes a request for each step; returns how long each took. */
    public List<Double> stepMillis(int times) throws InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            StepRequest step =
                    vm.eventRequestManager().createStepRequest(thread, StepRequest.STEP_LINE, StepRequest.STEP_OVER);
            step.addCountFilter(1);
            step.enable();
            vm.resume();
            next();
            vm.eventRequestManager().deleteEventRequest(step);
            millis.add((System.nanoTime() - start) / 1e6);
        }
        return millis;
    }

    /** Reads a frame's variables that often; returns how long all of it took. */
    public double valuesMillis(int times) throws IOException {
        try {
            StackFrame frame = thread.frame(0);
            List<LocalVariable> variables = frame.visibleVariables();
            long start = System.nanoTime();
            for (int i = 0; i < times; i++) {
                frame.getValues(variables);
            }
            return (System.nanoTime() - start) / 1e6;
        } catch (IncompatibleThreadStateException | AbsentInformationException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        vm.dispose();
    }
}
