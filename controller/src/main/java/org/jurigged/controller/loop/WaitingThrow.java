package org.jurigged.controller.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jurigged.controller.Event;
import org.jurigged.controller.target.HeldThrow;
import org.jurigged.controller.target.JdiTarget;

/** A thread that waits where it threw what nothing catches. */
final class WaitingThrow implements Waiting {
    private static final int NONE = -1;

    private final JdiTarget target;
    private final HeldThrow held;
    private final CodeNames names;
    private final Consumer<Event> listener;
    private int chosen;

    WaitingThrow(JdiTarget target, HeldThrow held, CodeNames names, Consumer<Event> listener) {
        this.target = target;
        this.held = held;
        this.names = names;
        this.listener = listener;
        this.chosen = innermost();
    }

    /** The innermost frame of the program's own code that can be entered again. */
    private int innermost() {
        for (int i = 0; i < held.frames().size(); i++) {
            if (isOwn(i) && held.frames().get(i).obstacle().isEmpty()) {
                return i;
            }
        }
        return NONE;
    }

    private boolean isOwn(int index) {
        return names.isOwn(held.frames().get(index).at().getClassName());
    }

    void tell() {
        List<Event.CaughtFrame> frames = new ArrayList<>();
        for (int i = 0; i < held.frames().size(); i++) {
            HeldThrow.Frame frame = held.frames().get(i);
            // The innermost own frame is shown where none can be entered.
            List<String> locals = i == chosen || (chosen == NONE && isOwn(i)) ? held.locals(i) : List.of();
            frames.add(new Event.CaughtFrame(names.place(frame.at()), isOwn(i), frame.obstacle(), locals));
        }
        listener.accept(new Event.Caught(held.threadName(), held.text(), frames, chosen));
    }

    @Override
    public JdiTarget target() {
        return target;
    }

    @Override
    public String what() {
        return held.text() + " in thread \"" + held.threadName() + '"';
    }

    private String method() {
        HeldThrow.Frame frame = held.frames().get(chosen);
        return names.method(frame.at().getClassName(), frame.at().getMethodName(), frame.descriptor());
    }

    @Override
    public boolean again() {
        if (chosen == NONE) {
            listener.accept(new Event.Note("No frame of the program's own code can be entered again in thread \""
                    + held.threadName() + "\"; it waits to give its exception back."));
            return false;
        }
        String method = method();
        Optional<String> problem = held.enter(chosen);
        if (problem.isPresent()) {
            listener.accept(new Event.Note(method + " can't be entered again: " + problem.get() + "."));
        } else {
            listener.accept(new Event.Entered(method, held.threadName()));
        }
        return problem.isEmpty();
    }

    @Override
    public boolean hasThrown() {
        return true;
    }

    @Override
    public void goOn() {
        listener.accept(new Event.GivenBack(held.text(), held.threadName()));
        held.goOn();
    }

    @Override
    public void choose(int number) {
        int index = number - 1;
        if (index < 0 || index >= held.frames().size()) {
            listener.accept(new Event.Note("There is no frame " + number + "."));
        } else if (!held.frames().get(index).obstacle().isEmpty()) {
            listener.accept(new Event.Note("Frame " + number + " can't be entered again: "
                    + held.frames().get(index).obstacle() + "."));
        } else {
            chosen = index;
            tell();
        }
    }
}
