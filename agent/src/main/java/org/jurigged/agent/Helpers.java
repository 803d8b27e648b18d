package org.jurigged.agent;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Classes of ours in the boot loader, which the new code of the program's classes calls, and the controller by us. */
final class Helpers {
    private final Platform platform;
    private final Classes classes;

    Helpers(Platform platform, Classes classes) {
        this.platform = platform;
        this.classes = classes;
    }

    /** Defines one, unless there is one of its name. */
    void define(String name, byte[] bytes) throws Throwable {
        try {
            Class.forName(name, false, null);
        } catch (ClassNotFoundException e) {
            platform.define(null, name, bytes, null);
        }
    }

    /** Calls a method of a helper that takes a class, and then texts or a number before the last text. */
    void call(Wire.Frame in) throws Throwable {
        Class<?> helper = Class.forName(in.readText(), true, null);
        String name = in.readText();
        Class<?> host = classes.loaded(in.readInt());
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
