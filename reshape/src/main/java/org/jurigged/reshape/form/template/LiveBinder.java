package org.jurigged.reshape.form.template;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bootstrap methods of one package (JVMS 5.4.3.6).
 *
 * <p>Each binds a member with the rights of {@code host}: a class of this package and loader, whose code the caller runs.
 * The call site's type has the receiver as its first parameter, if there is one.
 */
public final class LiveBinder {
    public static final char CONSTANT = '#';
    public static final char TEXT = '"';
    public static final char DYNAMIC = '(';

    private LiveBinder() {}

    /** {@code host}'s view of a virtual or interface method, a private one too. */
    public static CallSite virtual(Lookup caller, String name, MethodType type, Class<?> host, Class<?> owner)
            throws ReflectiveOperationException {
        MethodType sought = type.dropParameterTypes(0, 1);
        return site(in(host, caller).findVirtual(owner, name, sought), type);
    }

    /** A call that {@code host} makes with {@code super}, or of its own private method. */
    public static CallSite special(Lookup caller, String name, MethodType type, Class<?> host, Class<?> owner)
            throws ReflectiveOperationException {
        MethodType sought = type.dropParameterTypes(0, 1);
        return site(in(host, caller).findSpecial(owner, name, sought, host), type);
    }

    /** A static method. */
    public static CallSite statics(Lookup caller, String name, MethodType type, Class<?> host, Class<?> owner)
            throws ReflectiveOperationException {
        return site(in(host, caller).findStatic(owner, name, type), type);
    }

    /** A constructor. */
    public static CallSite constructor(Lookup caller, String name, MethodType type, Class<?> host, Class<?> owner)
            throws ReflectiveOperationException {
        return site(in(host, caller).findConstructor(owner, type.changeReturnType(void.class)), type);
    }

    /** The value of an instance field. */
    public static CallSite getter(Lookup caller, String name, MethodType type, Class<?> host, Class<?> owner)
            throws ReflectiveOperationException {
        return site(in(host, caller).findGetter(owner, name, type.returnType()), type);
    }

    /** The value of a static field. */
    public static CallSite staticGetter(Lookup caller, String name, MethodType type, Class<?> host, Class<?> owner)
            throws ReflectiveOperationException {
        return site(in(host, caller).findStaticGetter(owner, name, type.returnType()), type);
    }

    /** An assignment to an instance field that isn't final. */
    public static CallSite setter(Lookup caller, String name, MethodType type, Class<?> host, Class<?> owner)
            throws ReflectiveOperationException {
        return site(in(host, caller).findSetter(owner, name, type.lastParameterType()), type);
    }

    /** An assignment to a static field that isn't final. */
    public static CallSite staticSetter(Lookup caller, String name, MethodType type, Class<?> host, Class<?> owner)
            throws ReflectiveOperationException {
        return site(in(host, caller).findStaticSetter(owner, name, type.lastParameterType()), type);
    }

    /** An assignment to an instance field of {@code owner} that the JVM has as final and the source no longer. */
    public static CallSite finalSetter(Lookup caller, String name, MethodType type, Class<?> host, Class<?> owner)
            throws ReflectiveOperationException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return site(in(host, caller).unreflectSetter(field), type);
    }

    /** A call of a method of {@code owner}, which is {@code Field}, {@code Method} or {@code Constructor}. */
    public static CallSite reflective(Lookup caller, String name, MethodType type, Class<?> host, Class<?> owner)
            throws ReflectiveOperationException {
        MethodHandle call = caller.findVirtual(owner, name, type.dropParameterTypes(0, 1));
        MethodHandle open = MethodHandles.lookup()
                .findStatic(
                        LiveBinder.class,
                        "opened",
                        MethodType.methodType(Object.class, Class.class, boolean.class, Object.class));
        MethodHandle filter = MethodHandles.insertArguments(open, 0, host, name.startsWith("set"));
        return site(
                MethodHandles.filterArguments(call.asType(type), 0, filter.asType(MethodType.methodType(owner, owner))),
                type);
    }

    /**
     * Returns a member that {@code host} may use: a private one of its nest is opened, in a copy that nobody else has. To
     * assign to a final field takes more than that.
     */
    @SuppressWarnings("deprecation") // canAccess takes the receiver, and looks at who asks
    private static Object opened(Class<?> host, boolean isAssigned, Object member) throws ReflectiveOperationException {
        if (!(member instanceof Member known)
                || !Modifier.isPrivate(known.getModifiers())
                || (isAssigned && Modifier.isFinal(known.getModifiers()))
                || ((AccessibleObject) member).isAccessible()
                || known.getDeclaringClass().getNestHost() != host.getNestHost()) {
            return member;
        }
        AccessibleObject copy = copy(known.getDeclaringClass(), member);
        copy.setAccessible(true);
        return copy;
    }

    private static AccessibleObject copy(Class<?> type, Object member) throws ReflectiveOperationException {
        if (member instanceof Field field) {
            return type.getDeclaredField(field.getName());
        }
        if (member instanceof Constructor<?> constructor) {
            return type.getDeclaredConstructor(constructor.getParameterTypes());
        }
        for (Method method : type.getDeclaredMethods()) {
            if (method.equals(member)) {
                return method;
            }
        }
        throw new NoSuchMethodException(member.toString());
    }

    /** Nothing, once {@code owner} is initialised (JVMS 5.5). */
    public static CallSite initialised(Lookup caller, String name, MethodType type, Class<?> host, Class<?> owner)
            throws ReflectiveOperationException {
        in(host, caller).ensureInitialized(owner);
        return new ConstantCallSite(MethodHandles.zero(void.class));
    }

    /**
     * What another bootstrap method makes of arguments that are dynamic constants, resolved here as a JVM does (JVMS 5.4.3.6).
     *
     * @param text says what the arguments are, one after the other: {@link #CONSTANT} and the number of one of the
     *     constants; {@link #TEXT}, a length and a text; {@link #DYNAMIC}, a bootstrap method, a name and a descriptor, how
     *     many arguments it has, and those
     */
    public static Object described(
            Lookup caller, String name, MethodType type, MethodHandle bootstrap, String text, Object... constants)
            throws Throwable {
        List<Object> arguments = new ArrayList<>(Arrays.asList(caller, name, type));
        int[] at = {0};
        while (at[0] < text.length()) {
            arguments.add(read(caller, text, at, constants));
        }
        return bootstrap.invokeWithArguments(arguments);
    }

    private static Object read(Lookup caller, String text, int[] at, Object[] constants) throws Throwable {
        char kind = text.charAt(at[0]);
        char number = text.charAt(at[0] + 1);
        if (kind == CONSTANT) {
            at[0] += 2;
            return constants[number];
        } else if (kind == TEXT) {
            at[0] += 2 + number;
            return text.substring(at[0] - number, at[0]);
        }
        at[0]++;
        MethodHandle bootstrap = (MethodHandle) read(caller, text, at, constants);
        String name = (String) read(caller, text, at, constants);
        String descriptor = (String) read(caller, text, at, constants);
        Class<?> type = MethodType.fromMethodDescriptorString(
                        "()" + descriptor, caller.lookupClass().getClassLoader())
                .returnType();
        List<Object> arguments = new ArrayList<>(Arrays.asList(caller, name, type));
        int count = text.charAt(at[0]++);
        for (int i = 0; i < count; i++) {
            arguments.add(read(caller, text, at, constants));
        }
        return bootstrap.invokeWithArguments(arguments);
    }

    private static Lookup in(Class<?> host, Lookup caller) throws IllegalAccessException {
        return MethodHandles.privateLookupIn(host, caller);
    }

    private static CallSite site(MethodHandle handle, MethodType type) {
        return new ConstantCallSite(handle.asType(type));
    }
}
