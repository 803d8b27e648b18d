package org.jurigged.controller.target;

import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import java.util.ArrayList;
import java.util.List;
import org.jurigged.controller.JuriggedException;
import org.jurigged.reshape.CallText;
import org.jurigged.reshape.FinalStore;
import org.jurigged.reshape.InitialiserRun;

/**
 * Runs a changed static initialiser for its class.
 *
 * <p>The code comes as a class that is defined hidden, as a nest mate of the host ({@code Lookup.defineHiddenClass} with
 * {@code NESTMATE}): it reads and writes the host's private members, no name is taken, and it can be unloaded after.
 */
final class InitialiserRunner {
    private final VirtualMachine vm;
    private final Door door;

    InitialiserRunner(VirtualMachine vm, Door door) {
        this.vm = vm;
        this.door = door;
    }

    void run(Invoker invoker, ReferenceType host, InitialiserRun initialiser) throws JuriggedException {
        if (initialiser instanceof InitialiserRun.Constant constant) {
            put(invoker, host, constant);
        } else if (initialiser instanceof InitialiserRun.Initialise initialise) {
            initialise(invoker, host, List.of(initialise.companionName()));
        } else if (initialiser instanceof InitialiserRun.Slice slice) {
            ObjectReference companion = invoker.string(CallText.of(slice.companion()));
            door.run(invoker, "run", 0, host.classObject(), companion, stores(invoker, slice.finals()));
        }
    }

    private static ObjectReference stores(Invoker invoker, List<FinalStore> finals) {
        List<String> words = stores(finals);
        return words.isEmpty() ? null : Door.text(invoker, words);
    }

    /** Returns what {@code LiveCalls.run} is told of the final fields that a run sets. */
    static List<String> stores(List<FinalStore> finals) {
        List<String> words = new ArrayList<>();
        for (FinalStore store : finals) {
            words.addAll(List.of(
                    store.field(),
                    store.owner(),
                    store.place(),
                    store.transfer().name()));
        }
        return words;
    }

    /** Finds classes by name in the loader of another one, and initialises them. */
    void initialise(Invoker invoker, ReferenceType neighbour, List<String> names) throws JuriggedException {
        if (!names.isEmpty()) {
            door.run(invoker, "initialise", 0, neighbour.classObject(), Door.text(invoker, names));
        }
    }

    /** Stores into a static field, final or not: JDI refuses the final ones, {@code Unsafe} does not. */
    private void put(Invoker invoker, ReferenceType host, InitialiserRun.Constant constant) throws JuriggedException {
        ObjectReference place = Door.text(invoker, List.of(constant.owner(), constant.field()));
        ObjectReference text = constant.value() instanceof String string ? invoker.string(string) : null;
        door.run(invoker, "put", bits(constant.value()), host.classObject(), place, text);
    }

    /** Returns the bits of a constant of a primitive type; 0 of any other. */
    static long bits(Object value) {
        if (value instanceof Float number) {
            return Float.floatToRawIntBits(number);
        }
        if (value instanceof Double number) {
            return Double.doubleToRawLongBits(number);
        }
        return value instanceof Number number ? number.longValue() : 0;
    }
}
