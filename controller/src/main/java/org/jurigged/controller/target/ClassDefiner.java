package org.jurigged.controller.target;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.ClassLoaderReference;
import com.sun.jdi.ClassObjectReference;
import com.sun.jdi.ClassType;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jurigged.controller.JuriggedException;
import org.objectweb.asm.ClassReader;

/** Defines new classes in a running program, in the loader of a class that is there. */
final class ClassDefiner {
    private final VirtualMachine vm;

    ClassDefiner(VirtualMachine vm) {
        this.vm = vm;
    }

    /**
     * Defines classes, each after those of them that it extends or implements (JVMS 5.3.5 resolves these at once).
     *
     * @return the classes, which the JVM announces only when they are prepared
     */
    List<ReferenceType> define(Invoker invoker, ReferenceType neighbour, Map<String, byte[]> classes)
            throws JuriggedException {
        List<ReferenceType> defined = new ArrayList<>();
        ClassLoaderReference loader = neighbour.classLoader();
        Value domain =
                invoker.call(neighbour.classObject(), "getProtectionDomain", "()Ljava/security/ProtectionDomain;");
        for (String name : supersFirst(classes)) {
            byte[] bytes = classes.get(name);
            ArrayReference array = invoker.bytes(bytes);
            Value made = loader == null
                    ? defineInBootLoader(invoker, name, array, bytes.length)
                    : invoker.call(
                            loader,
                            "defineClass",
                            "(Ljava/lang/String;[BIILjava/security/ProtectionDomain;)Ljava/lang/Class;",
                            invoker.string(name),
                            array,
                            vm.mirrorOf(0),
                            vm.mirrorOf(bytes.length),
                            domain);
            defined.add(((ClassObjectReference) made).reflectedType());
        }
        return defined;
    }

    private Value defineInBootLoader(Invoker invoker, String name, ArrayReference array, int length)
            throws JuriggedException {
        ClassType unsafeClass = invoker.bootClass("jdk.internal.misc.Unsafe");
        var unsafe = (com.sun.jdi.ObjectReference)
                invoker.callStatic(unsafeClass, "getUnsafe", "()Ljdk/internal/misc/Unsafe;");
        return invoker.call(
                unsafe,
                "defineClass",
                "(Ljava/lang/String;[BIILjava/lang/ClassLoader;Ljava/security/ProtectionDomain;)Ljava/lang/Class;",
                invoker.string(name),
                array,
                vm.mirrorOf(0),
                vm.mirrorOf(length),
                null,
                null);
    }

    /**
     * Links a class and doesn't initialise it, which the JVM does before it lists a class's constructors or an
     * interface's methods. What can't be linked stays as it is: redefining it says why.
     */
    static void link(Invoker invoker, ReferenceType type) throws JuriggedException {
        try {
            if (type instanceof ClassType) {
                invoker.call(type.classObject(), "getConstructors", "()[Ljava/lang/reflect/Constructor;");
            } else {
                invoker.call(type.classObject(), "getMethods", "()[Ljava/lang/reflect/Method;");
            }
        } catch (TargetException.Thrown e) {
            return;
        }
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
