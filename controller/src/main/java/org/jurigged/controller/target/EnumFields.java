package org.jurigged.controller.target;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassType;
import com.sun.jdi.Field;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jurigged.controller.JuriggedException;
import org.jurigged.reshape.EnumChange;
import org.jurigged.reshape.EnumChange.Constant;
import org.jurigged.reshape.EnumChange.Place;
import org.jurigged.reshape.EnumHelper;

/** The static fields of an enum's constants, as reflection shows them, and what {@link EnumHelper} is told of them. */
final class EnumFields {
    private final Invoker invoker;
    private final ReferenceType host;
    private final InitialiserRunner runner;
    private final Map<String, Map<String, ObjectReference>> fields = new HashMap<>();
    private final Map<String, ClassType> holders;

    /** {@code holders} are the classes that have new constants, in fields of their names. */
    EnumFields(Invoker invoker, ReferenceType host, Map<String, ClassType> holders) {
        this.invoker = invoker;
        this.host = host;
        this.holders = holders;
        this.runner = new InitialiserRunner(host.virtualMachine());
    }

    /**
     * Prepares a call: an array with the helper's arguments in its order. Nothing in it refers to a constant.
     *
     * @param holder keeps the constants that are gone
     */
    ArrayReference call(EnumChange change, SwitchTables tables, ObjectReference holder) throws JuriggedException {
        List<Place> after = change.after().stream().map(Constant::place).toList();
        List<Place> before = change.before().stream().map(Constant::place).toList();
        List<Value> sources = new ArrayList<>();
        List<Value> places = new ArrayList<>();
        List<Value> names = new ArrayList<>();
        for (Constant constant : change.after()) {
            ObjectReference place = field(constant.place());
            places.add(place);
            ClassType maker = before.contains(constant.place()) ? null : holders.get(constant.name());
            sources.add(maker == null ? place : runner.field(invoker, maker, constant.name()));
            names.add(invoker.string(constant.name()));
        }
        List<Value> moved = new ArrayList<>();
        List<Value> removed = new ArrayList<>();
        for (Place place : before) {
            moved.add(host.virtualMachine().mirrorOf(after.indexOf(place)));
            if (!after.contains(place)) {
                removed.add(field(place));
            }
        }
        List<Value> tableFields = new ArrayList<>();
        List<Value> numbers = new ArrayList<>();
        for (Field table : tables.fields()) {
            tableFields.add(runner.field(invoker, table.declaringType(), table.name()));
            for (Place place : after) {
                int number = before.contains(place) ? 0 : tables.number(table, place);
                numbers.add(host.virtualMachine().mirrorOf(number));
            }
        }
        ObjectReference fieldType = invoker.bootClass("java.lang.reflect.Field").classObject();
        ClassType integers = invoker.bootClass("java.lang.Integer");
        ObjectReference integer = (ObjectReference) integers.getValue(integers.fieldByName("TYPE"));
        List<Value> arguments = List.of(
                host.classObject(),
                array(fieldType, sources),
                array(fieldType, places),
                array(invoker.bootClass("java.lang.String").classObject(), names),
                array(integer, moved),
                array(fieldType, removed),
                field(change.values()),
                array(fieldType, tableFields),
                array(integer, numbers),
                holder);
        return array(invoker.bootClass("java.lang.Object").classObject(), arguments);
    }

    private ObjectReference field(Place place) throws JuriggedException {
        Map<String, ObjectReference> found = fields.get(place.owner());
        if (found == null) {
            found = runner.fields(invoker, InitialiserRunner.sibling(invoker, host, place.owner()));
            fields.put(place.owner(), found);
        }
        return found.get(place.field());
    }

    private ArrayReference array(ObjectReference type, List<? extends Value> values) throws JuriggedException {
        ClassType arrays = invoker.bootClass("java.lang.reflect.Array");
        return filled(
                (ArrayReference) invoker.callStatic(
                        arrays,
                        "newInstance",
                        "(Ljava/lang/Class;I)Ljava/lang/Object;",
                        type,
                        host.virtualMachine().mirrorOf(values.size())),
                values);
    }

    /** Fills an array with values of its type. */
    static ArrayReference filled(ArrayReference array, List<? extends Value> values) throws JuriggedException {
        try {
            if (!values.isEmpty()) {
                array.setValues(values);
            }
            return array;
        } catch (InvalidTypeException | ClassNotLoadedException e) {
            throw new JuriggedException("The program's JVM took no values of an array: " + e.getMessage() + ".", e);
        }
    }
}
