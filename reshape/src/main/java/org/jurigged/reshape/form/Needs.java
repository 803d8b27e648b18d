package org.jurigged.reshape.form;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Handle;

/** What formed code uses and somebody has to provide. Names are internal names. */
final class Needs {
    private final Set<String> binders = new LinkedHashSet<>();
    private final Map<String, Bridge> bridges = new LinkedHashMap<>();
    private final Map<String, Special> specials = new LinkedHashMap<>();
    private final Map<String, Special> doors = new LinkedHashMap<>();
    private final Map<String, TypeInfo> clones = new LinkedHashMap<>();

    /** A static method that does, on behalf of a class, what a method handle would. */
    record Bridge(TypeInfo onBehalf, Handle handle) {}

    /** A method's code without regard to overriders. */
    record Special(TypeInfo type, TypeInfo.Member method) {}

    void binder(String onBehalf) {
        binders.add(FormNames.binder(onBehalf));
    }

    String bridge(TypeInfo onBehalf, Handle handle) {
        String name =
                FormNames.bridge(onBehalf.name, handle.getTag(), handle.getOwner(), handle.getName(), handle.getDesc());
        bridges.put(name, new Bridge(onBehalf, handle));
        return name;
    }

    String special(TypeInfo type, TypeInfo.Member method) {
        String name = FormNames.special(type.name, method.name(), method.type());
        specials.put(name, new Special(type, method));
        return name;
    }

    String door(TypeInfo type, TypeInfo.Member method) {
        String name = FormNames.door(type.name, method.name(), method.type());
        doors.put(name, new Special(type, method));
        return name;
    }

    String clones(TypeInfo type) {
        String name = FormNames.clones(type.name);
        clones.put(name, type);
        return name;
    }

    Map<String, TypeInfo> clones() {
        return clones;
    }

    Map<String, Special> doors() {
        return doors;
    }

    Set<String> binders() {
        return binders;
    }

    Map<String, Bridge> bridges() {
        return bridges;
    }

    Map<String, Special> specials() {
        return specials;
    }
}
