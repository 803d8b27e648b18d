package org.jurigged.bench.steady;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Links a companion to a private member of its host: once, with the host's own rights. */
public final class HostAccess {
    private HostAccess() {}

    /**
     * The bootstrap method.
     *
     * @param name {@code get$}, {@code set$} or {@code call$} and the name of the member
     * @param type with the host as the first parameter
     */
    public static CallSite link(MethodHandles.Lookup caller, String name, MethodType type)
            throws ReflectiveOperationException {
        Class<?> host = type.parameterType(0);
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(host, caller);
        String member = name.substring(name.indexOf('$') + 1);
        MethodHandle handle = switch (name.substring(0, name.indexOf('$'))) {
            case "get" -> lookup.findGetter(host, member, type.returnType());
            case "set" -> lookup.findSetter(host, member, type.lastParameterType());
            default -> lookup.findVirtual(host, member, type.dropParameterTypes(0, 1));
        };
        return new ConstantCallSite(handle);
    }
}
