package org.jurigged.reshape.form;

import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.jurigged.reshape.form.World.Found;
import org.objectweb.asm.Opcodes;

/**
 * What is known while the classes of one transaction are formed.
 *
 * @param adoptions where the JVM is wrong about interfaces
 * @param moved which fields go from one class to another
 * @param needs where code says what else has to be in the loader for it
 * @param isInitialised whether the JVM has initialised the class of an internal name
 * @param asks whether a method, by internal name of its class and key, asks the platform's hook for overriders
 */
record Scene(
        World world,
        Places places,
        Dispatch dispatch,
        Adoptions adoptions,
        MovedFields moved,
        Needs needs,
        Predicate<String> isInitialised,
        BiPredicate<String, String> asks) {
    /** Returns the same with needs of its own. */
    Scene with(Needs others) {
        return new Scene(world, places, dispatch, adoptions, moved, others, isInitialised, asks);
    }

    Place placeOfMethod(Found found) {
        return found.type().method(found.member().name() + found.member().type()) == null
                ? new Place.InClass(found.member().name())
                : places.ofMethod(found.type(), found.member());
    }

    Place placeOfField(Found found) {
        return places.ofField(found.type(), found.member());
    }

    /** Whether code can't use a member of the loaded class as it stands (JVMS 5.4.4). */
    boolean isClosed(CodeContext context, TypeInfo type, Member physical) {
        if (physical.is(Opcodes.ACC_PUBLIC)) {
            return false;
        }
        if (physical.is(Opcodes.ACC_PRIVATE)) {
            return !context.nest(world).equals(world.nest(type));
        }
        if (TypeInfo.packageOf(context.physical()).equals(type.packageName())) {
            return false;
        }
        return !physical.is(Opcodes.ACC_PROTECTED)
                || !context.inOwnClass()
                || !world.isSubtype(context.logical().name, type.name);
    }

    /** Whether code that uses a companion of a class has to see to it that the class is initialised (JVMS 5.5). */
    boolean mustInitialise(CodeContext context, TypeInfo type) {
        return !type.name.equals(context.logical().name) && !isInitialised.test(type.name);
    }
}
