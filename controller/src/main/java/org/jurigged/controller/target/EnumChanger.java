package org.jurigged.controller.target;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.ArrayType;
import com.sun.jdi.ClassType;
import com.sun.jdi.Field;
import com.sun.jdi.IntegerValue;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jurigged.controller.JuriggedException;
import org.jurigged.reshape.Code;
import org.jurigged.reshape.EnumChange;
import org.jurigged.reshape.EnumChange.Constant;
import org.jurigged.reshape.EnumHelper;
import org.jurigged.reshape.InitialiserRun;
import org.jurigged.reshape.Refusal;

/**
 * Gives an enum of the program other constants, or throws {@link TargetException.Kept} with nothing changed.
 *
 * <p>No constant ever gets an object id: while the JVM is suspended, the debug agent keeps everything alive that has one.
 */
final class EnumChanger {
    private static final int HELD = 1;
    private static final int BUSY = 2;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

    private final VirtualMachine vm;
    private final Invoker invoker;
    private final ClassType host;
    private final EnumChange change;
    private final ClassType helper;
    private final BooleanSupplier isAbandoned;
    private ObjectReference holder;

    /**
     * Prepares a change.
     *
     * @param helper the class of {@link EnumHelper}
     * @param isAbandoned whether nobody waits for the change any more
     */
    EnumChanger(Invoker invoker, ClassType host, EnumChange change, ClassType helper, BooleanSupplier isAbandoned) {
        this.vm = host.virtualMachine();
        this.invoker = invoker;
        this.host = host;
        this.change = change;
        this.helper = helper;
        this.isAbandoned = isAbandoned;
    }

    /** Makes the new constants, and changes them all. */
    void run() throws JuriggedException {
        EnumFields fields = new EnumFields(invoker, host);
        create(fields);
        change(fields, false);
    }

    /** Does what {@link #run} does, and takes it back at once. */
    void rehearse() throws JuriggedException {
        change(new EnumFields(invoker, host), true);
    }

    /** Makes the new constants; as yet nobody can see them. */
    private void create(EnumFields fields) throws JuriggedException {
        InitialiserRunner runner = new InitialiserRunner(vm);
        for (InitialiserRun.Slice slice : change.creations()) {
            try {
                ClassType companion = runner.defineHidden(invoker, host, slice.companion());
                invoker.callStatic(companion, "run", "()V");
                fields.created(slice.element().field(), companion);
            } catch (TargetException.Thrown e) {
                throw kept(Code.J107, slice.element().name(), "its constructor threw " + e.getMessage());
            }
        }
    }

    private void change(EnumFields fields, boolean rehearsal) throws JuriggedException {
        SwitchTables tables = SwitchTables.of(vm, host);
        EnumObjects objects = new EnumObjects(vm, host);
        EnumFields.Call call = fields.call(change, tables);
        EnumFields.Call back = fields.call(change.reversed(), tables);
        prepareHolder(fields.none());
        List<Method> stale = stale(tables, objects);
        boolean nothingMore = rehearsal && call.removed().length() == 0;
        long end = System.nanoTime() + PATIENCE;
        String disturbance;
        do {
            if (isAbandoned.getAsBoolean()) {
                throw kept(Code.J107, change.className(), "its new constants took too long to make");
            }
            try (Stillness still = new Stillness(vm, invoker.thread())) {
                disturbance = still.disturbance(host, tables).orElse(null);
                if (disturbance == null && !nothingMore) {
                    try {
                        disturbance = attempt(call, back, tables, objects, rehearsal);
                    } finally {
                        forget(stale);
                    }
                }
            }
        } while (disturbance != null && System.nanoTime() < end);
        if (disturbance != null) {
            throw kept(Code.J107, change.className(), disturbance);
        }
    }

    /** Has everything linked that is needed while no other thread can let go of a lock. */
    private void prepareHolder(ArrayReference none) throws JuriggedException {
        ClassType type = new InitialiserRunner(vm).defineHidden(invoker, host, EnumHelper.holder(host.name()));
        holder = invoker.create(type, "()V");
        invoker.callStatic(helper, EnumHelper.RESTORE, EnumHelper.RESTORE_DESCRIPTOR, none, holder);
    }

    /** Returns why it has to be tried again; null if it is done. */
    private String attempt(
            EnumFields.Call call, EnumFields.Call back, SwitchTables tables, EnumObjects objects, boolean rehearsal)
            throws JuriggedException {
        List<ObjectReference> found = objects.all();
        ArrayType type = (ArrayType) vm.classesByName("java.lang.Object[]").get(0);
        ArrayReference all = EnumFields.filled(invoker.pin(type.newInstance(found.size())), found);
        Map<Field, ObjectReference> numbers = tables.numbers();
        long before = call.removed().length() == 0 ? 0 : constants();
        int result = change(call, all);
        if (result == BUSY) {
            return "a set of its constants is being gone through";
        }
        if (result == HELD) {
            throw held("a set or map has one of those");
        }
        long after = call.removed().length() == 0 ? 0 : constants();
        boolean isHeld = before - after < call.removed().length();
        // Old code that goes on may still read the fields; nothing else can.
        restore(call.removed());
        if (isHeld || rehearsal) {
            change(back, all);
            restore(numbers);
        }
        if (isHeld) {
            throw held("the program still refers to one of those");
        }
        return null;
    }

    /** Counts the constants that something refers to, be it a local variable of a thread. */
    private long constants() {
        List<ReferenceType> types = new ArrayList<>(host.subclasses());
        types.add(host);
        long sum = 0;
        for (long count : vm.instanceCounts(types)) {
            sum += count;
        }
        return sum;
    }

    private int change(EnumFields.Call call, ArrayReference objects) throws JuriggedException {
        IntegerValue result = (IntegerValue) invoker.callStatic(
                helper,
                EnumHelper.CHANGE,
                EnumHelper.CHANGE_DESCRIPTOR,
                host.classObject(),
                call.sources(),
                call.places(),
                call.names(),
                call.moved(),
                call.removed(),
                call.values(),
                call.tables(),
                call.numbers(),
                objects,
                holder);
        return result.value();
    }

    private void restore(ArrayReference removed) throws JuriggedException {
        invoker.callStatic(helper, EnumHelper.RESTORE, EnumHelper.RESTORE_DESCRIPTOR, removed, holder);
    }

    private void restore(Map<Field, ObjectReference> numbers) throws JuriggedException {
        for (Map.Entry<Field, ObjectReference> entry : numbers.entrySet()) {
            Field field = entry.getKey();
            new InitialiserRunner(vm)
                    .put(invoker, field.declaringType(), field.name(), field.signature(), entry.getValue());
        }
    }

    private TargetException.Kept held(String how) {
        List<EnumChange.Place> staying =
                change.after().stream().map(Constant::place).toList();
        List<String> gone = change.before().stream()
                .filter(constant -> !staying.contains(constant.place()))
                .map(Constant::name)
                .toList();
        return gone.size() == 1
                ? kept(Code.J108, change.className() + "." + gone.get(0), how.replace("one of those", "it"))
                : kept(Code.J108, change.className(), String.join(", ", gone) + " removed, and " + how);
    }

    private static TargetException.Kept kept(Code code, String definition, String reason) {
        return new TargetException.Kept(new Refusal(code, definition.replace('$', '.'), reason));
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
