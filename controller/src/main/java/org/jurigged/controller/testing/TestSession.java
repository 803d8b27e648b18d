package org.jurigged.controller.testing;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jurigged.controller.Event;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.session.AppliedSave;
import org.jurigged.controller.session.LiveSession;
import org.jurigged.controller.session.SessionOptions;
import org.jurigged.controller.target.Target;

/**
 * Runs a module's tests once, and again those that a save may have changed the result of, in a JVM that is kept and made live.
 *
 * <p>Where the JVM can't take a save, or would show tests something else of a class than a fresh one, it is started anew.
 */
public final class TestSession implements AutoCloseable {
    private static final long CONFORM_SECONDS = 5;

    private final boolean isOnce;
    private final SessionOptions sessionOptions;
    private final Consumer<Event> listener;
    private final TestJvm.Source jvms;
    private final Affected affected = new Affected();
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    /** What failed when it ran last, by class. */
    private final TreeMap<String, Set<String>> failing = new TreeMap<>();

    private LiveSession session;
    private TestJvm jvm;

    private TestSession(
            boolean isOnce,
            SessionOptions sessionOptions,
            Function<TestSession, TestJvm.Source> jvms,
            Consumer<Event> listener) {
        this.isOnce = isOnce;
        this.sessionOptions = sessionOptions;
        this.listener = listener;
        this.jvms = jvms.apply(this);
    }

    /** Something to be done by the thread that runs the tests. */
    private sealed interface Order {
        /** A save is live. */
        record Saved(AppliedSave save) implements Order {}

        /** The JVM doesn't take a save. */
        record Refused(String why) implements Order {}

        /** There is nothing more to do. */
        record End() implements Order {}
    }

    /** Opens a session for the module in the options' directory; no test runs yet. */
    public static TestSession open(SessionOptions session, TestOptions options, Consumer<Event> listener)
            throws JuriggedException {
        TestProgram program = TestProject.of(session.directory(), options.java(), options.jvmOptions(), listener);
        return new TestSession(options.once(), session, own -> new OwnJvm.Starting(program, own::join), listener);
    }

    /**
     * Opens a session for tests that have run in a JVM which asked for it; it attaches when it runs.
     *
     * @param pid the JVM's process id
     * @param answers what the JVM says; at its end the session ends
     * @param orders where the JVM reads
     */
    public static TestSession of(
            SessionOptions session, long pid, InputStream answers, OutputStream orders, Consumer<Event> listener) {
        return new TestSession(
                false, session, own -> new AskingJvm.Attaching(pid, answers, orders, own::join, own::end), listener);
    }

    /**
     * Runs all tests, unless they have run, and then what saves ask for until {@link #end()}.
     *
     * @return whether every test succeeded when it ran last
     */
    public boolean run() throws JuriggedException {
        session = LiveSession.open(sessionOptions, List.of(), this::heard);
        session.onApplied(save -> orders.add(new Order.Saved(save)));
        jvm = jvms.next();
        if (jvms.isRenewable()) {
            runAll(System.nanoTime());
        } else {
            session.done().join();
            if (session.infos().isEmpty()) {
                throw new JuriggedException("The tests' JVM did not become live.");
            }
            jvm.channel().tellClasses(new TestRun(listener, affected, failing, System.nanoTime()));
        }
        if (!isOnce) {
            serve();
        }
        return failing.isEmpty();
    }

    private void join(Target target) {
        session.add(target);
    }

    /** Has {@link #run()} return when the tests that are running have ended. */
    public void end() {
        orders.add(new Order.End());
    }

    private void heard(Event event) {
        listener.accept(event);
        if (event instanceof Event.Refused refused) {
            orders.add(new Order.Refused(refused.code() + " " + refused.definition()));
        }
    }

    private void serve() throws JuriggedException {
        try {
            for (List<Order> next = next(); next.stream().noneMatch(Order.End.class::isInstance); next = next()) {
                obey(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for an order; what has come meanwhile is done with it. */
    private List<Order> next() throws InterruptedException {
        List<Order> next = new ArrayList<>();
        next.add(orders.take());
        orders.drainTo(next);
        return next;
    }

    private void obey(List<Order> next) throws JuriggedException {
        Set<String> classes = new LinkedHashSet<>();
        Set<String> reasons = new TreeSet<>();
        boolean all = false;
        long start = Long.MAX_VALUE;
        for (Order order : next) {
            if (order instanceof Order.Saved saved) {
                start = Math.min(start, saved.save().startNanos());
                classes.addAll(classesOf(saved.save()));
                saved.save().reshaped().forEach(name -> reasons.add("reflection shows another " + name));
                awaitConformed(saved.save());
            } else if (order instanceof Order.Refused refused) {
                reasons.add("it doesn't take " + refused.why());
                all = true;
            }
        }
        if (!reasons.isEmpty()) {
            renew(String.join(", ", reasons));
        }
        if (all && jvms.isRenewable()) {
            runAll(System.nanoTime());
        } else {
            run(new ArrayList<>(classes), start);
        }
    }

    private List<String> classesOf(AppliedSave save) {
        for (String changed : save.changed()) {
            if (!changed.contains("$") && jvms.isRenewable()) {
                affected.note(changed, jvms.isTest(changed));
            }
        }
        failing.keySet().removeIf(name -> !affected.has(name));
        return affected.by(save);
    }

    private static void awaitConformed(AppliedSave save) {
        try {
            save.conformed().get(CONFORM_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // It is told of, as everything about it.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("never fails", e);
        }
    }

    /** Starts the JVM anew; says that a person has to, where that is the one who started it. */
    private void renew(String why) throws JuriggedException {
        if (!jvms.isRenewable()) {
            listener.accept(new Event.Note("For all of this save, start the run anew: " + why));
            return;
        }
        listener.accept(new Event.TestsRestarted(why));
        jvm.close();
        session.build().join();
        jvm = jvms.next();
    }

    private void runAll(long start) throws JuriggedException {
        failing.clear();
        tell(start, run -> jvm.channel().runAll(run));
    }

    private void run(List<String> classes, long start) throws JuriggedException {
        if (classes.isEmpty()) {
            return;
        }
        classes.forEach(failing::remove);
        tell(start, run -> jvm.channel().run(classes, run));
    }

    private interface Running {
        void with(TestRun run) throws JuriggedException;
    }

    private void tell(long start, Running running) throws JuriggedException {
        TestRun run = new TestRun(listener, affected, failing, start);
        try {
            running.with(run);
        } catch (TestChannel.Ended e) {
            if (orders.stream().anyMatch(Order.End.class::isInstance)) {
                // Ctrl-C ends the JVM of the tests as well.
                return;
            }
            listener.accept(new Event.Trouble(e.getMessage(), e));
            failing.computeIfAbsent("", name -> new TreeSet<>()).add("the JVM ended");
            if (!isOnce && jvms.isRenewable()) {
                jvm.close();
                jvm = jvms.next();
            }
        }
        listener.accept(run.summary());
    }

    @Override
    public void close() {
        if (jvm != null) {
            jvm.close();
        }
        if (session != null) {
            session.close();
        }
        jvms.close();
    }
}
