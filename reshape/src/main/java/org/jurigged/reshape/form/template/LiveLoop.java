package org.jurigged.reshape.form.template;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/**
 * Runs a method again and again in the thread that called it, for as long as a debugger wants. Goes into {@code java.lang}.
 *
 * <p>A looped method asks {@link #enter} first; where the answer is yes it has {@link #drive} call it anew, with the same
 * arguments, and returns what that returns. After each run the thread comes to {@link #held}, where a debugger stops it and
 * says in {@link #decision} how it goes on. Without one the first outcome is the method's.
 */
public final class LiveLoop {
    /** A method is as it always was. */
    private static final int OFF = 0;
    /** It waits after each run. */
    private static final int ALWAYS = 1;

    private static final int GO_ON = 0;
    private static final int AGAIN = 1;

    private static final Lookup TRUSTED = trusted();
    private static final ThreadLocal<LiveLoop> RUNS = new ThreadLocal<>();

    /** Counts the saves that went live, so that it is known of each run which of them it may lack. */
    @SuppressWarnings("PublicField") // a debugger writes it
    public static volatile int round;

    /** Whether output is kept until the method returns. */
    @SuppressWarnings("PublicField") // a debugger writes it
    public static volatile boolean withholds;

    private static volatile int[] modes = {};

    private final int id;
    private final LiveLoop outer;
    private final LiveLoopText out = new LiveLoopText();
    private final LiveLoopText err = new LiveLoopText();
    private boolean isDescribing;
    private int number;
    private int begun;
    private long nanos;
    private Object result;
    private Throwable thrown;

    /** What becomes of the thread; written by a debugger that holds it. */
    private volatile int decision;

    private LiveLoop(int id, LiveLoop outer) {
        this.id = id;
        this.outer = outer;
    }

    private static Lookup trusted() {
        try {
            Field field = Lookup.class.getDeclaredField("IMPL_LOOKUP");
            field.setAccessible(true);
            return (Lookup) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("IMPL_LOOKUP", e);
        }
    }

    /** Says how methods are looped, by their numbers: 0 not, 1 always, 2 when they throw. */
    public static void modes(String numbers) {
        String[] words = numbers.split(" ");
        int[] all = new int[words.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = Integer.parseInt(words[i]);
        }
        modes = all;
    }

    /** Whether a call of this method is to be looped: it is wanted, and isn't made by a run of its own loop. */
    public static boolean enter(int id) {
        int[] all = modes;
        if (id >= all.length || all[id] == OFF) {
            return false;
        }
        for (LiveLoop run = RUNS.get(); run != null; run = run.outer) {
            if (run.id == id || run.isDescribing) {
                return false;
            }
        }
        return true;
    }

    /** Returns the innermost run of this thread; null if there is none. */
    static LiveLoop current() {
        return RUNS.get();
    }

    /**
     * Calls a method until it may return.
     *
     * @param id its number
     * @param host the class that has it
     * @param special whether it has a receiver, the first of the arguments
     */
    public static Object drive(
            int id, Class<?> host, String name, String descriptor, boolean special, Object[] arguments)
            throws Throwable {
        MethodHandle method = handle(host, name, descriptor, special);
        LiveLoop loop = new LiveLoop(id, RUNS.get());
        RUNS.set(loop);
        try {
            do {
                loop.run(method, arguments);
            } while (loop.isAgain(host, name, descriptor));
        } finally {
            if (loop.outer == null) {
                RUNS.remove();
            } else {
                RUNS.set(loop.outer);
            }
        }
        if (loop.thrown != null) {
            throw loop.thrown;
        }
        return loop.result;
    }

    private static MethodHandle handle(Class<?> host, String name, String descriptor, boolean special)
            throws ReflectiveOperationException {
        MethodType type = MethodType.fromMethodDescriptorString(descriptor, host.getClassLoader());
        MethodHandle method = special
                ? TRUSTED.findSpecial(host, name, type, host)
                : TRUSTED.in(host).findStatic(host, name, type);
        return method.asFixedArity()
                .asSpreader(Object[].class, method.type().parameterCount())
                .asType(MethodType.methodType(Object.class, Object[].class));
    }

    private void run(MethodHandle method, Object[] arguments) {
        number++;
        result = null;
        thrown = null;
        out.clear();
        err.clear();
        begun = round;
        // What is held back stays with us only if the next outcome may be another one.
        boolean keeps = withholds && modes[id] == ALWAYS;
        out.keep(keeps);
        err.keep(keeps);
        LiveLoopOut.begin();
        long start = System.nanoTime();
        try {
            result = (Object) method.invokeExact(arguments);
        } catch (Throwable e) {
            thrown = e;
        } finally {
            nanos = System.nanoTime() - start;
            LiveLoopOut.end();
        }
    }

    private boolean isAgain(Class<?> host, String name, String descriptor) {
        int mode = modes[id];
        decision = GO_ON;
        if (mode == ALWAYS || (mode != OFF && thrown != null)) {
            held(this, report(host, name, descriptor));
        }
        if (decision == AGAIN) {
            return true;
        }
        pass(false, out.held());
        pass(true, err.held());
        return false;
    }

    private String report(Class<?> host, String name, String descriptor) {
        isDescribing = true;
        try {
            LiveLoopReport report = new LiveLoopReport()
                    .add(Integer.toString(id))
                    .add(host.getName())
                    .add(name)
                    .add(descriptor)
                    .add(Integer.toString(number))
                    .add(Integer.toString(begun))
                    .add(Long.toString(nanos))
                    .add(out.last())
                    .add(err.last());
            return thrown == null
                    ? report.value(result, descriptor.endsWith(")V")).text()
                    : report.thrown(thrown, LiveLoop.class.getName()).text();
        } finally {
            isDescribing = false;
        }
    }

    /** Where a debugger stops the thread, reads the report and writes the decision. */
    @SuppressWarnings("UnusedVariable") // the debugger reads them
    private static void held(LiveLoop loop, String report) {}

    /** Takes what the run writes to {@code System.out} or {@code System.err}. */
    void written(boolean isErr, byte[] bytes, int from, int length) {
        LiveLoopText text = isErr ? err : out;
        byte[] passing = text.add(bytes, from, length);
        if (passing != null) {
            pass(isErr, passing);
        }
    }

    /** Hands output on to the loop around this one, or to the program's own stream. */
    private void pass(boolean isErr, byte[] bytes) {
        if (outer != null) {
            outer.written(isErr, bytes, 0, bytes.length);
        } else {
            LiveLoopOut.pass(isErr, bytes);
        }
    }
}
