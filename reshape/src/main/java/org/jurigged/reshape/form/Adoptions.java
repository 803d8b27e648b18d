package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jurigged.reshape.form.World.Found;
import org.objectweb.asm.Opcodes;

/**
 * Classes that implement other interfaces in the source than in the JVM, whose list of them can't change (JVMTI
 * RedefineClasses): a class <em>adopts</em> an interface that came, and has dropped one that went.
 *
 * <p>A JVM's verifier takes any object for one of an interface (JVMS 4.10.1.2), so that objects go wherever the source
 * sends them; what fails is to ask for the interface, and to call a method by it. Thread-safe.
 */
final class Adoptions {
    private final World world;
    private final Places places;
    private Map<String, Map<String, Boolean>> answers;

    Adoptions(World world, Places places) {
        this.world = world;
        this.places = places;
    }

    /** Whether objects of a class, and of its subclasses, are of an interface, whatever the JVM says. */
    record Answer(TypeInfo type, boolean isInstance) {}

    /**
     * What becomes of a call for objects of a class.
     *
     * @param inherited the interface's method that only the source gives to the class; {@code null} if the JVM selects the
     *     right one
     */
    record Arm(TypeInfo type, Found inherited) {}

    /** Whether the JVM is wrong about some class and an interface. */
    boolean concern(String name) {
        return all().containsKey(name);
    }

    /** Whether there are objects of an interface of which the JVM doesn't know it. */
    boolean isAdopted(String name) {
        return all().getOrDefault(name, Map.of()).containsValue(true);
    }

    Set<String> interfaces() {
        return all().keySet();
    }

    /** Returns for which classes the JVM is wrong about an interface, the most derived first. */
    List<Answer> answers(String name) {
        List<Answer> found = new ArrayList<>();
        all().getOrDefault(name, Map.of()).forEach((type, is) -> found.add(new Answer(world.type(type), is)));
        found.sort(Comparator.comparing(Answer::type, mostDerivedFirst()));
        return found;
    }

    private Comparator<TypeInfo> mostDerivedFirst() {
        return Comparator.comparingInt(
                        (TypeInfo type) -> -world.supertypes(type.name).size())
                .thenComparing(type -> type.name);
    }

    private synchronized Map<String, Map<String, Boolean>> all() {
        if (answers == null) {
            answers = new HashMap<>();
            for (TypeInfo type : world.editedTypes()) {
                if (!type.isInterface() && type.hasOtherInterfaces()) {
                    add(type);
                }
            }
        }
        return answers;
    }

    private void add(TypeInfo type) {
        Set<String> now = world.supertypes(type.name);
        Set<String> inJvm = world.physicalSupertypes(type.name);
        for (String name : now) {
            if (!inJvm.contains(name)) {
                answer(name, type.name, true);
            }
        }
        for (String name : inJvm) {
            if (!now.contains(name)) {
                answer(name, type.name, false);
                for (String subtype : world.loadedSubtypes(type.name)) {
                    if (world.isSubtype(subtype, name)) {
                        answer(name, subtype, true);
                    }
                }
            }
        }
    }

    private void answer(String name, String type, boolean is) {
        answers.computeIfAbsent(name, n -> new HashMap<>()).put(type, is);
    }

    /** Returns for objects of which classes a call by an interface isn't the JVM's to make, the most derived first. */
    List<Arm> arms(String name, String key) {
        Map<String, Arm> arms = new HashMap<>();
        for (Answer answer : answers(name)) {
            if (answer.isInstance()) {
                add(arms, answer.type(), key);
            }
        }
        List<Arm> ordered = new ArrayList<>(arms.values());
        ordered.sort(Comparator.comparing(Arm::type, mostDerivedFirst()));
        return ordered;
    }

    private void add(Map<String, Arm> arms, TypeInfo type, String key) {
        Found inherited = inherited(type.name, key);
        arms.putIfAbsent(type.name, new Arm(type, inherited));
        if (inherited == null) {
            return;
        }
        for (String name : new TreeSet<>(world.loadedSubtypes(type.name))) {
            TypeInfo subtype = world.type(name);
            if (subtype != null && !subtype.isInterface()) {
                Found below = inherited(name, key);
                if (below == null || !below.type().equals(inherited.type())) {
                    arms.putIfAbsent(name, new Arm(subtype, below));
                }
            }
        }
    }

    /** Returns the method of an interface that a class has for a key and that the JVM wouldn't select; else null. */
    Found inherited(String name, String key) {
        Found found = world.method(name, key);
        if (found == null || !found.type().isInterface() || !found.member().isVirtual()) {
            return null;
        }
        if (found.type().method(key) != null
                && places.ofMethod(found.type(), found.member()) instanceof Place.InCompanion) {
            return null;
        }
        Found inJvm = world.physicalMethod(name, key);
        boolean selected = inJvm != null && (inJvm.type().equals(found.type()) || forwards(inJvm, found, key));
        return selected ? null : found;
    }

    /** A loaded method that is gone from the source does what its class inherits instead. */
    private boolean forwards(Found inJvm, Found found, String key) {
        Found instead = world.method(inJvm.type().name, key);
        return !inJvm.type().isInterface() && instead != null && instead.type().equals(found.type());
    }

    /**
     * Returns the key of a method that other interfaces of a class give it in the JVM than in the source; {@code null} if
     * there is none. Calls by the former can't be made to come to the latter.
     */
    String contradiction(TypeInfo type) {
        Set<String> changed = new HashSet<>(world.supertypes(type.name));
        changed.addAll(world.physicalSupertypes(type.name));
        changed.removeIf(name -> !concern(name));
        if (changed.isEmpty()) {
            return null;
        }
        Set<String> types = new TreeSet<>(world.loadedSubtypes(type.name));
        types.add(type.name);
        for (String name : changed) {
            for (TypeInfo.Member method : world.type(name).methods()) {
                String key = method.name() + method.type();
                if (method.isVirtual() && types.stream().anyMatch(below -> contradicts(below, key))) {
                    return key;
                }
            }
        }
        return null;
    }

    private boolean contradicts(String type, String key) {
        Found inJvm = world.physicalMethod(type, key);
        Found inherited = inherited(type, key);
        return inJvm != null
                && inherited != null
                && !(inJvm.member().is(Opcodes.ACC_ABSTRACT)
                        && inherited.member().is(Opcodes.ACC_ABSTRACT));
    }
}
