package org.jurigged.controller.target;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.ArrayType;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassType;
import com.sun.jdi.Field;
import com.sun.jdi.IntegerValue;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jurigged.controller.JuriggedException;
import org.jurigged.reshape.Code;
import org.jurigged.reshape.EnumChange;
import org.jurigged.reshape.EnumChange.Constant;
import org.jurigged.reshape.EnumChange.Place;
import org.jurigged.reshape.EnumHelper;
import org.jurigged.reshape.InitialiserRun;
import org.jurigged.reshape.Refusal;

/** Gives an enum of the program other constants, or throws {@link TargetException.Kept} with nothing changed. */
final class EnumChanger {
    private static final int HELD = 1;
    private static final int BUSY = 2;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

    private final VirtualMachine vm;
    private final Invoker invoker;
    private final ReferenceType host;
    private final EnumChange change;
    private final InitialiserRunner runner;
    private final ClassType helper;
    private final BooleanSupplier isAbandoned;
    private final Map<Place, ReferenceType> owners = new HashMap<>();

    /**
     * Prepares a change.
     *
     * @param helper the class of {@link EnumHelper}
     * @param isAbandoned whether nobody waits for the change any more
     */
    EnumChanger(Invoker invoker, ReferenceType host, EnumChange change, ClassType helper, BooleanSupplier isAbandoned) {
        this.vm = host.virtualMachine();
        this.invoker = invoker;
        this.host = host;
        this.change = change;
        this.runner = new InitialiserRunner(vm);
        this.helper = helper;
        this.isAbandoned = isAbandoned;
    }

    /** Everything that the helper is told and that can be known while the program runs. */
    private record Call(
            ArrayReference after,
            ArrayReference names,
            ArrayReference moved,
            ArrayReference tables,
            ArrayReference fields,
            ArrayReference values) {}

    void run() throws JuriggedException {
        Map<String, ObjectReference> created = create();
        SwitchTables tables = SwitchTables.of(vm, host);
        EnumObjects objects = new EnumObjects(vm);
        Map<Place, ObjectReference> removed = removed();
        Call call = call(created, tables, removed);
        List<Method> stale = stale(tables, objects);
        long end = System.nanoTime() + PATIENCE;
        String disturbance;
        do {
            if (isAbandoned.getAsBoolean()) {
                throw kept(Code.J107, change.className(), "its new constants took too long to make");
            }
            disturbance = attempt(call, tables, objects, removed, stale).orElse(null);
        } while (disturbance != null && System.nanoTime() < end);
        if (disturbance != null) {
            throw kept(Code.J107, change.className(), disturbance);
        }
    }

    private static TargetException.Kept kept(Code code, String definition, String reason) {
        return new TargetException.Kept(new Refusal(code, definition.replace('$', '.'), reason));
    }

    /** Makes the new constants; as yet nobody can see them. */
    private Map<String, ObjectReference> create() throws JuriggedException {
        Map<String, ObjectReference> created = new LinkedHashMap<>();
        for (InitialiserRun.Slice slice : change.creations()) {
            try {
                ClassType companion = runner.defineHidden(invoker, host, slice.companion());
                invoker.callStatic(companion, "run", "()V");
                Field field = companion.fieldByName(slice.element().field());
                created.put(slice.element().field(), invoker.pin((ObjectReference) companion.getValue(field)));
                companion.setValue(field, null);
            } catch (TargetException.Thrown e) {
                throw kept(Code.J107, slice.element().name(), "its constructor threw " + e.getMessage());
            } catch (InvalidTypeException | ClassNotLoadedException e) {
                throw new IllegalStateException(e);
            }
        }
        return created;
    }

    private ReferenceType owner(Place place) throws JuriggedException {
        ReferenceType owner = owners.get(place);
        if (owner == null) {
            owner = InitialiserRunner.sibling(invoker, host, place.owner());
            owners.put(place, owner);
        }
        return owner;
    }

    private Value read(Place place) throws JuriggedException {
        ReferenceType owner = owner(place);
        return owner.getValue(owner.fieldByName(place.field()));
    }

    private Map<Place, ObjectReference> removed() throws JuriggedException {
        List<Place> staying = change.after().stream().map(Constant::place).toList();
        Map<Place, ObjectReference> removed = new LinkedHashMap<>();
        for (Constant constant : change.before()) {
            if (!staying.contains(constant.place()) && read(constant.place()) instanceof ObjectReference object) {
                removed.put(constant.place(), object);
            }
        }
        return removed;
    }

    private Call call(Map<String, ObjectReference> created, SwitchTables tables, Map<Place, ObjectReference> removed)
            throws JuriggedException {
        List<Place> places = change.after().stream().map(Constant::place).toList();
        List<Value> after = new ArrayList<>();
        List<Value> names = new ArrayList<>();
        List<Value> fields = new ArrayList<>();
        List<Value> values = new ArrayList<>();
        for (Constant constant : change.after()) {
            ObjectReference young = created.get(constant.name());
            after.add(young == null ? read(constant.place()) : young);
            names.add(invoker.string(constant.name()));
            if (young != null) {
                fields.add(field(constant.place()));
                values.add(young);
            }
        }
        for (Place place : removed.keySet()) {
            fields.add(field(place));
            values.add(null);
        }
        ArrayReference universe = array(host, after);
        fields.add(field(change.values()));
        values.add(universe);
        List<Value> moved = new ArrayList<>();
        change.before().forEach(constant -> moved.add(vm.mirrorOf(places.indexOf(constant.place()))));
        List<Value> tableFields = new ArrayList<>();
        for (Field table : tables.fields()) {
            tableFields.add(runner.field(invoker, table.declaringType(), table.name()));
        }
        ClassType field = invoker.bootClass("java.lang.reflect.Field");
        return new Call(
                universe,
                array(invoker.bootClass("java.lang.String"), names),
                filled((ArrayReference) primitives(moved.size()), moved),
                array(field, tableFields),
                array(field, fields),
                array(invoker.bootClass("java.lang.Object"), values));
    }

    private ObjectReference field(Place place) throws JuriggedException {
        return runner.field(invoker, owner(place), place.field());
    }

    private ArrayReference array(ReferenceType type, List<? extends Value> values) throws JuriggedException {
        ClassType arrays = invoker.bootClass("java.lang.reflect.Array");
        return filled(
                (ArrayReference) invoker.callStatic(
                        arrays,
                        "newInstance",
                        "(Ljava/lang/Class;I)Ljava/lang/Object;",
                        type.classObject(),
                        vm.mirrorOf(values.size())),
                values);
    }

    private Value primitives(int length) throws JuriggedException {
        ClassType arrays = invoker.bootClass("java.util.Arrays");
        ArrayType type = (ArrayType) vm.classesByName("int[]").get(0);
        return invoker.callStatic(arrays, "copyOf", "([II)[I", invoker.pin(type.newInstance(0)), vm.mirrorOf(length));
    }

    private static ArrayReference filled(ArrayReference array, List<? extends Value> values) throws JuriggedException {
        try {
            if (!values.isEmpty()) {
                array.setValues(values);
            }
            return array;
        } catch (InvalidTypeException | ClassNotLoadedException e) {
            throw new JuriggedException("The program's JVM took no values of an array: " + e.getMessage() + ".", e);
        }
    }

    /** Returns why it has to be tried again; empty if it is done. */
    private Optional<String> attempt(
            Call call,
            SwitchTables tables,
            EnumObjects objects,
            Map<Place, ObjectReference> removed,
            List<Method> stale)
            throws JuriggedException {
        try (Stillness still = new Stillness(vm, invoker.thread())) {
            Optional<String> disturbance = still.disturbance(host, tables);
            if (disturbance.isPresent()) {
                return disturbance;
            }
            ArrayType type = (ArrayType) vm.classesByName("java.lang.Object[]").get(0);
            List<ObjectReference> found = objects.all();
            ArrayReference all = filled(invoker.pin(type.newInstance(found.size())), found);
            int result = change(call, all);
            if (result == BUSY) {
                return Optional.of("a set of its constants is being gone through");
            }
            if (result == HELD) {
                throw held("a set or map has it");
            }
            forget(stale);
            return Optional.empty();
        }
    }

    private TargetException.Kept held(String how) {
        List<String> after = change.after().stream().map(Constant::name).toList();
        String gone = change.before().stream()
                .map(Constant::name)
                .filter(name -> !after.contains(name))
                .findFirst()
                .orElse("");
        return kept(Code.J108, change.className() + "." + gone, how);
    }

    private int change(Call call, ArrayReference objects) throws JuriggedException {
        IntegerValue result = (IntegerValue) invoker.callStatic(
                helper,
                EnumHelper.METHOD,
                EnumHelper.DESCRIPTOR,
                host.classObject(),
                call.after(),
                call.names(),
                call.moved(),
                objects,
                call.tables(),
                call.fields(),
                call.values(),
                vm.mirrorOf(false));
        return result.value();
    }

    private List<Method> stale(SwitchTables tables, EnumObjects objects) {
        List<Method> stale = new ArrayList<>(tables.readers());
        stale.addAll(objects.readers());
        stale.addAll(host.methodsByName("values"));
        return stale;
    }

    /** HotSpot throws compiled code away when a breakpoint is set in a method that it is made of. */
    private void forget(List<Method> methods) {
        List<EventRequest> breakpoints = new ArrayList<>();
        for (Method method : methods) {
            BreakpointRequest breakpoint = vm.eventRequestManager().createBreakpointRequest(method.location());
            breakpoint.setSuspendPolicy(EventRequest.SUSPEND_NONE);
            breakpoint.enable();
            breakpoints.add(breakpoint);
        }
        vm.eventRequestManager().deleteEventRequests(breakpoints);
    }
}
