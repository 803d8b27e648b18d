package org.jurigged.controller.target;

import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.EventRequest;
import java.util.function.Consumer;

/**
 * Reads a JVM's events on a thread of its own and hands each to the handler its request carries.
 *
 * <p>An event set is resumed as soon as its handlers have returned, unless one of them keeps its thread.
 */
final class EventPump implements Runnable {
    static final String HANDLER = "jurigged.handler";

    private final VirtualMachine vm;
    private final Runnable onEnd;
    private final Consumer<Throwable> onFailure;
    private boolean ended;

    /** What is done with one event; called on the pump's thread. */
    interface Handler {
        /** Returns whether the event's thread may go on. */
        boolean handle(Event event);
    }

    private EventPump(VirtualMachine vm, Runnable onEnd, Consumer<Throwable> onFailure) {
        this.vm = vm;
        this.onEnd = onEnd;
        this.onFailure = onFailure;
    }

    /**
     * Starts the pump.
     *
     * @param onEnd runs once, when the JVM has ended or the connection has
     * @param onFailure is told what a handler threw that nobody foresaw; the next event's turn comes all the same
     */
    static void start(VirtualMachine vm, String name, Runnable onEnd, Consumer<Throwable> onFailure) {
        EventPump pump = new EventPump(vm, onEnd, onFailure);
        Thread thread = new Thread(pump, "jurigged-events-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Gives a request its handler and enables it. */
    static <R extends EventRequest> R enable(R request, Handler handler) {
        request.putProperty(HANDLER, handler);
        request.enable();
        return request;
    }

    @Override
    public void run() {
        try {
            while (!ended) {
                dispatch(vm.eventQueue().remove());
            }
        } catch (InterruptedException | VMDisconnectedException e) {
            // The connection is gone: nothing more can come.
        } finally {
            ended = true;
            onEnd.run();
        }
    }

    private void dispatch(EventSet events) {
        boolean resume = true;
        try {
            for (Event event : events) {
                resume &= handle(event);
            }
        } finally {
            if (resume) {
                events.resume();
            }
        }
    }

    private boolean handle(Event event) {
        if (event instanceof VMDisconnectEvent) {
            ended = true;
            return true;
        }
        if (event instanceof VMDeathEvent || event.request() == null) {
            return true;
        }
        return !(event.request().getProperty(HANDLER) instanceof Handler handler) || handle(handler, event);
    }

    /** A handler that fails keeps no thread: nobody else would ever let it go on. */
    private boolean handle(Handler handler, Event event) {
        try {
            return handler.handle(event);
        } catch (VMDisconnectedException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            onFailure.accept(e);
            return true;
        }
    }
}
