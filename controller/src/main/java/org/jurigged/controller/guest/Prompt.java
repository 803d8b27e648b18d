package org.jurigged.controller.guest;

import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Carries out what the debugger asks for, each on a thread of its own, one after the other.
 *
 * <p>The debugger writes a request into a field and interrupts the waiting thread; the outcome is in a field when
 * {@link #told()} is called, where it has a breakpoint that stops nobody. So an answer takes no call by the debugger, and no
 * thread is ever held. The waiting thread ends when nobody holds the {@link Hold} any more: the debugger is gone then.
 */
public final class Prompt implements Runnable {
    private static final long LOOK_MILLIS = 5_000;
    private static final long PRINT_MILLIS = 20;

    private final WeakReference<Hold> hold;
    private final ClassLoader program;
    private final SnippetLoader snippets;
    private final Output output = new Output(this);
    private final PrintStream printer;
    private final List<Class<?>> consoles = new CopyOnWriteArrayList<>();
    private final ThreadGroup group = mainGroup();
    private final Thread waiting;

    /** By the debugger: what to do next, see {@link Work}. */
    private final Mail mail = new Mail();

    /** By the debugger: the number of the request that is no longer to be waited for. */
    private volatile int leave;

    /** For the debugger: what became of the last request. */
    @SuppressWarnings("unused")
    private volatile Object answer;

    /** For the debugger: how many letters were taken and answered. */
    private volatile int answered;

    /** For the debugger: a class that was asked for. */
    @SuppressWarnings("unused")
    private volatile Object found;

    /** For the debugger: the thread that does it. */
    @SuppressWarnings("unused")
    private volatile Thread worker;

    /** For the debugger: what to throw in it. */
    @SuppressWarnings("unused")
    private final Throwable stop = new Stopped();

    /** Keeps a prompt waiting. */
    static final class Hold {
        /** For the debugger. */
        @SuppressWarnings("unused")
        private final Prompt prompt;

        Hold(Prompt prompt) {
            this.prompt = prompt;
        }
    }

    private Prompt(ClassLoader program) {
        this.program = program;
        this.snippets = new SnippetLoader(program);
        this.printer = new PrintStream(output, true, StandardCharsets.UTF_8);
        print(Console.class);
        Hold held = new Hold(this);
        this.hold = new WeakReference<>(held);
        this.waiting = new Thread(group, this, "jurigged-prompt");
        waiting.setDaemon(true);
        waiting.setContextClassLoader(null);
        first = held;
    }

    private Hold first;

    /**
     * Makes one.
     *
     * @param neighbour a class of the loader whose classes snippets see; null for the program's own
     */
    public static Object open(Class<?> neighbour) {
        Prompt prompt = new Prompt(neighbour == null ? mainLoader() : neighbour.getClassLoader());
        Hold hold = prompt.first;
        prompt.first = null;
        prompt.waiting.start();
        return hold;
    }

    private static ThreadGroup mainGroup() {
        ThreadGroup top = Thread.currentThread().getThreadGroup();
        while (top.getParent() != null) {
            top = top.getParent();
        }
        ThreadGroup[] below = new ThreadGroup[top.activeGroupCount() + 1];
        int count = top.enumerate(below, false);
        for (int i = 0; i < count; i++) {
            if (below[i].getName().equals("main")) {
                return below[i];
            }
        }
        return top;
    }

    /** A launcher like Spring Boot's gives the main thread the loader of the program's classes. */
    private static ClassLoader mainLoader() {
        ThreadGroup group = mainGroup();
        Thread[] threads = new Thread[group.activeCount() + 8];
        int count = group.enumerate(threads, false);
        for (int i = 0; i < count; i++) {
            ClassLoader context = threads[i].getContextClassLoader();
            if (threads[i].getName().equals("main") && context != null) {
                return context;
            }
        }
        return ClassLoader.getSystemClassLoader();
    }

    /** Whether there is a debugger that asks. */
    boolean isHeld() {
        return hold.get() != null;
    }

    @Override
    public void run() {
        boolean goesOn = true;
        while (goesOn && isHeld()) {
            String asked = next();
            if (asked != null) {
                goesOn = carryOut(asked);
            }
        }
        // What goes on, and prints, prints where the program does; and nothing of ours is kept by a class that stays.
        consoles.forEach(console -> connect(console, System.out));
    }

    /** Has a console print to the debugger. */
    private void print(Class<?> console) {
        consoles.add(console);
        connect(console, printer);
    }

    private static void connect(Class<?> console, PrintStream stream) {
        try {
            Method to = console.getDeclaredMethod("to", PrintStream.class);
            to.setAccessible(true);
            to.invoke(null, stream);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(console.getName(), e);
        }
    }

    /** Each request comes with one interrupt, so that none of them is left for a snippet. */
    private synchronized String next() {
        try {
            wait(LOOK_MILLIS);
            return null;
        } catch (InterruptedException e) {
            byte[] asked = mail.take();
            if (asked == null) {
                answer("");
                return null;
            }
            return new String(asked, StandardCharsets.UTF_8);
        }
    }

    private boolean carryOut(String asked) {
        Work work = new Work(snippets, program, mail.objects(), this::print, asked);
        if (work.isEnd()) {
            answer(Work.STOPPED);
            return false;
        }
        Thread thread = new Thread(group, work, "jurigged-snippet");
        thread.setDaemon(true);
        thread.setContextClassLoader(snippets);
        worker = thread;
        thread.start();
        boolean left = false;
        while (!left && thread.isAlive()) {
            try {
                thread.join(PRINT_MILLIS);
                if (output.hand()) {
                    told();
                }
            } catch (InterruptedException e) {
                left = leave == work.number();
            }
        }
        worker = null;
        output.hand();
        found = work.found();
        answer(left ? Work.LEFT : work.outcome());
        return true;
    }

    private void answer(String text) {
        answer = text;
        answered++;
        told();
    }

    /** Is called when there is something for the debugger. */
    private static void told() {
        // Its breakpoint is here.
    }
}
