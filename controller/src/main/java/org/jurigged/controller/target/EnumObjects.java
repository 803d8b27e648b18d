package org.jurigged.controller.target;

import com.sun.jdi.ClassType;
import com.sun.jdi.Field;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The platform's objects that depend on the ordinals of enums: sets, maps, iterators, what pattern switches
 * remember, and the entries of our own fields.
 */
final class EnumObjects {
    private static final String MAP = "java.util.EnumMap";
    private static final Set<String> FOUND = Set.of(
            MAP,
            MAP + "$KeyIterator",
            MAP + "$ValueIterator",
            MAP + "$EntryIterator",
            MAP + "$EntryIterator$Entry",
            "java.util.RegularEnumSet",
            "java.util.RegularEnumSet$EnumSetIterator",
            "java.util.JumboEnumSet",
            "java.util.JumboEnumSet$EnumSetIterator",
            "java.lang.runtime.SwitchBootstraps$MappedEnumCache");

    /** The fields that have the class of the constants in them, by class. */
    private static final Map<String, String> NAMING = Map.of(MAP, "keyType", "java.util.EnumSet", "elementType");

    private static final Set<String> COUNTING = Set.of(
            MAP + "$EnumMapIterator",
            MAP + "$KeyIterator",
            MAP + "$ValueIterator",
            MAP + "$EntryIterator",
            MAP + "$EntryIterator$Entry",
            "java.util.RegularEnumSet",
            "java.util.RegularEnumSet$EnumSetIterator");

    private final VirtualMachine vm;
    private final ReferenceType enumType;
    private final List<ReferenceType> types = new ArrayList<>();
    private final Map<ObjectReference, Boolean> isOfEnum = new HashMap<>();

    EnumObjects(VirtualMachine vm, ReferenceType enumType) {
        this.vm = vm;
        this.enumType = enumType;
        for (ReferenceType type : vm.allClasses()) {
            if (FOUND.contains(type.name()) && type.classLoader() == null || isStore(type, enumType)) {
                types.add(type);
            }
        }
        for (ReferenceType map : List.copyOf(types)) {
            if (map.name().equals(MAP)) {
                addSubclasses((ClassType) map);
            }
        }
    }

    /** The entries of a field that the enum has got since it was loaded refer to its constants, and keep none of them. */
    private static boolean isStore(ReferenceType type, ReferenceType enumType) {
        return type.name().startsWith(enumType.name() + "$Live$")
                && type instanceof ClassType store
                && store.superclass().name().equals("java.lang.ref.PhantomReference");
    }

    private void addSubclasses(ClassType type) {
        for (ClassType subclass : type.subclasses()) {
            types.add(subclass);
            addSubclasses(subclass);
        }
    }

    /** Asks each set and map for its enum, so that {@link #all} needn't while the program stands still. */
    void look() {
        all(true);
    }

    /**
     * Returns all that something refers to, but for sets and maps of other enums: there are many in a large program, and
     * each object handed to the JVM costs JDI a round trip.
     *
     * <p>They aren't found as what refers to the enum's class: its constants do as well, and would get ids.
     *
     * @param sets whether there may be sets and maps of the enum, without which the heap is hardly ever to be gone through
     */
    List<ObjectReference> all(boolean sets) {
        List<ObjectReference> all = new ArrayList<>();
        List<ReferenceType> asked = types.stream()
                .filter(type -> sets || !type.name().startsWith("java.util."))
                .filter(type -> sets || naming(type) == null)
                .toList();
        long[] counts = asked.isEmpty() ? new long[0] : vm.instanceCounts(asked);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                Field naming = naming(asked.get(i));
                for (ObjectReference object : asked.get(i).instances(0)) {
                    if (naming == null || isOfEnum.computeIfAbsent(object, found -> isOfEnum(found, naming))) {
                        all.add(object);
                    }
                }
            }
        }
        return all;
    }

    private boolean isOfEnum(ObjectReference object, Field naming) {
        try {
            return enumType.classObject().equals(object.getValue(naming));
        } catch (ObjectCollectedException e) {
            return false;
        }
    }

    /** Returns the field that has the class of the constants in it; null for objects that have none. */
    private static Field naming(ReferenceType type) {
        String field = NAMING.get(type.name());
        if (field != null) {
            return type.fieldByName(field);
        }
        return type instanceof ClassType known && known.superclass() != null ? naming(known.superclass()) : null;
    }

    /**
     * Returns the methods whose compiled code may have read an ordinal, or what is kept by ordinal, some time ago.
     *
     * @param moved whether constants have other ordinals from now on
     */
    List<Method> readers(boolean moved) {
        List<Method> readers = new ArrayList<>();
        vm.classesByName("java.lang.Enum").forEach(type -> readers.addAll(type.methodsByName("ordinal")));
        for (ReferenceType type : vm.allClasses()) {
            if (moved && COUNTING.contains(type.name()) && type.isPrepared()) {
                readers.addAll(type.methods());
            }
        }
        readers.removeIf(method -> method.isAbstract() || method.isNative());
        return readers;
    }
}
