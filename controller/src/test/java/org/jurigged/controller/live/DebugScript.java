package org.jurigged.controller.live;

import com.sun.jdi.ClassType;
import com.sun.jdi.Field;
import com.sun.jdi.IntegerValue;
import com.sun.jdi.InvocationException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachineManager;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ExceptionEvent;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.ModificationWatchpointEvent;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.EventRequestManager;
import com.sun.jdi.request.StepRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a person does with a debugger, one thing after the other; and what the debugger shows. */
final class DebugScript {
    private final VirtualMachineManager manager;
    private final Debugged subject;
    private final List<String> shown = new ArrayList<>();
    private Debugger debugger;
    private ThreadReference thread;

    DebugScript(VirtualMachineManager manager, Debugged subject) {
        this.manager = manager;
        this.subject = subject;
    }

    /** Runs it; returns what was shown, without ids. */
    List<String> run() {
        try {
            play();
        } catch (Exception | AssertionError e) {
            throw new AssertionError("after\n" + String.join("\n", shown), e);
        }
        return shown;
    }

    private void play() throws Exception {
        attach();
        CompletableFuture<String> call = calling("4");
        BreakpointRequest stop = stopAt("int next");
        stop.enable();
        stopped(BreakpointEvent.class);
        inspect();
        subject.edit();
        inspect();
        step();
        evaluate();
        suspendAll();
        dropFrame();
        stop.disable();
        subject.edit();
        conditions();
        subject.edit();
        watchAndCatch();
        show("result " + finish(call));
        detach();
        show("result alone " + subject.call(Debugged.TYPE + ".serve", "3"));
        subject.edit();
        again();
    }

    private void show(String what) {
        shown.add(what);
    }

    private void attach() throws Exception {
        debugger = new Debugger(manager, subject.port());
        EclipseJdi.havePatience(debugger.vm);
        show("version " + debugger.vm.version());
        show("can " + debugger.vm.canPopFrames() + debugger.vm.canWatchFieldModification()
                + debugger.vm.canGetMethodReturnValues() + debugger.vm.canRedefineClasses()
                + debugger.vm.canUseInstanceFilters() + debugger.vm.canGetInstanceInfo()
                + debugger.vm.canGetSourceDebugExtension() + debugger.vm.canForceEarlyReturn());
    }

    private CompletableFuture<String> calling(String count) throws Exception {
        // Loads the class.
        subject.call(Debugged.TYPE + ".spare");
        debugger.vm.suspend();
        CompletableFuture<String> call = CompletableFuture.supplyAsync(() -> {
            try {
                return subject.call(Debugged.TYPE + ".serve", count);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        return call;
    }

    private String finish(CompletableFuture<String> call) throws Exception {
        debugger.vm.resume();
        return call.get(60, TimeUnit.SECONDS);
    }

    private EventRequestManager requests() {
        return debugger.vm.eventRequestManager();
    }

    private ClassType type() {
        return (ClassType) debugger.type(Debugged.TYPE);
    }

    private BreakpointRequest stopAt(String text) throws Exception {
        int line = (int) Debugged.SOURCE
                .substring(0, Debugged.SOURCE.indexOf(text))
                .lines()
                .count();
        return requests().createBreakpointRequest(type().locationsOfLine(line).get(0));
    }

    private <E extends LocatableEvent> E stopped(Class<E> kind) throws Exception {
        debugger.vm.resume();
        E event = debugger.next(kind);
        thread = event.thread();
        show(kind.getSimpleName() + " in " + thread.name() + ", " + place(event.location()) + ", held "
                + thread.suspendCount() + ", " + thread.isSuspended() + ", " + thread.isAtBreakpoint());
        return event;
    }

    private static String place(Location at) throws Exception {
        return at.declaringType().name() + "." + at.method().name()
                + at.method().signature() + ":" + at.lineNumber() + (at.method().isObsolete() ? " obsolete" : "") + " "
                + at.sourceName();
    }

    private void inspect() throws Exception {
        for (StackFrame frame : thread.frames()) {
            if (!frame.location().declaringType().name().equals(Debugged.TYPE)) {
                break;
            }
            show("frame " + place(frame.location()));
            for (LocalVariable variable : frame.visibleVariables()) {
                show("local " + variable.typeName() + " " + variable.name() + " = " + text(frame.getValue(variable))
                        + ", argument " + variable.isArgument());
            }
        }
        ObjectReference object = thread.frame(0).thisObject();
        for (Field field : type().fields()) {
            Value value = field.isStatic() ? type().getValue(field) : object.getValue(field);
            show("field " + field.typeName() + " " + field.name() + " = " + text(value));
        }
        show("threads "
                + debugger.vm.allThreads().stream()
                        .map(ThreadReference::name)
                        .filter("talk"::equals)
                        .count());
    }

    /** Ids aside. */
    private static String text(Value value) {
        if (value instanceof StringReference string) {
            return string.value();
        }
        return value instanceof ObjectReference object
                ? "a " + object.referenceType().name()
                : String.valueOf(value);
    }

    private void step() throws Exception {
        step(StepRequest.STEP_OVER);
        step(StepRequest.STEP_OVER);
        step(StepRequest.STEP_OUT);
        step(StepRequest.STEP_OVER);
        step(StepRequest.STEP_OVER);
        // The breakpoint is where this step would end.
        StepRequest into = debugger.step(thread, StepRequest.STEP_INTO);
        stopped(BreakpointEvent.class);
        requests().deleteEventRequest(into);
    }

    private void step(int depth) throws Exception {
        StepRequest step = debugger.step(thread, depth);
        stopped(StepEvent.class);
        requests().deleteEventRequest(step);
    }

    private void evaluate() throws Exception {
        ObjectReference desk = thread.frame(0).thisObject();
        Value twice = desk.invokeMethod(
                thread,
                type().methodsByName("twice").get(0),
                List.of(debugger.vm.mirrorOf(21)),
                ObjectReference.INVOKE_SINGLE_THREADED);
        show("twice " + text(twice));
        try {
            desk.invokeMethod(thread, type().methodsByName("fail").get(0), List.of(debugger.vm.mirrorOf(1)), 0);
            show("fail returned");
        } catch (InvocationException e) {
            show("fail threw " + e.exception().referenceType().name());
        }
        ObjectReference made =
                type().newInstance(thread, type().methodsByName("<init>").get(0), List.of(), 0);
        show("made " + text(made) + " " + text(made.getValue(type().fieldByName("name"))));
        show("held " + thread.suspendCount() + " at " + place(thread.frame(0).location()));
    }

    private void suspendAll() throws Exception {
        debugger.vm.suspend();
        show("all suspended: held " + thread.suspendCount());
        thread.suspend();
        show("and once more: held " + thread.suspendCount());
        debugger.vm.resume();
        thread.resume();
        show("let go twice: held " + thread.suspendCount() + ", " + thread.isSuspended());
        long others = debugger.vm.allThreads().stream()
                .filter(other -> other.suspendCount() != 1)
                .count();
        show("others not held once: " + others);
    }

    private void dropFrame() throws Exception {
        thread.popFrames(thread.frame(0));
        show("dropped to " + place(thread.frame(0).location()));
        stopped(BreakpointEvent.class);
        StackFrame frame = thread.frame(0);
        frame.setValue(frame.visibleVariableByName("by"), debugger.vm.mirrorOf(10));
        show("by is now " + text(frame.getValue(frame.visibleVariableByName("by"))));
    }

    private void conditions() throws Exception {
        BreakpointRequest counted = stopAt("served++");
        counted.addCountFilter(2);
        counted.enable();
        stopped(BreakpointEvent.class);
        requests().deleteEventRequest(counted);
        BreakpointRequest conditional = stopAt("return next");
        conditional.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        conditional.enable();
        debugger.vm.resume();
        while (true) {
            BreakpointEvent event = debugger.next(BreakpointEvent.class);
            thread = event.thread();
            StackFrame frame = thread.frame(0);
            int by = ((IntegerValue) frame.getValue(frame.visibleVariableByName("by"))).value();
            show("is it by " + by + " at " + place(event.location()));
            if (by == 3) {
                break;
            }
            thread.resume();
        }
        requests().deleteEventRequest(conditional);
        debugger.vm.suspend();
        thread.resume();
    }

    private void watchAndCatch() throws Exception {
        requests()
                .createModificationWatchpointRequest(type().fieldByName("total"))
                .enable();
        ModificationWatchpointEvent watched = stopped(ModificationWatchpointEvent.class);
        show("total is to be " + text(watched.valueToBe()) + " was " + text(watched.valueCurrent()));
        EventRequest caught =
                requests().createExceptionRequest(debugger.type("java.lang.IllegalStateException"), true, true);
        caught.enable();
        ExceptionEvent thrown = stopped(ExceptionEvent.class);
        show("threw " + text(thrown.exception()) + ", caught at " + place(thrown.catchLocation()));
        ObjectReference exception = thrown.exception();
        show("it says " + text(exception.getValue(exception.referenceType().fieldByName("detailMessage"))));
        requests().deleteEventRequest(caught);
    }

    private void detach() throws Exception {
        debugger.close();
        subject.detached();
    }

    private void again() throws Exception {
        attach();
        CompletableFuture<String> call = calling("1");
        stopAt("int next").enable();
        stopped(BreakpointEvent.class);
        inspect();
        // It leaves the program stopped: all goes on.
        detach();
        show("result " + call.get(60, TimeUnit.SECONDS));
    }
}
