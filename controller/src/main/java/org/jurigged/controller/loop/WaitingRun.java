package org.jurigged.controller.loop;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.target.HeldRun;
import org.jurigged.controller.target.JdiTarget;

/** A thread that waits after a run of a looped method. */
final class WaitingRun implements Waiting {
    private final JdiTarget target;
    private final HeldRun held;
    private final CodeNames names;
    private final Consumer<Event> listener;
    private final RunReport report;
    private final String method;

    WaitingRun(JdiTarget target, HeldRun held, CodeNames names, Consumer<Event> listener) {
        this.target = target;
        this.held = held;
        this.names = names;
        this.listener = listener;
        this.report = RunReport.of(held.words());
        this.method = names.method(report.className(), report.method(), report.descriptor());
    }

    void tell() {
        List<Event.Thrown> thrown = report.thrown().stream()
                .map(e -> new Event.Thrown(
                        e.text(), e.frames().stream().map(names::place).toList()))
                .toList();
        listener.accept(new Event.LoopRun(
                method,
                held.threadName(),
                report.run(),
                report.result(),
                !report.isVoid() && thrown.isEmpty(),
                thrown,
                report.stdout(),
                report.stderr(),
                report.nanos() / 1e6));
    }

    /** Whether the run began before so many saves had gone live. */
    boolean isOlderThan(int round) {
        return report.round() < round;
    }

    @Override
    public JdiTarget target() {
        return target;
    }

    @Override
    public String what() {
        return method + " in thread \"" + held.threadName() + '"';
    }

    @Override
    public boolean again() {
        Optional<String> gone = names.gone(report.className(), report.method(), report.descriptor());
        if (gone.isPresent()) {
            listener.accept(new Event.LoopStuck(method, held.threadName(), gone.get()));
            return false;
        }
        listener.accept(new Event.LoopAgain(method, held.threadName()));
        held.again();
        return true;
    }

    @Override
    public boolean hasThrown() {
        return !report.thrown().isEmpty();
    }

    @Override
    public void goOn() {
        listener.accept(new Event.LoopEnded(method, held.threadName(), hasThrown() ? "threw" : "returned"));
        held.goOn();
    }

    @Override
    public void choose(int number) {
        listener.accept(new Event.Note("There are no frames to choose from: " + method + " runs again as a whole."));
    }
}
