package org.jurigged.controller.target;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.guest.Words;
import org.jurigged.reshape.CallText;

/**
 * Runs snippets in a JVM, each on a thread of its own there; see {@link org.jurigged.controller.guest.Prompt} for the other
 * side.
 *
 * <p>One snippet runs at a time; {@link #stop()} may be called meanwhile by another thread. What the methods return says what
 * became of it, see {@link SnippetOutcome#read}.
 */
public abstract class Snippets implements AutoCloseable {
    private static final long STOP_MILLIS = 300;
    private static final long WORKER_MILLIS = 10;
    private static final long LEAVE_MILLIS = 3_000;

    private final String label;
    private volatile int number;
    private volatile boolean running;
    private volatile boolean stopping;
    private volatile boolean closed;

    /** @param label names the JVM in messages */
    Snippets(String label) {
        this.label = label;
    }

    /** Has a request, which has its number in it, carried out; returns the outcome. */
    abstract String carryOut(byte[] request) throws JuriggedException;

    /** Interrupts the snippet that runs; false if there is none, or none yet. */
    abstract boolean interrupt() throws JuriggedException;

    /** Has the snippet throw that was interrupted last, if its JVM can do that. */
    abstract void throwStop() throws JuriggedException;

    /** Has a request no longer be waited for. */
    abstract void leave(int request) throws JuriggedException;

    /** Whether the JVM is gone. */
    abstract boolean isGone();

    /** Lets go of what runs snippets, which has ended. */
    abstract void letGo() throws JuriggedException;

    /** Redefines classes of snippets; throws {@link TargetException.Refused} if the JVM won't. */
    public abstract void redefine(Map<String, byte[]> classes) throws JuriggedException;

    /** Defines classes for snippets. */
    public final String load(Map<String, byte[]> classes) throws JuriggedException {
        List<String> words = new ArrayList<>(List.of("load"));
        for (String name : ClassDefiner.supersFirst(classes)) {
            words.add(name);
            words.add(CallText.of(classes.get(name)));
        }
        return ask(words);
    }

    /** Calls a static method without parameters. */
    public final String invoke(String className, String method) throws JuriggedException {
        return ask(List.of("invoke", className, method));
    }

    /** Reads a static field. */
    public final String value(String className, String field) throws JuriggedException {
        return ask(List.of("value", className, field));
    }

    /** Lets snippets see the classes of one more place. */
    public final String addToClassPath(String url) throws JuriggedException {
        return ask(List.of("path", url));
    }

    /** Has a class of the program loaded, not initialised. */
    public final String find(String className) throws JuriggedException {
        return ask(List.of("find", className));
    }

    /**
     * Reads the fields of what a static field of a snippet's class has.
     *
     * @param name what the lines call it
     * @param declared gives the fields that a class has by its latest source; empty where that isn't known
     */
    public abstract List<String> inspect(
            String className, String field, String name, int depth, Function<String, Optional<Set<String>>> declared)
            throws JuriggedException;

    /**
     * Looks for live objects and keeps the first ones for {@link #bind}.
     *
     * @return the number of those that are kept; then class names, each before its number of objects
     */
    public abstract List<String> instances(String typeName, int most) throws JuriggedException;

    /**
     * Looks where a thread is held, and is about that frame's variables from then on.
     *
     * @param isOwn whether a class is the program's own, by binary name
     */
    public abstract HeldPlace look(String thread, Predicate<String> isOwn) throws JuriggedException;

    /** Puts the frame's values into static fields of snippets' classes; of each variable its name, class and field. */
    public abstract void fetch(List<String> places) throws JuriggedException;

    /**
     * Puts what snippets have assigned to such fields into the frame.
     *
     * @return a sentence for each variable that could not be set
     */
    public abstract List<String> store(List<String> places) throws JuriggedException;

    /** Says where snippets' {@code System.out} is, for those that are in the program's own loader. */
    public final String console(String className) throws JuriggedException {
        return ask(List.of("console", className));
    }

    /** Puts an object that is kept into a static field of a snippet's class; a negative number forgets them all. */
    public final String bind(int number, String className, String field) throws JuriggedException {
        return ask(number < 0 ? List.of("forget") : List.of("bind", Integer.toString(number), className, field));
    }

    /** Carries out a request of these words, and returns what became of it. */
    final synchronized String ask(List<String> words) throws JuriggedException {
        List<String> request = new ArrayList<>(List.of(Integer.toString(++number)));
        request.addAll(words);
        try {
            stopping = false;
            running = true;
            return carryOut(Words.of(request).getBytes(StandardCharsets.UTF_8));
        } finally {
            running = false;
        }
    }

    /** Makes the snippet that runs end: interrupts it, then has it throw, then goes on without it. */
    public final void stop() throws JuriggedException {
        if (!running || stopping) {
            return;
        }
        stopping = true;
        if (!interruptOnceItRuns()) {
            return;
        }
        if (!isOver(STOP_MILLIS)) {
            throwStop();
        }
        if (!isOver(LEAVE_MILLIS)) {
            leave(number);
        }
    }

    /** Its thread may be about to be started. */
    private boolean interruptOnceItRuns() throws JuriggedException {
        do {
            if (interrupt()) {
                return true;
            }
        } while (!isOver(WORKER_MILLIS));
        return false;
    }

    private boolean isOver(long millis) throws JuriggedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            while (running && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            return !running;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("Stopping a snippet in " + label + " was interrupted.", e);
        }
    }

    /** Whether the snippet was made to end. */
    public final boolean wasStopped() {
        return stopping;
    }

    /** Ends it; what runs then is stopped. Nothing of ours stays in the program but what still refers to snippets. */
    @Override
    public final void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            stop();
            if (!isGone()) {
                ask(List.of("end"));
                letGo();
            }
        } catch (JuriggedException e) {
            // It is gone, and everything with it.
            return;
        }
    }
}
