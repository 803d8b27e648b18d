package org.jurigged.controller.target;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassObjectReference;
import com.sun.jdi.ClassType;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import java.util.List;
import java.util.Optional;
import org.jurigged.controller.JuriggedException;

/** Brings what runs snippets into the program, by calls on our thread there. */
final class JdiNest {
    private JdiNest() {}

    /**
     * Returns what keeps it waiting for requests.
     *
     * @param neighbour a class of the loader whose classes snippets see; empty for the program's own
     */
    static ObjectReference open(VirtualMachine vm, Invoker invoker, Optional<ReferenceType> neighbour)
            throws JuriggedException {
        ClassType loaders = invoker.bootClass("java.security.SecureClassLoader");
        ObjectReference loader = invoker.create(loaders, "(Ljava/lang/ClassLoader;)V", (Value) null);
        byte[] nest = InsideClasses.nest();
        ClassObjectReference defined = (ClassObjectReference) invoker.call(
                loader,
                "defineClass",
                "(Ljava/lang/String;[BII)Ljava/lang/Class;",
                null,
                invoker.bytes(nest),
                vm.mirrorOf(0),
                vm.mirrorOf(nest.length));
        invoker.call(defined, "getConstructors", "()[Ljava/lang/reflect/Constructor;");
        ClassType nestType = (ClassType) defined.reflectedType();
        invoker.callStatic(nestType, "begin", "()V");
        write(vm, (ArrayReference) nestType.getValue(nestType.fieldByName("classes")), InsideClasses.others());
        return (ObjectReference)
                (neighbour.isEmpty()
                        ? invoker.callStatic(nestType, "open", "()Ljava/lang/Object;")
                        : beside(vm, invoker, nestType, loader, neighbour.get()));
    }

    private static Value beside(
            VirtualMachine vm, Invoker invoker, ClassType nestType, ObjectReference loader, ReferenceType neighbour)
            throws JuriggedException {
        // JDI looks the types of parameters up among what the loader was asked for.
        invoker.callStatic(
                invoker.bootClass("java.lang.Class"),
                "forName",
                "(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;",
                invoker.string("java.lang.Object"),
                vm.mirrorOf(false),
                loader);
        return invoker.callStatic(nestType, "open", "(Ljava/lang/Object;)Ljava/lang/Object;", neighbour.classObject());
    }

    static void write(VirtualMachine vm, ArrayReference array, List<Long> numbers) throws JuriggedException {
        try {
            array.setValues(0, numbers.stream().map(vm::mirrorOf).toList(), 0, numbers.size());
        } catch (InvalidTypeException | ClassNotLoadedException e) {
            throw new JuriggedException("An array in the program can't be written.", e);
        }
    }
}
