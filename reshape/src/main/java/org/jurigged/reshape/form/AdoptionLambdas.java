package org.jurigged.reshape.form;

import java.util.Arrays;
import org.jurigged.reshape.Code;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/**
 * Lambdas and method references whose arguments or results are of an interface that classes have adopted: the class that
 * the JVM makes of one casts them (java.lang.invoke.LambdaMetafactory). It is given types that need no cast, and a bridge
 * casts instead.
 */
final class AdoptionLambdas {
    static final Type OBJECT = Type.getObjectType("java/lang/Object");
    private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";

    private final Scene scene;
    private final CodeContext context;

    AdoptionLambdas(Scene scene, CodeContext context) {
        this.scene = scene;
        this.context = context;
    }

    static boolean isLambda(InvokeDynamicInsnNode site) {
        return site.bsm.getOwner().equals(FACTORY);
    }

    /** Rewrites a site; returns whether it did. */
    boolean apply(InvokeDynamicInsnNode site) {
        if (!isLambda(site)) {
            requireNoLabel(site);
            return false;
        }
        if (!Casts.of(site).test(scene.adoptions()::isAdopted)) {
            return false;
        }
        if (!site.bsm.getName().equals("metafactory")) {
            throw new CannotForm(
                    Code.J103,
                    "a lambda of several types is given a value that the JVM doesn't take for one of its type");
        }
        adapt(site);
        return true;
    }

    private void adapt(InvokeDynamicInsnNode site) {
        Type erased = (Type) site.bsmArgs[0];
        Handle handle = (Handle) site.bsmArgs[1];
        Type instantiated = (Type) site.bsmArgs[2];
        Type[] captured = Type.getArgumentTypes(site.desc);
        Type[] taken = Type.getArgumentTypes(HandleRewriter.bridgeType(handle));
        Type[] bridged = taken.clone();
        Type[] given = instantiated.getArgumentTypes();
        System.arraycopy(captured, 0, bridged, 0, captured.length);
        for (int i = 0; i < given.length; i++) {
            Type passed = erased.getArgumentTypes()[i];
            int at = captured.length + i;
            if (isAdopted(passed) || isAdopted(given[i]) || isAdopted(taken[at])) {
                given[i] = isAdopted(given[i]) || isAdopted(passed) ? passed : given[i];
                bridged[at] = OBJECT;
            }
        }
        Type result = Type.getReturnType(HandleRewriter.bridgeType(handle));
        Type returned = instantiated.getReturnType();
        if (isAdopted(erased.getReturnType())) {
            result = erased.getReturnType();
            returned = result;
        }
        String descriptor = Type.getMethodDescriptor(result, bridged);
        String name = scene.needs().bridge(context.logical(), handle, descriptor);
        Handle bridge =
                new Handle(Opcodes.H_INVOKESTATIC, name, HandleRewriter.bridgeMethod(handle), descriptor, false);
        site.bsmArgs = new Object[] {erased, bridge, Type.getMethodType(returned, given)};
    }

    private boolean isAdopted(Type type) {
        return type.getSort() == Type.OBJECT && scene.adoptions().isAdopted(type.getInternalName());
    }

    /** A switch over types asks the JVM which object is of which. */
    private void requireNoLabel(InvokeDynamicInsnNode site) {
        Arrays.stream(site.bsmArgs)
                .filter(argument -> argument instanceof Type type
                        && type.getSort() == Type.OBJECT
                        && scene.adoptions().concern(type.getInternalName()))
                .findFirst()
                .ifPresent(label -> {
                    throw new CannotForm(
                            Code.J103,
                            "a switch asks the JVM for " + Display.type(((Type) label).getInternalName())
                                    + ", of which it knows other classes than the source");
                });
    }
}
