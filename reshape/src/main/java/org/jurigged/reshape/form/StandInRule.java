package org.jurigged.reshape.form;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jurigged.reshape.Code;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.Opcodes;

/**
 * A method that others can override, added to a type for which the program made proxies: they were to override it, and
 * would be taken for the object that they stand for.
 */
final class StandInRule {
    private final World world;
    private final TypeInfo type;
    private final TypeInfo before;

    /** {@code before} is the class until this edit; null if it is new, or wasn't edited. */
    StandInRule(World world, TypeInfo type, TypeInfo before) {
        this.world = world;
        this.type = type;
        this.before = before;
    }

    /** Refuses an added method that proxies don't know. */
    void apply(Member method) {
        String key = method.name() + method.type();
        boolean added = before != null && before.method(key) == null;
        if (!added || !method.isVirtual() || method.is(Opcodes.ACC_FINAL) || isInherited(key)) {
            return;
        }
        Set<String> names = new LinkedHashSet<>(Set.of(type.name));
        names.addAll(world.loadedSubtypes(type.name));
        for (String name : names) {
            for (String standIn : world.standIns(name)) {
                throw new CannotForm(
                        Code.J140,
                        "added, and " + standIn + ", which the program made at run time, has no such method");
            }
        }
    }

    /** What the JVM's classes above have can be overridden by what was made then. */
    private boolean isInherited(String key) {
        return world.supertypes(type.name).stream()
                .map(world::type)
                .anyMatch(above -> above != null && above.physicalMethod(key) != null);
    }
}
