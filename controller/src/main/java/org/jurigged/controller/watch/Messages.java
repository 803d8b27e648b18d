package org.jurigged.controller.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.Consumer;

/** Words for the user, kept until the delivery thread hands them on. Confined to the watcher's lock. */
final class Messages {
    private final Deque<Consumer<WatchListener>> waiting = new ArrayDeque<>();
    private String told;

    void note(String note) {
        waiting.add(listener -> listener.onNote(note));
    }

    void problem(String problem) {
        waiting.add(listener -> listener.onProblem(problem));
    }

    /** Tells a problem unless it is the one that was told like this last; returns whether it is told. */
    boolean problemOnce(String problem) {
        boolean news = !problem.equals(told);
        if (news) {
            told = problem;
            problem(problem);
        }
        return news;
    }

    /** Notes that the problem which was told once is over: it would be news again. */
    void forgetProblem() {
        told = null;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes the oldest one, or null. */
    Consumer<WatchListener> take() {
        return waiting.poll();
    }

    static String polling(Duration every, String why) {
        double seconds = every.toMillis() / 1000.0;
        return String.format(Locale.ROOT, "Looking for changes every %s s: %s.", trim(seconds), why);
    }

    /** Says what kept the system from giving events, and what helps. */
    static String whyNoEvents(IOException e) {
        if (!SystemEvents.isLimit(e)) {
            return "the system gives no events (" + Looker.reason(e) + ")";
        }
        boolean instances = String.valueOf(e.getMessage()).contains("instances");
        return instances
                ? "this user's limit of inotify instances is reached (fs.inotify.max_user_instances)"
                : "this user's limit of inotify watches is reached (raise fs.inotify.max_user_watches,"
                        + " or leave directories out with --exclude)";
    }

    private static String trim(double seconds) {
        return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
    }
}
