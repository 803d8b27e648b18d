package org.jurigged.controller.guest;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/**
 * One request: its first word is a number, the second says what to do.
 *
 * <p>{@code load NAME CLASSFILE …}, {@code invoke CLASS METHOD}, {@code value CLASS FIELD}, {@code path URL},
 * {@code find NAME}, {@code class NAME}, {@code bind NUMBER CLASS FIELD …}, {@code forget}, {@code console CLASS}, {@code end}. The
 * outcome begins with one of the words below.
 */
public final class Work implements Runnable {
    /** The work was done; the value follows, if there is one. */
    public static final String DONE = "done";

    /** It threw what follows: the class, the message and the stack trace of each of a chain of causes. */
    public static final String THROWN = "thrown";

    /** It needs a declaration that is missing; the id of the snippet and a stack trace follow. */
    public static final String UNRESOLVED = "unresolved";

    /** It could not be begun; the reason follows. */
    public static final String FAILED = "failed";

    /** It was made to end. */
    public static final String STOPPED = "stopped";

    /** It doesn't end, and is no longer waited for. */
    public static final String LEFT = "left";

    private final SnippetLoader snippets;
    private final ClassLoader program;
    private final Object[] objects;
    private final Consumer<Class<?>> consoles;
    private final int number;
    private final List<String> words;
    private volatile String outcome;
    private volatile Class<?> found;

    Work(SnippetLoader snippets, ClassLoader program, Object[] objects, Consumer<Class<?>> consoles, String asked) {
        this.snippets = snippets;
        this.program = program;
        this.objects = objects;
        this.consoles = consoles;
        List<String> all = Words.from(asked);
        this.number = Integer.parseInt(all.get(0));
        this.words = all.subList(1, all.size());
    }

    int number() {
        return number;
    }

    boolean isEnd() {
        return words.get(0).equals("end");
    }

    String outcome() {
        String known = outcome;
        return known == null ? STOPPED : known;
    }

    Class<?> found() {
        return found;
    }

    @Override
    public void run() {
        try {
            outcome = Words.of(carryOut());
        } catch (Stopped e) {
            outcome = STOPPED;
        } catch (Throwable e) {
            outcome = Words.of(List.of(FAILED, describe(e)));
        }
    }

    private List<String> carryOut() throws Throwable {
        switch (words.get(0)) {
            case "load":
                for (int i = 1; i < words.size(); i += 2) {
                    snippets.define(words.get(i), Base64.getDecoder().decode(words.get(i + 1)));
                }
                return List.of(DONE);
            case "invoke":
                return called(method(type(), words.get(2)));
            case "value":
                return value();
            case "path":
                snippets.add(words.get(1));
                return List.of(DONE);
            case "find":
                return List.of(DONE, linked(Class.forName(words.get(1), false, program)));
            case "bind":
                bind();
                return List.of(DONE);
            case "forget":
                Arrays.fill(objects, null);
                return List.of(DONE);
            case "console":
                consoles.accept(type());
                return List.of(DONE);
            case "class":
                found = Class.forName(words.get(1), false, snippets);
                return List.of(DONE);
            default:
                throw new NoSuchMethodError(words.get(0));
        }
    }

    /** Links a class and doesn't initialise it: the JVM does before it lists a class's members. */
    private static String linked(Class<?> type) {
        int members = type.isInterface() ? type.getMethods().length : type.getConstructors().length;
        return type.getName() + " " + members;
    }

    private void bind() throws ReflectiveOperationException {
        for (int i = 1; i < words.size(); i += 3) {
            Field field = Class.forName(words.get(i + 1), true, snippets).getDeclaredField(words.get(i + 2));
            field.setAccessible(true);
            field.set(null, objects[Integer.parseInt(words.get(i))]);
        }
    }

    private Class<?> type() throws ClassNotFoundException {
        return Class.forName(words.get(1), true, snippets);
    }

    private static Method method(Class<?> type, String name) throws NoSuchMethodException {
        Method method = type.getDeclaredMethod(name);
        method.setAccessible(true);
        return method;
    }

    private List<String> called(Method method) throws Throwable {
        try {
            return done(Values.text(method.invoke(null)));
        } catch (InvocationTargetException e) {
            return thrown(e.getCause());
        } catch (ExceptionInInitializerError e) {
            return thrown(e);
        }
    }

    private List<String> value() throws Throwable {
        try {
            Field field = type().getDeclaredField(words.get(2));
            field.setAccessible(true);
            return done(Values.text(field.get(null)));
        } catch (Stopped | ReflectiveOperationException e) {
            throw e;
        } catch (Throwable e) {
            // Its toString threw.
            return thrown(e);
        }
    }

    private static List<String> done(String value) {
        return List.of(DONE, value);
    }

    private static List<String> thrown(Throwable e) {
        if (e instanceof Stopped) {
            return List.of(STOPPED);
        }
        List<String> told = new ArrayList<>();
        if (e instanceof Unresolved) {
            told.add(UNRESOLVED);
            told.add(Integer.toString(((Unresolved) e).id()));
            addStack(told, e);
            return told;
        }
        told.add(THROWN);
        List<Throwable> seen = new ArrayList<>();
        Throwable next = e;
        while (next != null && !seen.contains(next)) {
            seen.add(next);
            told.add(next.getClass().getName());
            told.add(message(next));
            addStack(told, next);
            next = next.getCause();
        }
        return told;
    }

    private static void addStack(List<String> told, Throwable e) {
        StackTraceElement[] frames = e.getStackTrace();
        told.add(Integer.toString(frames.length));
        for (StackTraceElement frame : frames) {
            told.add(Words.of(Arrays.asList(
                    frame.getClassLoaderName(),
                    frame.getModuleName(),
                    frame.getModuleVersion(),
                    frame.getClassName(),
                    frame.getMethodName(),
                    frame.getFileName(),
                    Integer.toString(frame.getLineNumber()))));
        }
    }

    private static String message(Throwable e) {
        try {
            return e.getMessage();
        } catch (Throwable other) {
            return null;
        }
    }

    private static String describe(Throwable e) {
        String message = message(e);
        return e.getClass().getName() + (message == null ? "" : ": " + message);
    }
}
