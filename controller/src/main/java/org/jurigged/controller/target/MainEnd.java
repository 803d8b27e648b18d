package org.jurigged.controller.target;

import com.sun.jdi.ClassType;
import com.sun.jdi.Field;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.event.ThreadDeathEvent;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.ThreadDeathRequest;
import org.jurigged.controller.JuriggedException;

/**
 * Keeps a JVM from ending with its main thread.
 *
 * <p>A JVM ends with its last thread that is no daemon (JLS 12.8). When the main thread is about to go, after what it threw has been
 * told, it waits until there is another one: that of a {@code java.util.Timer} without tasks, which ends when the timer is
 * collected, so not before the controller has gone.
 */
final class MainEnd {
    private static final String MAIN = "main";
    private static final String SIGNAL = "jdk.internal.misc.Signal";
    private static final long SECONDS = 20;

    private final VirtualMachine vm;
    private final ServiceThread service;

    MainEnd(VirtualMachine vm, ServiceThread service) {
        this.vm = vm;
        this.service = service;
    }

    /** Begins to wait; to be called before the JVM goes on from its start. */
    void await(Runnable listener) throws JuriggedException {
        ThreadReference main = vm.allThreads().stream()
                .filter(thread -> thread.name().equals(MAIN))
                .findFirst()
                .orElseThrow(() -> new JuriggedException("The program's JVM has no main thread."));
        ThreadDeathRequest request = vm.eventRequestManager().createThreadDeathRequest();
        request.addThreadFilter(main);
        request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        EventPump.enable(request, event -> {
            // The pump has to go on meanwhile: our thread comes by an event.
            Thread keeper = new Thread(() -> keep(((ThreadDeathEvent) event).thread(), listener), "jurigged-main-end");
            keeper.setDaemon(true);
            keeper.start();
            return false;
        });
    }

    private void keep(ThreadReference main, Runnable listener) {
        boolean kept = false;
        try {
            if (isExiting(main)) {
                return;
            }
            service.run("Keeping the program's JVM", SECONDS, invoker -> {
                keep(invoker);
                return null;
            });
            kept = true;
        } catch (JuriggedException e) {
            // Then it ends as it would have without us, and who waits hears of that.
            return;
        } finally {
            resume(main);
            if (kept) {
                listener.run();
            }
        }
    }

    /** The thread that ends a JVM by {@code System.exit} is told to end, too; its frames are still there. */
    private static boolean isExiting(ThreadReference main) {
        try {
            return main.frameCount() > 0;
        } catch (IncompatibleThreadStateException | VMDisconnectedException e) {
            // It has none any more.
            return false;
        }
    }

    private static void resume(ThreadReference main) {
        try {
            main.resume();
        } catch (VMDisconnectedException e) {
            // The JVM was ended in this moment.
            return;
        }
    }

    private void keep(Invoker invoker) throws JuriggedException {
        ClassType timers = invoker.bootClass("java.util.Timer");
        ObjectReference timer =
                invoker.create(timers, "(Ljava/lang/String;Z)V", invoker.string("jurigged-keeper"), vm.mirrorOf(false));
        // Nobody else holds it, and the invoker lets go of it.
        timer.disableCollection();
        ignoreInterrupts(invoker);
    }

    /** A terminal sends Ctrl-C to the program as well, and from now on it is for the snippet that runs. */
    private void ignoreInterrupts(Invoker invoker) throws JuriggedException {
        ClassType signals = invoker.bootClass(SIGNAL);
        ReferenceType handlers = vm.classesByName(SIGNAL + "$Handler").get(0);
        Field ignore = handlers.fieldByName("SIG_IGN");
        ObjectReference interrupt = invoker.create(signals, "(Ljava/lang/String;)V", invoker.string("INT"));
        invoker.callStatic(
                signals,
                "handle",
                "(Ljdk/internal/misc/Signal;Ljdk/internal/misc/Signal$Handler;)Ljdk/internal/misc/Signal$Handler;",
                interrupt,
                handlers.getValue(ignore));
    }
}
