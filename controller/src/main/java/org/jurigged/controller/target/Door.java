package org.jurigged.controller.target;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.ClassObjectReference;
import com.sun.jdi.ClassType;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StringReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import java.util.List;
import org.jurigged.controller.JuriggedException;
import org.jurigged.reshape.CallHelper;
import org.jurigged.reshape.CallText;
import org.jurigged.reshape.EnumHelper;
import org.objectweb.asm.ClassReader;

/**
 * Our class in the program that does in one call what takes JDI many, and whose arguments JDI checks cheaply; see
 * {@link CallHelper}. It is made when it is first needed, and unloaded when the connection has ended.
 */
final class Door {
    /** How many objects {@code fill} takes. */
    private static final int HANDFUL = 8;

    private final VirtualMachine vm;
    private ClassType type;
    private volatile boolean hasEnums;

    Door(VirtualMachine vm) {
        this.vm = vm;
    }

    /**
     * Has one of its methods called by our thread there as it goes on by itself: for those that load classes or run code
     * of the program's. See {@code LiveTask} for why, and for which these are.
     *
     * @param number a number that the method takes; 0 for none
     */
    Value run(Invoker invoker, String method, long number, Value... arguments) throws JuriggedException {
        RestingThread thread = invoker.resting();
        Value[] all = new Value[2 + CallHelper.LATER_ARGUMENTS + 1];
        all[0] = thread.timer();
        all[1] = invoker.string(method);
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        all[all.length - 1] = vm.mirrorOf(number);
        ObjectReference task = (ObjectReference) call(invoker, CallHelper.LATER, all);
        thread.turn();
        ReferenceType type = task.referenceType();
        if (task.getValue(type.fieldByName(CallHelper.THROWN)) instanceof StringReference thrown) {
            throw new TargetException.Thrown(thrown.value());
        }
        return invoker.pin(task.getValue(type.fieldByName(CallHelper.RESULT)));
    }

    /** Calls one of its other methods; see {@code LiveCalls} and {@code LiveEnums}. */
    Value call(Invoker invoker, String method, Value... arguments) throws JuriggedException {
        ClassType opened = opened(invoker);
        return invoker.callStatic(
                opened, method, opened.methodsByName(method).get(0).signature(), arguments);
    }

    /** Opens it once, for all of our threads there. */
    private synchronized ClassType opened(Invoker invoker) throws JuriggedException {
        if (type == null) {
            type = open(invoker);
        }
        return type;
    }

    /** Makes it, if it isn't there. */
    void warm(Invoker invoker) throws JuriggedException {
        opened(invoker);
    }

    private ClassType open(Invoker invoker) throws JuriggedException {
        ClassType helper = helper(invoker);
        ClassObjectReference opened = (ClassObjectReference) invoker.callStatic(
                helper, CallHelper.OPEN, CallHelper.OPEN_DESCRIPTOR, invoker.string(CallHelper.opening()));
        // Nobody else holds it, and the invoker lets go of it.
        opened.disableCollection();
        return (ClassType) opened.reflectedType();
    }

    private ClassType helper(Invoker invoker) throws JuriggedException {
        if (!vm.classesByName(CallHelper.NAME).isEmpty()) {
            return invoker.bootClass(CallHelper.NAME);
        }
        try {
            return define(invoker, CallHelper.classFile());
        } catch (TargetException.Thrown e) {
            return known(invoker, e);
        }
    }

    /** Takes what a controller that was here before us defined and got no further with. */
    private static ClassType known(Invoker invoker, TargetException.Thrown why) throws JuriggedException {
        try {
            return invoker.bootClass(CallHelper.NAME);
        } catch (TargetException.Thrown e) {
            throw why;
        }
    }

    private ClassType define(Invoker invoker, byte[] classFile) throws JuriggedException {
        ClassType unsafes = invoker.bootClass("jdk.internal.misc.Unsafe");
        ObjectReference unsafe =
                (ObjectReference) invoker.callStatic(unsafes, "getUnsafe", "()Ljdk/internal/misc/Unsafe;");
        // Espresso wants the name; HotSpot does without, and JDI would have to look a type up for it.
        ObjectReference name = Connections.unrestricted(vm)
                ? invoker.string(new ClassReader(classFile).getClassName().replace('/', '.'))
                : null;
        ClassObjectReference defined = (ClassObjectReference) invoker.call(
                unsafe,
                "defineClass",
                "(Ljava/lang/String;[BIILjava/lang/ClassLoader;Ljava/security/ProtectionDomain;)Ljava/lang/Class;",
                name,
                invoker.bytes(classFile),
                vm.mirrorOf(0),
                vm.mirrorOf(classFile.length),
                null,
                null);
        // JDI hears of it when it is linked, which the JVM does before it lists a class's constructors.
        invoker.call(defined, "getConstructors", "()[Ljava/lang/reflect/Constructor;");
        return (ClassType) defined.reflectedType();
    }

    /** Defines the classes behind those of its methods that give an enum other constants. */
    void provideEnums(Invoker invoker) throws JuriggedException {
        if (!hasEnums && vm.classesByName(EnumHelper.NAME).isEmpty()) {
            ReferenceType object = vm.classesByName("java.lang.Object").get(0);
            new ClassDefiner(this).define(invoker, object, EnumHelper.classFiles());
        }
        hasEnums = true;
    }

    /** Makes a text of several words for one of its methods. */
    static ObjectReference text(Invoker invoker, List<String> words) {
        return invoker.string(CallText.of(words));
    }

    /** Makes an array of objects. */
    ArrayReference array(Invoker invoker, int length) throws JuriggedException {
        return (ArrayReference) call(invoker, "array", vm.mirrorOf(length));
    }

    /** Makes an array with some objects. */
    ArrayReference array(Invoker invoker, List<? extends ObjectReference> objects) throws JuriggedException {
        return array(invoker, objects.size(), objects);
    }

    /** Makes an array with some objects in front, and nulls. */
    ArrayReference array(Invoker invoker, int length, List<? extends ObjectReference> objects)
            throws JuriggedException {
        ArrayReference array = array(invoker, length);
        for (int at = 0; at < objects.size(); at += HANDFUL) {
            Value[] arguments = new Value[2 + HANDFUL];
            arguments[0] = array;
            arguments[1] = vm.mirrorOf(at);
            for (int i = 0; i < HANDFUL && at + i < objects.size(); i++) {
                arguments[2 + i] = objects.get(at + i);
            }
            call(invoker, "fill", arguments);
        }
        return array;
    }
}
