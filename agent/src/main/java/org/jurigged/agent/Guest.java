package org.jurigged.agent;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What runs snippets in the program: classes that the controller brings along, in a class loader of their own, so that they stay
 * for as long as a snippet's object does, and none of ours with them. Spoken to by their fields, as a debugger does it; the
 * controller's {@code guest.Prompt} says what each means.
 */
final class Guest {
    private static final long PAUSE_MILLIS = 1;

    private final Platform platform;
    private final Object prompt;
    private final Object mail;
    private final Object output;
    /** The prompt waits for as long as this is referred to. */
    private volatile Object hold;

    private int letters;
    private long taken;

    private Guest(Platform platform, Object hold) throws ReflectiveOperationException {
        this.platform = platform;
        this.hold = hold;
        this.prompt = get(hold, "prompt");
        this.mail = get(prompt, "mail");
        this.output = get(prompt, "output");
    }

    /**
     * Begins.
     *
     * @param nest the class that loads the others
     * @param others all of these, as it wants them
     * @param neighbour a class of the loader whose classes snippets see; null for the program's own
     */
    static Guest open(Platform platform, byte[] nest, long[] others, Class<?> neighbour) throws Throwable {
        Class<?> type = platform.define(platform.newLoader(), null, nest, null);
        type.getMethod("begin").invoke(null);
        Object classes = field(type, "classes").get(null);
        System.arraycopy(others, 0, classes, 0, others.length);
        return new Guest(platform, type.getMethod("open", Object.class).invoke(null, neighbour));
    }

    private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static Object get(Object object, String name) throws ReflectiveOperationException {
        return field(object.getClass(), name).get(object);
    }

    private static void set(Object object, String name, Object value) throws ReflectiveOperationException {
        field(object.getClass(), name).set(object, value);
    }

    /** Asks for something; {@link #await} tells what comes of it. */
    synchronized void ask(byte[] text) throws ReflectiveOperationException, InterruptedException {
        long[] letter = (long[]) get(mail, "letter");
        int size = letter.length * Long.BYTES;
        for (int from = 0; from < text.length; from += size) {
            int length = Math.min(size, text.length - from);
            write(letter, text, from, length);
            set(mail, "goesOn", from + length < text.length);
            set(mail, "length", length);
            letters++;
            ((Thread) get(prompt, "waiting")).interrupt();
            while (from + length < text.length && !isAnswered() && hold != null) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static void write(long[] letter, byte[] text, int from, int length) {
        Arrays.fill(letter, 0);
        for (int i = 0; i < length; i++) {
            letter[i / Long.BYTES] |= (text[from + i] & 0xFFL) << (Byte.SIZE * (Long.BYTES - 1 - i % Long.BYTES));
        }
    }

    private boolean isAnswered() throws ReflectiveOperationException {
        return (Integer) get(prompt, "answered") == letters;
    }

    /** Waits until something was printed, or until what was asked for last is done: tells whether, what, and the outcome. */
    synchronized void await(Wire.Message out) throws ReflectiveOperationException, InterruptedException {
        boolean isDone = isAnswered();
        String printed = printed();
        while (!isDone && printed.isEmpty() && hold != null) {
            Thread.sleep(PAUSE_MILLIS);
            isDone = isAnswered();
            printed = printed();
        }
        Object answer = isDone ? get(prompt, "answer") : null;
        out.add(isDone)
                .add(printed.getBytes(StandardCharsets.ISO_8859_1))
                .add(answer != null)
                .add(answer == null ? "" : answer.toString());
    }

    private String printed() throws ReflectiveOperationException {
        StringBuilder text = new StringBuilder();
        for (Object chunk = get(output, "first"); chunk != null; chunk = get(chunk, "next")) {
            long end = (Long) get(chunk, "end");
            if (end > taken) {
                taken = end;
                text.append(get(chunk, "text"));
            }
        }
        set(output, "taken", taken);
        return text.toString();
    }

    /** Returns the class that was asked for last; null if there is none. */
    Class<?> found() throws ReflectiveOperationException {
        return (Class<?>) get(prompt, "found");
    }

    /** Interrupts the snippet that runs; false if there is none, or none yet. */
    boolean interrupt() throws ReflectiveOperationException {
        Thread worker = (Thread) get(prompt, "worker");
        if (worker != null) {
            worker.interrupt();
        }
        return worker != null;
    }

    /** Has the snippet that runs throw, if its JVM can do that. */
    void stop() throws ReflectiveOperationException {
        Thread worker = (Thread) get(prompt, "worker");
        if (worker != null) {
            platform.stop(worker, (Throwable) get(prompt, "stop"));
        }
    }

    /** Has a request no longer be waited for. */
    void leave(int number) throws ReflectiveOperationException {
        set(prompt, "leave", number);
        ((Thread) get(prompt, "waiting")).interrupt();
    }

    /** Lets go of it: nobody waits for it any more, and it ends by itself. */
    void close() {
        hold = null;
    }
}
