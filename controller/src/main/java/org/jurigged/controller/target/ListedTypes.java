package org.jurigged.controller.target;

import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The classes that JDI lists, by name. JDI itself goes through all of them, name by name, for each question; of a save there
 * are a dozen, and of a large program tens of thousands. Thread-safe.
 */
final class ListedTypes {
    private final VirtualMachine vm;
    private List<ReferenceType> listed = List.of();
    private final Map<String, List<ReferenceType>> byName = new HashMap<>();

    ListedTypes(VirtualMachine vm) {
        this.vm = vm;
    }

    /**
     * Returns the classes of a name that JDI lists at this moment. Until all have been listed once, the JVM itself is asked:
     * it knows of a class before JDI has its event (JDWP VirtualMachine.ClassesBySignature).
     */
    synchronized List<ReferenceType> named(String name) {
        if (listed.isEmpty()) {
            return vm.classesByName(name);
        }
        takeIn(vm.allClasses());
        return List.copyOf(byName.getOrDefault(name, List.of()));
    }

    /** Returns the classes of those of the names that have any. */
    synchronized Map<String, List<ReferenceType>> named(Iterable<String> names) {
        takeIn(vm.allClasses());
        Map<String, List<ReferenceType>> found = new HashMap<>();
        for (String name : names) {
            List<ReferenceType> types = byName.get(name);
            if (types != null) {
                found.put(name, List.copyOf(types));
            }
        }
        return found;
    }

    /** JDI's list keeps its order while classes are added, most of the time; where it doesn't, or one is gone, it is read anew. */
    private void takeIn(List<ReferenceType> now) {
        List<ReferenceType> added = new ArrayList<>();
        int known = 0;
        for (ReferenceType type : now) {
            if (known < listed.size() && listed.get(known).equals(type)) {
                known++;
            } else {
                added.add(type);
            }
        }
        if (known < listed.size()) {
            byName.clear();
            added = now;
        }
        for (ReferenceType type : added) {
            byName.computeIfAbsent(type.name(), name -> new ArrayList<>(1)).add(type);
        }
        listed = now;
    }
}
