package org.jurigged.controller.target;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.ClassObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jurigged.controller.JuriggedException;
import org.jurigged.reshape.CallText;
import org.objectweb.asm.ClassReader;

/** Defines new classes in a running program, in the loader of a class that is there. */
final class ClassDefiner {
    private final Door door;

    ClassDefiner(Door door) {
        this.door = door;
    }

    /**
     * Defines classes, each after those of them that it extends or implements (JVMS 5.3.5 resolves these at once).
     *
     * @return the classes, which the JVM announces only when they are prepared
     */
    List<ReferenceType> define(Invoker invoker, ReferenceType neighbour, Map<String, byte[]> classes)
            throws JuriggedException {
        List<String> words = new ArrayList<>();
        for (String name : supersFirst(classes)) {
            words.add(name);
            words.add(CallText.of(classes.get(name)));
        }
        ArrayReference made = door.array(invoker, classes.size());
        door.run(invoker, "define", 0, neighbour.classObject(), Door.text(invoker, words), made);
        List<ReferenceType> defined = new ArrayList<>();
        for (Value type : made.getValues()) {
            defined.add(((ClassObjectReference) type).reflectedType());
        }
        return defined;
    }

    /** Links a class and doesn't initialise it; what can't be linked stays as it is: redefining it says why. */
    void link(Invoker invoker, ReferenceType type) throws JuriggedException {
        door.run(invoker, "link", 0, type.classObject());
    }

    static List<String> supersFirst(Map<String, byte[]> classes) {
        Set<String> ordered = new LinkedHashSet<>();
        for (String name : classes.keySet()) {
            place(name, classes, new LinkedHashSet<>(), ordered);
        }
        return new ArrayList<>(ordered);
    }

    private static void place(String name, Map<String, byte[]> classes, Set<String> open, Set<String> ordered) {
        byte[] bytes = classes.get(name);
        if (bytes == null || ordered.contains(name) || !open.add(name)) {
            return;
        }
        ClassReader reader = new ClassReader(bytes);
        if (reader.getSuperName() != null) {
            place(reader.getSuperName().replace('/', '.'), classes, open, ordered);
        }
        for (String superInterface : reader.getInterfaces()) {
            place(superInterface.replace('/', '.'), classes, open, ordered);
        }
        ordered.add(name);
    }
}
