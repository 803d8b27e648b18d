package org.jurigged.controller.target;

import com.sun.jdi.ClassType;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import java.util.ArrayList;
import java.util.List;
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

    private static final Set<String> COUNTING = Set.of(
            MAP + "$EnumMapIterator",
            MAP + "$KeyIterator",
            MAP + "$ValueIterator",
            MAP + "$EntryIterator",
            MAP + "$EntryIterator$Entry",
            "java.util.RegularEnumSet",
            "java.util.RegularEnumSet$EnumSetIterator");

    private final VirtualMachine vm;
    private final List<ReferenceType> types = new ArrayList<>();

    EnumObjects(VirtualMachine vm, ReferenceType enumType) {
        this.vm = vm;
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

    /** Returns all that something refers to; the heap is gone through once, and once more for each class that has any. */
    List<ObjectReference> all() {
        List<ObjectReference> all = new ArrayList<>();
        long[] counts = vm.instanceCounts(types);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                all.addAll(types.get(i).instances(0));
            }
        }
        return all;
    }

    /** Returns the methods whose compiled code may have read an ordinal, or what is kept by ordinal, some time ago. */
    List<Method> readers() {
        List<Method> readers = new ArrayList<>();
        vm.classesByName("java.lang.Enum").forEach(type -> readers.addAll(type.methodsByName("ordinal")));
        for (ReferenceType type : vm.allClasses()) {
            if (COUNTING.contains(type.name()) && type.isPrepared()) {
                readers.addAll(type.methods());
            }
        }
        readers.removeIf(method -> method.isAbstract() || method.isNative());
        return readers;
    }
}
