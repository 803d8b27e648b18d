package org.jurigged.agent;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Defines the classes that the controller makes. */
final class Definitions {
    private final Platform platform;
    private final Classes classes;
    private final Loads loads;

    Definitions(Platform platform, Classes classes, Loads loads) {
        this.platform = platform;
        this.classes = classes;
        this.loads = loads;
    }

    /** Defines classes in the loader of another one, which may be about to be defined itself; tells their numbers. */
    void define(Wire.Frame in, Wire.Message out) throws Throwable {
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
        Class<?> neighbour = classes.loaded(number);
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
}
