package org.jurigged.controller.target;

import com.sun.jdi.ClassType;
import com.sun.jdi.InterfaceType;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jurigged.controller.JuriggedException;

/** The live objects of a class and of those that extend or implement it. The program stands still while they are looked for. */
final class Instances {
    private final VirtualMachine vm;

    Instances(VirtualMachine vm) {
        this.vm = vm;
    }

    /** How many there are of a class. */
    record Count(String className, long objects) {}

    /** The counts of the classes that have any, and some of the objects. */
    record Found(List<Count> counts, List<ObjectReference> first) {}

    /** Looks for them. The name may be without its package, and with dots in front of nested classes. */
    Found of(String name, int most) throws JuriggedException {
        if (!vm.canGetInstanceInfo()) {
            throw new JuriggedException("The program's JVM doesn't tell its objects.");
        }
        List<ReferenceType> types = List.copyOf(below(named(name)));
        long[] counts = vm.instanceCounts(types);
        List<Count> counted = new ArrayList<>();
        List<ObjectReference> first = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                counted.add(new Count(types.get(i).name(), counts[i]));
                if (first.size() < most) {
                    first.addAll(types.get(i).instances(most - first.size()));
                }
            }
        }
        return new Found(counted, first);
    }

    private List<ReferenceType> named(String name) throws JuriggedException {
        List<ReferenceType> exact = vm.classesByName(name);
        List<ReferenceType> found = exact.isEmpty()
                ? vm.allClasses().stream()
                        .filter(type -> {
                            String shown = type.name().replace('$', '.');
                            return shown.equals(name) || shown.endsWith("." + name);
                        })
                        .toList()
                : exact;
        Set<String> names = new TreeSet<>();
        found.forEach(type -> names.add(type.name()));
        boolean hasOwn = !names.stream().allMatch(Instances::isPlatforms);
        if (hasOwn && names.removeIf(Instances::isPlatforms)) {
            found = found.stream().filter(type -> !isPlatforms(type.name())).toList();
        }
        if (names.isEmpty()) {
            throw new JuriggedException("The program has loaded no class " + name + ".");
        }
        if (names.size() > 1) {
            throw new JuriggedException(name + " may be " + String.join(" or ", names) + ".");
        }
        return found;
    }

    /** Of several classes of one simple name the program's is meant. */
    private static boolean isPlatforms(String className) {
        return className.matches("(java|javax|jdk|sun|com\\.sun)\\..*");
    }

    private static Set<ReferenceType> below(List<ReferenceType> types) {
        Set<ReferenceType> all = new LinkedHashSet<>();
        types.forEach(type -> add(type, all));
        return all;
    }

    private static void add(ReferenceType type, Set<ReferenceType> all) {
        if (all.add(type)) {
            if (type instanceof ClassType c) {
                c.subclasses().forEach(sub -> add(sub, all));
            } else if (type instanceof InterfaceType i) {
                i.subinterfaces().forEach(sub -> add(sub, all));
                i.implementors().forEach(sub -> add(sub, all));
            }
        }
    }
}
