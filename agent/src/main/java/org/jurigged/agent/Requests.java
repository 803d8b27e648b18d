package org.jurigged.agent;

import java.io.IOException;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Does what the controller asks for. */
final class Requests {
    private final Instrumentation instrumentation;
    private final Platform platform;
    private final Classes classes;
    private final Loads loads;
    private final Files files;

    Requests(Instrumentation instrumentation, Platform platform, Classes classes, Loads loads, Files files) {
        this.instrumentation = instrumentation;
        this.platform = platform;
        this.classes = classes;
        this.loads = loads;
        this.files = files;
    }

    /** A class that the controller knows is unloaded. */
    private static final class Unloaded extends Exception {
        private static final long serialVersionUID = 1L;

        Unloaded() {
            super("a class is unloaded");
        }
    }

    /** Answers a question; throws what the JVM or the program throws. */
    void answer(Wire.Frame in, Wire.Message out) throws Throwable {
        switch (in.kind) {
            case Protocol.INFO:
                info(out);
                break;
            case Protocol.CLASSES:
                classes.tell(in.readBoolean(), out);
                break;
            case Protocol.PLATFORM_CLASS:
                out.add(platformClass(in.readText()));
                break;
            case Protocol.SUPERTYPES:
                supertypes(type(in), out);
                break;
            case Protocol.INITIALISED:
                out.add(platform.isInitialised(type(in)));
                break;
            case Protocol.LOCATION:
                out.add(Loads.location(type(in).getProtectionDomain()));
                break;
            case Protocol.FILES:
                files(in, out);
                break;
            case Protocol.STACKS:
                Stacks.add(out, in.readTexts());
                break;
            case Protocol.KEPT:
                Kept.tell(in, classes, out);
                break;
            case Protocol.TELL:
                loads.tell(in.readTexts());
                break;
            default:
                act(in, out);
                break;
        }
    }

    private void act(Wire.Frame in, Wire.Message out) throws Throwable {
        switch (in.kind) {
            case Protocol.REDEFINE:
                out.add(redefine(in));
                break;
            case Protocol.LOAD:
                load(in.readTexts());
                break;
            case Protocol.DEFINE:
                define(in, out);
                break;
            case Protocol.HELPER:
                helper(in.readText(), in.readBytes());
                break;
            case Protocol.CALL:
                call(in);
                break;
            case Protocol.INITIALISE:
                ClassLoader loader = type(in).getClassLoader();
                for (String name : in.readTexts()) {
                    Class.forName(name, true, loader);
                }
                break;
            default:
                throw new IOException("unknown question " + in.kind);
        }
    }

    private Class<?> type(Wire.Frame in) throws IOException, Unloaded {
        Class<?> type = classes.get(in.readInt());
        if (type == null) {
            throw new Unloaded();
        }
        return type;
    }

    private void info(Wire.Message out) throws ReflectiveOperationException {
        out.add(platform.options());
        out.add(Modifier.isNative(Object.class.getMethod("hashCode").getModifiers()));
        for (String name :
                new String[] {"java.version", "java.home", "java.class.path", "user.dir", "jdk.module.path"}) {
            out.add(System.getProperty(name));
        }
    }

    private int platformClass(String name) {
        try {
            return classes.number(Class.forName(name, false, null));
        } catch (ClassNotFoundException e) {
            return 0;
        }
    }

    private static void supertypes(Class<?> type, Wire.Message out) {
        List<String> names = new ArrayList<>();
        for (Class<?> each : type.getInterfaces()) {
            names.add(each.getName());
        }
        if (type.isInterface()) {
            names.add("java.lang.Object");
        } else if (type.getSuperclass() != null) {
            names.add(type.getSuperclass().getName());
        }
        out.add(names);
    }

    private void files(Wire.Frame in, Wire.Message out) throws IOException {
        List<Class<?>> types = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            Class<?> type = classes.get(in.readInt());
            if (type != null && instrumentation.isModifiableClass(type)) {
                types.add(type);
            }
        }
        Map<Class<?>, byte[]> read = files.read(types);
        out.add(read.size());
        for (Map.Entry<Class<?>, byte[]> each : read.entrySet()) {
            out.add(classes.number(each.getKey())).add(each.getValue());
        }
    }

    private long redefine(Wire.Frame in) throws Throwable {
        List<ClassDefinition> definitions = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            Class<?> type = classes.get(in.readInt());
            byte[] bytes = in.readBytes();
            if (type != null) {
                definitions.add(new ClassDefinition(type, bytes));
            }
        }
        Worker thread = (Worker) Thread.currentThread();
        thread.redefines = true;
        long start = System.nanoTime();
        try {
            instrumentation.redefineClasses(definitions.toArray(new ClassDefinition[0]));
        } finally {
            thread.redefines = false;
        }
        return System.nanoTime() - start;
    }

    private void define(Wire.Frame in, Wire.Message out) throws Throwable {
        boolean before = in.readBoolean();
        int number = in.readInt();
        final List<String> names = new ArrayList<>();
        final List<byte[]> bytes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            names.add(in.readText());
            bytes.add(in.readBytes());
        }
        if (before) {
            defineBefore(loads.waiting(number), names, bytes, out);
            return;
        }
        Class<?> neighbour = classes.get(number);
        if (neighbour == null) {
            throw new Unloaded();
        }
        define(neighbour.getClassLoader(), neighbour.getProtectionDomain(), names, bytes, out);
    }

    /** Has the thread that is about to define a class define others first. */
    private void defineBefore(
            final Loading loading, final List<String> names, final List<byte[]> bytes, final Wire.Message out)
            throws Throwable {
        final FutureTask<Void> task = new FutureTask<>(new Callable<Void>() {
            @Override
            public Void call() throws Exception {
                try {
                    define(loading.loader, loading.domain, names, bytes, out);
                } catch (Exception | Error e) {
                    throw e;
                } catch (Throwable e) {
                    throw new InvocationTargetException(e);
                }
                return null;
            }
        });
        if (loading == null || !loading.submit(task)) {
            throw new IOException("the class was loaded before its neighbours were there");
        }
        try {
            task.get(Protocol.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private void define(
            ClassLoader loader, ProtectionDomain domain, List<String> names, List<byte[]> bytes, Wire.Message out)
            throws Throwable {
        out.add(names.size());
        for (int i = 0; i < names.size(); i++) {
            out.add(classes.number(define(loader, domain, names.get(i), bytes.get(i))));
        }
    }

    private Class<?> define(ClassLoader loader, ProtectionDomain domain, String name, byte[] bytes) throws Throwable {
        Worker thread = Thread.currentThread() instanceof Worker ? (Worker) Thread.currentThread() : null;
        if (thread != null) {
            thread.defines = name;
        }
        try {
            return platform.define(loader, name, bytes, domain);
        } finally {
            if (thread != null) {
                thread.defines = null;
            }
        }
    }

    private void load(List<String> names) {
        Worker thread = (Worker) Thread.currentThread();
        thread.loads = true;
        try {
            loadAll(names);
        } finally {
            thread.loads = false;
        }
    }

    private void loadAll(List<String> names) {
        for (String name : names) {
            for (ClassLoader loader : classes.neighbours(name)) {
                try {
                    Class.forName(name, false, loader);
                } catch (ClassNotFoundException | RuntimeException | LinkageError e) {
                    // The program would find out when it needs the class.
                    continue;
                }
            }
        }
    }

    private void helper(String name, byte[] bytes) throws Throwable {
        try {
            Class.forName(name, false, null);
        } catch (ClassNotFoundException e) {
            platform.define(null, name, bytes, null);
        }
    }

    /** Calls a method of a helper that takes a class, and then texts or a number before the last text. */
    private void call(Wire.Frame in) throws Throwable {
        Class<?> helper = Class.forName(in.readText(), true, null);
        String name = in.readText();
        Class<?> host = type(in);
        List<Object> arguments = new ArrayList<>();
        arguments.add(host);
        for (int left = in.readInt(); left > 0; left--) {
            switch (in.readByte()) {
                case Protocol.TEXT:
                    arguments.add(in.readText());
                    break;
                case Protocol.NUMBER:
                    arguments.add(in.readLong());
                    break;
                default:
                    arguments.add(null);
                    break;
            }
        }
        Thread.currentThread().setContextClassLoader(host.getClassLoader());
        try {
            method(helper, name, arguments.size()).invoke(null, arguments.toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            Thread.currentThread().setContextClassLoader(ClassLoader.getSystemClassLoader());
        }
    }

    private static Method method(Class<?> helper, String name, int parameters) throws NoSuchMethodException {
        for (Method method : helper.getMethods()) {
            boolean isTaken = method.getName().equals(name)
                    && method.getParameterTypes().length == parameters
                    && method.getParameterTypes()[0] == Class.class;
            if (isTaken) {
                return method;
            }
        }
        throw new NoSuchMethodException(helper.getName() + "." + name + Arrays.asList(parameters));
    }
}
