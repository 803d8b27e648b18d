package org.jurigged.controller.target;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.ArrayType;
import com.sun.jdi.ClassType;
import com.sun.jdi.Field;
import com.sun.jdi.IntegerValue;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.util.ArrayList;
import java.util.HashMap;
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
    private static final int TRIES = 50;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

    private final VirtualMachine vm;
    private final Invoker invoker;
    private final ClassType host;
    private final EnumChange change;
    private final ClassType helper;
    private final BooleanSupplier isAbandoned;
    private long pausedNanos;

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

    /** Makes the new constants, and changes them all; returns how long the program stood still in nanoseconds. */
    long run() throws JuriggedException {
        change(create(), false);
        return pausedNanos;
    }

    /** Does what {@link #run} does, and takes it back at once. */
    long rehearse() throws JuriggedException {
        change(Map.of(), true);
        return pausedNanos;
    }

    /** Makes the new constants; as yet nobody can see them. */
    private Map<String, ClassType> create() throws JuriggedException {
        Map<String, ClassType> holders = new HashMap<>();
        for (InitialiserRun.Slice slice : change.creations()) {
            try {
                ClassType companion = again(() -> defineHidden(slice.companion()));
                invoker.callStatic(companion, "run", "()V");
                holders.put(slice.element().field(), companion);
            } catch (TargetException.Thrown e) {
                throw kept(Code.J107, slice.element().name(), "its constructor threw " + e.getMessage());
            }
        }
        return holders;
    }

    private ClassType defineHidden(byte[] classFile) throws JuriggedException {
        ClassType type = new InitialiserRunner(vm).defineHidden(invoker, host, classFile);
        invoker.pin(type.classObject());
        return type;
    }

    private interface Step<T> {
        T take() throws JuriggedException;
    }

    /** What a call returns can be collected before it is pinned, if the program makes much garbage. */
    private static <T> T again(Step<T> step) throws JuriggedException {
        for (int i = 0; i < TRIES; i++) {
            try {
                return step.take();
            } catch (ObjectCollectedException e) {
                continue;
            }
        }
        return step.take();
    }

    /** What is prepared while the program runs. */
    private record Prepared(ArrayReference call, ArrayReference back) {}

    private Prepared prepare(Map<String, ClassType> holders, SwitchTables tables) throws JuriggedException {
        EnumFields fields = new EnumFields(invoker, host, holders);
        ObjectReference holder = invoker.create(defineHidden(EnumHelper.holder(host.name())), "()V");
        ArrayReference call = fields.call(change, tables, holder);
        ArrayReference back = fields.call(change.reversed(), tables, holder);
        // Links what is needed while no other thread can let go of a lock.
        restore(call);
        return new Prepared(call, back);
    }

    private void change(Map<String, ClassType> holders, boolean rehearsal) throws JuriggedException {
        SwitchTables tables = SwitchTables.of(vm, host);
        EnumObjects objects = new EnumObjects(vm, host);
        Prepared prepared = again(() -> prepare(holders, tables));
        List<Method> stale = stale(tables, objects);
        objects.look();
        long end = System.nanoTime() + PATIENCE;
        String disturbance;
        do {
            if (isAbandoned.getAsBoolean()) {
                throw kept(Code.J107, change.className(), "its new constants took too long to make");
            }
            long start = System.nanoTime();
            try (Stillness still = new Stillness(vm, invoker.thread())) {
                disturbance = still.disturbance(host, tables).orElse(null);
                if (disturbance == null) {
                    try {
                        disturbance = attempt(prepared, tables, objects, rehearsal);
                    } finally {
                        forget(stale);
                    }
                }
            }
            pausedNanos += System.nanoTime() - start;
        } while (disturbance != null && System.nanoTime() < end);
        if (disturbance != null) {
            throw kept(Code.J107, change.className(), disturbance);
        }
    }

    /** Returns why it has to be tried again; null if it is done. */
    private String attempt(Prepared prepared, SwitchTables tables, EnumObjects objects, boolean rehearsal)
            throws JuriggedException {
        boolean removes = change.removesAny();
        List<ObjectReference> found = objects.all();
        ArrayType type = (ArrayType) vm.classesByName("java.lang.Object[]").get(0);
        ArrayReference all = EnumFields.filled(invoker.pin(type.newInstance(found.size())), found);
        Map<Field, ObjectReference> numbers = tables.numbers();
        long before = removes ? constants() : 0;
        int result = change(prepared.call(), all);
        if (result == BUSY) {
            return "a set of its constants is being gone through";
        }
        if (result == HELD) {
            throw held("a set or map has one of those");
        }
        long after = removes ? constants() : 0;
        boolean isHeld = before - after < gone().size();
        // Old code that goes on may still read the fields; nothing else can.
        restore(prepared.call());
        if (isHeld || rehearsal) {
            change(prepared.back(), all);
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

    private int change(ArrayReference call, ArrayReference objects) throws JuriggedException {
        IntegerValue result = (IntegerValue)
                invoker.callStatic(helper, EnumHelper.CHANGE, EnumHelper.CHANGE_DESCRIPTOR, call, objects);
        return result.value();
    }

    private void restore(ArrayReference call) throws JuriggedException {
        invoker.callStatic(helper, EnumHelper.RESTORE, EnumHelper.RESTORE_DESCRIPTOR, call);
    }

    private void restore(Map<Field, ObjectReference> numbers) throws JuriggedException {
        for (Map.Entry<Field, ObjectReference> entry : numbers.entrySet()) {
            Field field = entry.getKey();
            new InitialiserRunner(vm)
                    .put(invoker, field.declaringType(), field.name(), field.signature(), entry.getValue());
        }
    }

    /** Returns the names of the constants that go. */
    private List<String> gone() {
        List<EnumChange.Place> staying =
                change.after().stream().map(Constant::place).toList();
        return change.before().stream()
                .filter(constant -> !staying.contains(constant.place()))
                .map(Constant::name)
                .toList();
    }

    private TargetException.Kept held(String how) {
        List<String> gone = gone();
        return gone.size() == 1
                ? kept(Code.J108, change.className() + "." + gone.get(0), how.replace("one of those", "it"))
                : kept(Code.J108, change.className(), String.join(", ", gone) + " removed, and " + how);
    }

    private static TargetException.Kept kept(Code code, String definition, String reason) {
        return new TargetException.Kept(new Refusal(code, definition.replace('$', '.'), reason));
    }

    private List<Method> stale(SwitchTables tables, EnumObjects objects) {
        List<Method> stale = new ArrayList<>(tables.readers());
        stale.addAll(objects.readers(change.movesAny()));
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
