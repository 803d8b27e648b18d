package moves;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** What the loops have said, and the gates that each of their turns passes. */
public class Turns {
    static final Map<String, StringBuffer> SAID = new ConcurrentHashMap<>();
    static final Map<String, Semaphore> GATES = new ConcurrentHashMap<>();

    interface Body {
        void run() throws Exception;
    }

    static void say(String what) {
        SAID.computeIfAbsent(name(), n -> new StringBuffer()).append(what).append(' ');
    }

    static void pass() {
        gate(name()).acquireUninterruptibly();
    }

    private static String name() {
        return Thread.currentThread().getName();
    }

    static Semaphore gate(String name) {
        return GATES.computeIfAbsent(name, n -> new Semaphore(0));
    }

    static void start(String name, Body body) {
        Thread thread = new Thread(() -> {
            try {
                body.run();
                say("END");
            } catch (Exception e) {
                say("THREW " + e);
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
    }

    public static String release(String names, String permits) {
        for (String name : names.split(",")) {
            gate(name).release(Integer.parseInt(permits));
        }
        return "";
    }

    /** Lets those turn once that wait for it; no one gets ahead of who watches. */
    public static String turn(String names) {
        for (String name : names.split(",")) {
            Semaphore gate = gate(name);
            gate.release(gate.availablePermits() == 0 ? gate.getQueueLength() : 0);
        }
        return "";
    }

    public static String said(String name) {
        StringBuffer said = SAID.get(name);
        return said == null ? "" : said.toString();
    }

    public static String isWaiting(String names) {
        return String.valueOf(
                Stream.of(names.split(",")).allMatch(name -> gate(name).hasQueuedThreads()));
    }
}
