package org.jurigged.reshape.form.template;

import java.util.TimerTask;

/**
 * A call that a timer's thread makes by itself, as any code of the program, while no debugger holds it: for what loads
 * classes or runs the program's own code. Goes into {@code java.lang}.
 *
 * <p>A thread on which a debugger calls a method is inside of the debug agent's event callback. When the JVM begins to end
 * and that thread is in another event by then, because a class was loaded, or itself calls {@code System.exit}, it and the
 * agent wait for each other for ever.
 */
public final class LiveTask extends TimerTask {
    private static final int LONGEST = 2_000;

    private final String method;
    private final Object[] with;
    private final long number;

    /** What the call returned; null as long as it hasn't. */
    private Object result;
    /** What it threw, in its own words; null if nothing. */
    private String thrown;

    /** @param method one of those named in this class */
    LiveTask(String method, Object[] with, long number) {
        this.method = method;
        this.with = with;
        this.number = number;
    }

    @Override
    public void run() {
        // The interrupt that woke the thread may have come twice; it is none of the program's.
        Thread.interrupted();
        try {
            result = call();
        } catch (Throwable e) {
            thrown = describe(e);
        }
    }

    private static String describe(Throwable e) {
        try {
            String text = e.toString();
            return text == null ? e.getClass().getName() : text;
        } catch (Throwable other) {
            return e.getClass().getName();
        }
    }

    private Object call() throws Throwable {
        switch (method) {
            case "prepare":
                return LiveEnums.prepare(type(0), text(1), text(2), (Object[]) with[3], (Object[]) with[4], with[5]);
            case "conform":
                return LiveCalls.conform(type(0), (Object[]) with[1], text(2), (Object[]) with[3]);
            case "describe":
                return described(with[0]);
            case "link":
                return LiveCalls.link(type(0));
            case "instance":
                return LiveCalls.instance(type(0), text(1));
            default:
                act();
                return null;
        }
    }

    /** An object's own text, cut to what a person reads. */
    private static String described(Object value) {
        String text;
        if (value != null && value.getClass().isArray()) {
            text = java.util.Arrays.deepToString(new Object[] {value});
            text = text.substring(1, text.length() - 1);
        } else {
            text = String.valueOf(value);
        }
        if (text == null) {
            return value.getClass().getName();
        }
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private void act() throws Throwable {
        switch (method) {
            case "define":
                LiveCalls.define(type(0), text(1), (Object[]) with[2]);
                break;
            case "initialise":
                LiveCalls.initialise(type(0), text(1));
                break;
            case "run":
                LiveCalls.run(type(0), text(1), text(2));
                break;
            case "create":
                LiveCalls.create(type(0), text(1), (Object[]) with[2], (int) number);
                break;
            case "put":
                LiveCalls.put(type(0), text(1), number, text(2));
                break;
            default:
                throw new NoSuchMethodError(method);
        }
    }

    private Class<?> type(int at) {
        return (Class<?>) with[at];
    }

    private String text(int at) {
        return (String) with[at];
    }
}
