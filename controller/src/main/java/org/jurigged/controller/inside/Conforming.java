package org.jurigged.controller.inside;

import java.lang.invoke.MethodHandles.Lookup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Tells those who conform of a save, on a daemon thread of ours in the program that no debugger holds: one save after the
 * other. A thread that doesn't come back is left to itself, and the next save gets another. Idle, it ends.
 */
public final class Conforming implements Runnable {
    private static final String THREAD = "jurigged-conform";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long IDLE_SECONDS = 5;

    /** What was begun and not asked for yet is reachable from here, so that the controller can ask for it. */
    private static final Deque<Conforming> JOBS = new ArrayDeque<>();

    private static ThreadPoolExecutor threads;

    private News news;
    private final Map<String, Conformer> builtIn = new LinkedHashMap<>();
    private final List<Object[]> callers = new ArrayList<>();
    private volatile long begun;

    /** Who is being told. */
    volatile String doing = "";
    /** What came of it; null as long as it is under way. */
    volatile String report;

    private Conforming(News news) {
        this.news = news;
    }

    /**
     * Begins to tell of a save.
     *
     * @param changed the classes
     * @param text lines: whether resources were saved; the numbers, from 0, of the classes of which reflection shows something
     *     else; the names of the built-in conformers that are on; then what each of the values is: a letter and a name
     * @param values by their letters: {@code T} a class of a library, {@code O} an object of it, {@code D} a detail for a
     *     built-in conformer, {@code C} an array with a caller and the objects to call on, or null for a static method
     * @return the job, whose {@code report} is set in the end
     */
    public static Object start(Lookup trusted, Object[] changed, String text, Object[] values) {
        Conforming job = read(new Reflect(trusted), changed, text.split("\n", -1), values);
        synchronized (JOBS) {
            if (threads == null || isStuck()) {
                threads = new ThreadPoolExecutor(
                        1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Conforming::thread);
                threads.allowCoreThreadTimeOut(true);
            }
            JOBS.removeIf(done -> done.report != null);
            JOBS.add(job);
            threads.execute(job);
        }
        return job;
    }

    private static boolean isStuck() {
        boolean isStuck = false;
        for (Conforming job : JOBS) {
            isStuck |= job.report == null && job.begun != 0 && System.nanoTime() - job.begun > PATIENCE_NANOS;
        }
        if (isStuck) {
            JOBS.clear();
        }
        return isStuck;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, THREAD);
        thread.setDaemon(true);
        return thread;
    }

    private static Conforming read(Reflect reflect, Object[] changed, String[] lines, Object[] values) {
        Class<?>[] classes = Arrays.copyOf(changed, changed.length, Class[].class);
        Set<Class<?>> shapes = new LinkedHashSet<>();
        for (String number : words(lines[1])) {
            shapes.add(classes[Integer.parseInt(number)]);
        }
        Map<String, List<Class<?>>> types = new LinkedHashMap<>();
        Map<String, List<Object>> objects = new LinkedHashMap<>();
        Map<String, List<Object>> details = new LinkedHashMap<>();
        News news = new News(classes, shapes, lines[0].equals("true"), types, objects, details, reflect);
        Conforming job = new Conforming(news);
        for (String name : words(lines[2])) {
            job.builtIn.put(name, BuiltIns.named(name));
        }
        for (int i = 0; i < values.length; i++) {
            String name = lines[3 + i].substring(1);
            switch (lines[3 + i].charAt(0)) {
                case 'T' -> types.computeIfAbsent(name, n -> new ArrayList<>()).add((Class<?>) values[i]);
                case 'O' ->
                    objects.computeIfAbsent(name, n -> new ArrayList<>()).add(values[i]);
                case 'D' ->
                    details.computeIfAbsent(name, n -> new ArrayList<>()).add(values[i]);
                default -> job.callers.add(new Object[] {name, values[i]});
            }
        }
        return job;
    }

    private static String[] words(String line) {
        return line.isEmpty() ? new String[0] : line.split(",");
    }

    @Override
    public void run() {
        begun = System.nanoTime();
        Report told = new Report();
        try {
            for (Map.Entry<String, Conformer> conformer : builtIn.entrySet()) {
                doing = conformer.getKey();
                tell(conformer.getKey(), conformer.getValue(), told);
            }
            Set<String> own = new LinkedHashSet<>();
            callers.forEach(caller -> own.add((String) caller[0]));
            new Services(news, own).tell(told, who -> doing = who);
            for (Object[] caller : callers) {
                doing = (String) caller[0];
                call((String) caller[0], (Object[]) caller[1], told);
            }
        } finally {
            forget();
            report = told.toString();
        }
    }

    /** Who was told may be unloaded while the controller has yet to ask. */
    private void forget() {
        news = null;
        builtIn.clear();
        callers.clear();
        Thread.currentThread().setContextClassLoader(ClassLoader.getSystemClassLoader());
    }

    private void tell(String name, Conformer conformer, Report told) {
        try {
            String done = conformer.conform(news);
            if (!done.isEmpty()) {
                told.done(name, done);
            }
        } catch (Throwable e) {
            told.failed(name, e);
        }
    }

    @SuppressWarnings("unchecked") // the controller makes it so
    private void call(String className, Object[] with, Report told) {
        BiConsumer<Object, Object> caller = (BiConsumer<Object, Object>) with[0];
        Thread.currentThread().setContextClassLoader(caller.getClass().getClassLoader());
        int failed = 0;
        for (int i = 1; i < with.length; i++) {
            try {
                caller.accept(with[i], news.changed().clone());
            } catch (Throwable e) {
                failed++;
                if (failed == 1) {
                    told.failed(className, e);
                }
            }
        }
        if (failed == 0) {
            told.done(className, with.length > 2 ? (with.length - 1) + " objects" : "");
        }
    }
}
