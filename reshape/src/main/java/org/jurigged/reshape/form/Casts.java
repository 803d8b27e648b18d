package org.jurigged.reshape.form;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/**
 * The types that the class which a JVM makes of a lambda casts to, is checked against, or calls an interface's method by
 * (java.lang.invoke.LambdaMetafactory). Internal names.
 */
record Casts(Set<String> types) {
    Casts {
        types = Set.copyOf(types);
    }

    /** Looks at a call site of the lambda factory. */
    static Casts of(InvokeDynamicInsnNode site) {
        Set<String> types = new TreeSet<>();
        Type erased = (Type) site.bsmArgs[0];
        Handle handle = (Handle) site.bsmArgs[1];
        Type instantiated = (Type) site.bsmArgs[2];
        Type[] passed = erased.getArgumentTypes();
        Type[] given = instantiated.getArgumentTypes();
        Type[] taken = Type.getArgumentTypes(HandleRewriter.bridgeType(handle));
        int captured = Type.getArgumentTypes(site.desc).length;
        for (int i = 0; i < passed.length && captured + i < taken.length; i++) {
            addUnlessSame(types, passed[i], given[i]);
            addUnlessSame(types, given[i], taken[captured + i]);
        }
        addUnlessSame(types, Type.getReturnType(HandleRewriter.bridgeType(handle)), instantiated.getReturnType());
        addUnlessSame(types, Type.getReturnType(HandleRewriter.bridgeType(handle)), erased.getReturnType());
        // A receiver that is captured was one of the interface when the lambda was made.
        if (handle.getTag() == Opcodes.H_INVOKEINTERFACE && captured == 0) {
            types.add(handle.getOwner());
        }
        return new Casts(types);
    }

    private static void addUnlessSame(Set<String> types, Type from, Type to) {
        if (!from.equals(to) && to.getSort() == Type.OBJECT) {
            types.add(to.getInternalName());
            if (from.getSort() == Type.OBJECT) {
                types.add(from.getInternalName());
            }
        }
    }

    boolean test(Predicate<String> isAdopted) {
        return types.stream().anyMatch(isAdopted);
    }
}
