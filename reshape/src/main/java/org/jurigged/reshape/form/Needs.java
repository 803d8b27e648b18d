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
    private final Map<String, Call> adoptedCalls = new LinkedHashMap<>();
    private final Map<String, Special> virtualDoors = new LinkedHashMap<>();
    private final Map<String, TypeInfo> tests = new LinkedHashMap<>();
    private final Map<String, TypeInfo> adopted = new LinkedHashMap<>();

    /** A call of a method by an interface that classes have adopted. */
    record Call(TypeInfo type, String method, String descriptor) {
        String key() {
            return method + descriptor;
        }
    }

    /** A static method that does, on behalf of a class, what a method handle would. */
    record Bridge(TypeInfo onBehalf, Handle handle, String descriptor) {}

    /** A method's code without regard to overriders. */
    record Special(TypeInfo type, TypeInfo.Member method) {}

    /** Adds what other code needs. */
    void addAll(Needs others) {
        binders.addAll(others.binders);
        bridges.putAll(others.bridges);
        specials.putAll(others.specials);
        doors.putAll(others.doors);
        clones.putAll(others.clones);
        adoptedCalls.putAll(others.adoptedCalls);
        virtualDoors.putAll(others.virtualDoors);
        tests.putAll(others.tests);
        adopted.putAll(others.adopted);
    }

    void binder(String onBehalf) {
        binders.add(FormNames.binder(onBehalf));
    }

    String bridge(TypeInfo onBehalf, Handle handle) {
        String name =
                FormNames.bridge(onBehalf.name, handle.getTag(), handle.getOwner(), handle.getName(), handle.getDesc());
        bridges.put(name, new Bridge(onBehalf, handle, HandleRewriter.bridgeType(handle)));
        return name;
    }

    /** A bridge that takes and returns other types than the handle does. */
    String bridge(TypeInfo onBehalf, Handle handle, String descriptor) {
        String name = FormNames.bridge(
                onBehalf.name,
                handle.getTag(),
                handle.getOwner(),
                handle.getName(),
                handle.getDesc() + " as " + descriptor);
        bridges.put(name, new Bridge(onBehalf, handle, descriptor));
        return name;
    }

    String adopted(TypeInfo type) {
        String name = FormNames.adopted(type.name);
        adopted.put(name, type);
        return name;
    }

    String adoptedCall(TypeInfo type, String method, String descriptor) {
        String name = FormNames.adoptedCall(type.name, method, descriptor);
        adoptedCalls.put(name, new Call(type, method, descriptor));
        return name;
    }

    String test(TypeInfo type) {
        String name = FormNames.test(type.name);
        tests.put(name, type);
        return name;
    }

    String virtualDoor(TypeInfo type, TypeInfo.Member method) {
        String name = FormNames.virtualDoor(type.name, method.name(), method.type());
        virtualDoors.put(name, new Special(type, method));
        return name;
    }

    Map<String, TypeInfo> adopted() {
        return adopted;
    }

    Map<String, Call> adoptedCalls() {
        return adoptedCalls;
    }

    Map<String, TypeInfo> tests() {
        return tests;
    }

    Map<String, Special> virtualDoors() {
        return virtualDoors;
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
