package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.target.MoveResult;
import org.jurigged.reshape.move.Arguments;
import org.jurigged.reshape.move.LoopMove;
import org.jurigged.reshape.move.MethodCode;

/** Tells what became of frames that were to move, but not before their save is told to be live. Thread-safe. */
final class MoveReport {
    private final Consumer<Event> listener;
    private final DefinitionNames names;
    private final List<Event> early = new ArrayList<>();
    private boolean isOpen;

    MoveReport(Consumer<Event> listener, DefinitionNames names) {
        this.listener = listener;
        this.names = names;
    }

    /** Takes what became of a frame. */
    void take(TargetClasses classes, FrameMoves.Wanted frame, MoveResult result) {
        Activation activation = frame.activation();
        if (result instanceof MoveResult.Moved moved) {
            classes.calls().oldCall(activation, Optional.empty());
            OldCall call = frame.call();
            Arguments.assigned(new MethodCode(call.code().bytes(), call.method(), call.descriptor()))
                    .ifPresent(
                            p -> classes.calls().loseArgument(activation.named(call.method(), call.descriptor()), p));
            tell(moved(frame, moved.loop()));
        } else if (result instanceof MoveResult.Stayed stayed) {
            OldCall call = frame.call().staying(stayed.reason());
            classes.calls().oldCall(activation, Optional.of(call));
            LoopMove.Movable loop = frame.order().plan().loops().get(0);
            tell(new Event.StillOld(
                    name(frame, loop.line()),
                    loop.line(),
                    List.of(frame.thread()),
                    Fates.of(call, activation.height())));
        } else if (result instanceof MoveResult.Lost) {
            classes.calls().oldCall(activation, Optional.empty());
            tell(new Event.Trouble(
                    name(frame, -1) + " in thread \"" + frame.thread()
                            + "\" has begun anew instead of going on in its loop. Restart the program if it depends on that.",
                    null));
        } else if (result instanceof MoveResult.Ended) {
            classes.calls().oldCall(activation, Optional.empty());
        }
    }

    private Event moved(FrameMoves.Wanted frame, LoopMove.Movable loop) {
        return new Event.Moved(name(frame, loop.newLine()), loop.line(), loop.newLine(), frame.thread());
    }

    private String name(FrameMoves.Wanted frame, int line) {
        return names.method(
                frame.activation().className(),
                frame.call().method(),
                frame.call().descriptor(),
                line);
    }

    private synchronized void tell(Event event) {
        if (isOpen) {
            listener.accept(event);
        } else {
            early.add(event);
        }
    }

    /** Tells from now on, and what there is to tell. */
    synchronized void open() {
        isOpen = true;
        early.forEach(listener);
        early.clear();
    }
}
