package org.jurigged.agent;

import java.io.IOException;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Does what the controller asks for. */
final class Requests {
    private final Instrumentation instrumentation;
    private final Platform platform;
    private final Classes classes;
    private final Loads loads;
    private final Files files;
    private final Definitions definitions;
    private final Helpers helpers;
    private final Guests guests;

    Requests(Instrumentation instrumentation, Platform platform, Classes classes, Loads loads, Files files) {
        this.instrumentation = instrumentation;
        this.platform = platform;
        this.classes = classes;
        this.loads = loads;
        this.files = files;
        this.definitions = new Definitions(platform, classes, loads);
        this.helpers = new Helpers(platform, classes);
        this.guests = new Guests(platform, classes);
    }

    /** Lets go of what is kept for the controller. */
    void close() {
        guests.close();
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
                definitions.define(in, out);
                break;
            case Protocol.HELPER:
                helpers.define(in.readText(), in.readBytes());
                break;
            case Protocol.GUEST:
                guests.answer(in, out);
                break;
            case Protocol.CALL:
                helpers.call(in);
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
        return classes.loaded(in.readInt());
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
}
