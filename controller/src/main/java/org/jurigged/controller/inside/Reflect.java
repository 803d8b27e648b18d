package org.jurigged.controller.inside;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;

/** Reaches members of classes that aren't known here; access checks and modules don't apply. */
final class Reflect {
    private final Lookup trusted;

    Reflect(Lookup trusted) {
        this.trusted = trusted;
    }

    /** Calls a method without parameters that the object's class declares or inherits; throws what it throws. */
    Object call(Object receiver, String name) throws Throwable {
        return call(receiver, name, new Class<?>[0]);
    }

    /** Calls a method that the object's class declares or inherits; throws what it throws. */
    Object call(Object receiver, String name, Class<?>[] parameters, Object... arguments) throws Throwable {
        return invoke(method(receiver.getClass(), name, parameters), receiver, arguments);
    }

    /** Calls a static method without parameters; throws what it throws. */
    Object callStatic(Class<?> type, String name) throws Throwable {
        return invoke(method(type, name), null);
    }

    /** Calls a static method; throws what it throws. */
    Object callStatic(Class<?> type, String name, Class<?>[] parameters, Object... arguments) throws Throwable {
        return invoke(method(type, name, parameters), null, arguments);
    }

    private Object invoke(Method method, Object receiver, Object... arguments) throws Throwable {
        try {
            return trusted.unreflect(method).invokeWithArguments(all(method, receiver, arguments));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object[] all(Method method, Object receiver, Object[] arguments) {
        if (java.lang.reflect.Modifier.isStatic(method.getModifiers())) {
            return arguments;
        }
        Object[] all = new Object[1 + arguments.length];
        all[0] = receiver;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return all;
    }

    /** Finds a method in a class or above it. */
    static Method method(Class<?> type, String name, Class<?>... parameters) throws NoSuchMethodException {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            try {
                return at.getDeclaredMethod(name, parameters);
            } catch (NoSuchMethodException e) {
                continue;
            }
        }
        return type.getMethod(name, parameters);
    }

    /** Reads a field that the object's class declares or inherits; null if there is none of the name. */
    Object get(Object object, String name) throws Throwable {
        Field field = field(object.getClass(), name);
        return field == null ? null : trusted.unreflectGetter(field).invoke(object);
    }

    /** Reads a static field; null if there is none of the name. */
    Object getStatic(Class<?> type, String name) throws Throwable {
        Field field = field(type, name);
        return field == null ? null : trusted.unreflectGetter(field).invoke();
    }

    private static Field field(Class<?> type, String name) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            try {
                return at.getDeclaredField(name);
            } catch (NoSuchFieldException e) {
                continue;
            }
        }
        return null;
    }

    /** Empties the map or collection in a field; nothing if there is no such field. */
    void clear(Object object, String field) throws Throwable {
        empty(get(object, field));
    }

    /** Empties the map or collection in a static field; nothing if there is no such field. */
    void clearStatic(Class<?> type, String field) throws Throwable {
        empty(getStatic(type, field));
    }

    private void empty(Object found) throws Throwable {
        if (found instanceof Map<?, ?> map) {
            map.clear();
        } else if (found instanceof Collection<?> collection) {
            collection.clear();
        } else if (found != null) {
            call(found, "clear");
        }
    }

    /** Whether an object is of a class of that name, or of one below. */
    static boolean isA(Object object, String className) {
        return object != null && isSubtype(object.getClass(), className);
    }

    static boolean isSubtype(Class<?> type, String className) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            if (at.getName().equals(className)) {
                return true;
            }
            for (Class<?> face : at.getInterfaces()) {
                if (isSubtype(face, className)) {
                    return true;
                }
            }
        }
        return false;
    }
}
