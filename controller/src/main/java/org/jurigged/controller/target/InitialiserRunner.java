package org.jurigged.controller.target;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.ClassObjectReference;
import com.sun.jdi.ClassType;
import com.sun.jdi.Field;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StringReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import java.util.HashMap;
import java.util.Map;
import org.jurigged.controller.JuriggedException;
import org.jurigged.reshape.FinalStore;
import org.jurigged.reshape.InitialiserRun;

/**
 * Runs a changed static initialiser for its class.
 *
 * <p>The code comes as a class that is defined hidden, as a nest mate of the host ({@code Lookup.defineHiddenClass} with
 * {@code NESTMATE}): it reads and writes the host's private members, no name is taken, and it can be unloaded after.
 */
final class InitialiserRunner {
    private static final String LOOKUP = "java.lang.invoke.MethodHandles$Lookup";
    private static final Map<String, String> PUTS = Map.of(
            "Z",
            "putBoolean",
            "B",
            "putByte",
            "C",
            "putChar",
            "S",
            "putShort",
            "I",
            "putInt",
            "J",
            "putLong",
            "F",
            "putFloat",
            "D",
            "putDouble");

    private final VirtualMachine vm;

    InitialiserRunner(VirtualMachine vm) {
        this.vm = vm;
    }

    void run(Invoker invoker, ReferenceType host, InitialiserRun initialiser) throws JuriggedException {
        if (initialiser instanceof InitialiserRun.Constant constant) {
            ReferenceType owner = sibling(invoker, host, constant.owner());
            put(invoker, owner, constant.field(), constant.descriptor(), mirror(invoker, constant));
            return;
        }
        if (initialiser instanceof InitialiserRun.Initialise initialise) {
            initialise(invoker, host, initialise.companionName());
            return;
        }
        InitialiserRun.Slice slice = (InitialiserRun.Slice) initialiser;
        ClassType companion = defineHidden(invoker, host, slice.companion());
        invoker.callStatic(companion, "run", "()V");
        for (FinalStore store : slice.finals()) {
            Value value = companion.getValue(companion.fieldByName(store.field()));
            ReferenceType owner = sibling(invoker, host, store.owner());
            if (store.transfer() == FinalStore.Transfer.COPY_STATE) {
                copyState(invoker, (ObjectReference) value, (ObjectReference)
                        owner.getValue(owner.fieldByName(store.place())));
            } else {
                put(invoker, owner, store.place(), store.descriptor(), value);
            }
        }
    }

    /** Finds a class by name in the loader of another one, and initialises it. */
    static ReferenceType sibling(Invoker invoker, ReferenceType host, String name) throws JuriggedException {
        return host.name().equals(name) ? host : initialise(invoker, host, name).reflectedType();
    }

    static ClassObjectReference initialise(Invoker invoker, ReferenceType host, String name) throws JuriggedException {
        ClassType classes = invoker.bootClass("java.lang.Class");
        return (ClassObjectReference) invoker.callStatic(
                classes,
                "forName",
                "(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;",
                invoker.string(name),
                host.virtualMachine().mirrorOf(true),
                host.classLoader());
    }

    /** Copies every instance field, inherited and final ones too: the object that the program knows stays the same. */
    private void copyState(Invoker invoker, ObjectReference from, ObjectReference to) throws JuriggedException {
        ObjectReference unsafe = unsafe(invoker);
        for (Field field : from.referenceType().allFields()) {
            // Name, ordinal and hash code are the constant's own.
            if (!field.isStatic() && !field.declaringType().name().equals("java.lang.Enum")) {
                Value offset = invoker.call(
                        unsafe,
                        "objectFieldOffset",
                        "(Ljava/lang/reflect/Field;)J",
                        field(invoker, field.declaringType(), field.name()));
                store(invoker, unsafe, field.signature(), to, offset, from.getValue(field));
            }
        }
    }

    /** Defines a class hidden, as a nest mate of the host, without initialising it. */
    ClassType defineHidden(Invoker invoker, ReferenceType host, byte[] bytes) throws JuriggedException {
        ClassType lookupClass = invoker.bootClass(LOOKUP);
        ObjectReference trusted = (ObjectReference) lookupClass.getValue(lookupClass.fieldByName("IMPL_LOOKUP"));
        ObjectReference lookup = (ObjectReference) invoker.call(
                trusted, "in", "(Ljava/lang/Class;)L" + LOOKUP.replace('.', '/') + ";", host.classObject());
        ObjectReference hidden = (ObjectReference) invoker.call(
                lookup,
                "defineHiddenClass",
                "([BZ[L" + LOOKUP.replace('.', '/') + "$ClassOption;)L" + LOOKUP.replace('.', '/') + ";",
                invoker.bytes(bytes),
                vm.mirrorOf(false),
                nestmate(invoker));
        ClassObjectReference found = (ClassObjectReference) invoker.call(hidden, "lookupClass", "()Ljava/lang/Class;");
        return (ClassType) found.reflectedType();
    }

    private ArrayReference nestmate(Invoker invoker) throws JuriggedException {
        ClassType option = invoker.bootClass(LOOKUP + "$ClassOption");
        Value nestmate = invoker.callStatic(
                option,
                "valueOf",
                "(Ljava/lang/String;)L" + option.name().replace('.', '/') + ";",
                invoker.string("NESTMATE"));
        ClassType arrays = invoker.bootClass("java.lang.reflect.Array");
        ArrayReference options = (ArrayReference) invoker.callStatic(
                arrays, "newInstance", "(Ljava/lang/Class;I)Ljava/lang/Object;", option.classObject(), vm.mirrorOf(1));
        try {
            options.setValue(0, nestmate);
        } catch (com.sun.jdi.InvalidTypeException | com.sun.jdi.ClassNotLoadedException e) {
            throw new JuriggedException("The program's JVM took no class option: " + e.getMessage() + ".", e);
        }
        return options;
    }

    private Value mirror(Invoker invoker, InitialiserRun.Constant constant) throws JuriggedException {
        Object value = constant.value();
        if (value instanceof String text) {
            // A constant string is interned (JLS 3.10.5): `==` on it must go on holding.
            return invoker.call(invoker.string(text), "intern", "()Ljava/lang/String;");
        }
        Number number = (Number) value;
        return switch (constant.descriptor()) {
            case "Z" -> vm.mirrorOf(number.intValue() != 0);
            case "B" -> vm.mirrorOf(number.byteValue());
            case "C" -> vm.mirrorOf((char) number.intValue());
            case "S" -> vm.mirrorOf(number.shortValue());
            case "I" -> vm.mirrorOf(number.intValue());
            case "J" -> vm.mirrorOf(number.longValue());
            case "F" -> vm.mirrorOf(number.floatValue());
            default -> vm.mirrorOf(number.doubleValue());
        };
    }

    /** Stores into a static field, final or not: JDI refuses the final ones, {@code Unsafe} does not. */
    void put(Invoker invoker, ReferenceType host, String name, String descriptor, Value value)
            throws JuriggedException {
        ObjectReference unsafe = unsafe(invoker);
        ObjectReference field = field(invoker, host, name);
        Value base = invoker.call(unsafe, "staticFieldBase", "(Ljava/lang/reflect/Field;)Ljava/lang/Object;", field);
        Value offset = invoker.call(unsafe, "staticFieldOffset", "(Ljava/lang/reflect/Field;)J", field);
        store(invoker, unsafe, descriptor, base, offset, value);
    }

    private static ObjectReference unsafe(Invoker invoker) throws JuriggedException {
        ClassType unsafeClass = invoker.bootClass("jdk.internal.misc.Unsafe");
        return (ObjectReference) invoker.callStatic(unsafeClass, "getUnsafe", "()Ljdk/internal/misc/Unsafe;");
    }

    private static void store(
            Invoker invoker, ObjectReference unsafe, String descriptor, Value base, Value offset, Value value)
            throws JuriggedException {
        String type = PUTS.containsKey(descriptor) ? descriptor : "Ljava/lang/Object;";
        invoker.call(
                unsafe,
                PUTS.getOrDefault(descriptor, "putReference") + "Volatile",
                "(Ljava/lang/Object;J" + type + ")V",
                base,
                offset,
                value);
    }

    /** Finds the reflective field without reflection's filters ({@code getDeclaredField} hides some). */
    ObjectReference field(Invoker invoker, ReferenceType host, String name) throws JuriggedException {
        ObjectReference field = fields(invoker, host).get(name);
        if (field == null) {
            throw new JuriggedException(host.name() + " has no field " + name + " in the program.");
        }
        return field;
    }

    /** Returns the declared fields by name. */
    Map<String, ObjectReference> fields(Invoker invoker, ReferenceType host) throws JuriggedException {
        ArrayReference fields = (ArrayReference) invoker.call(
                host.classObject(), "getDeclaredFields0", "(Z)[Ljava/lang/reflect/Field;", vm.mirrorOf(false));
        Map<String, ObjectReference> byName = new HashMap<>();
        for (Value candidate : fields.getValues()) {
            ObjectReference field = (ObjectReference) candidate;
            Value name = field.getValue(field.referenceType().fieldByName("name"));
            byName.put(((StringReference) name).value(), field);
        }
        return byName;
    }
}
