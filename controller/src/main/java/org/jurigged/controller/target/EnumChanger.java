package org.jurigged.controller.target;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.BooleanValue;
import com.sun.jdi.ClassObjectReference;
import com.sun.jdi.ClassType;
import com.sun.jdi.IntegerValue;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jurigged.controller.JuriggedException;
import org.jurigged.reshape.CallText;
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
    private final Set<String> users;
    private final Door door;
    private final BooleanSupplier isAbandoned;
    private long pausedNanos;

    /**
     * Prepares a change.
     *
     * @param users binary names of classes that may switch over the enum
     * @param door has the methods of {@link EnumHelper}
     * @param isAbandoned whether nobody waits for the change any more
     */
    EnumChanger(
            Invoker invoker,
            ClassType host,
            EnumChange change,
            Set<String> users,
            Door door,
            BooleanSupplier isAbandoned) {
        this.vm = host.virtualMachine();
        this.invoker = invoker;
        this.host = host;
        this.change = change;
        this.users = users;
        this.door = door;
        this.isAbandoned = isAbandoned;
    }

    /** Makes the new constants, and changes them all; returns how long the program stood still in nanoseconds. */
    long run() throws JuriggedException {
        change(create(), false);
        return pausedNanos;
    }

    /** Does what {@link #run} does, and takes it back at once. */
    long rehearse() throws JuriggedException {
        change(create(), true);
        return pausedNanos;
    }

    /** Makes the new constants; as yet nobody can see them. Returns an array with the classes that have them. */
    private ArrayReference create() throws JuriggedException {
        List<InitialiserRun.Slice> creations = change.creations();
        ArrayReference makers = door.array(invoker, creations.size());
        for (int i = 0; i < creations.size(); i++) {
            InitialiserRun.Slice slice = creations.get(i);
            ObjectReference companion = invoker.string(CallText.of(slice.companion()));
            try {
                door.run(invoker, "create", i, host.classObject(), companion, makers);
            } catch (TargetException.Thrown e) {
                throw kept(Code.J107, slice.element().name(), "its constructor threw " + e.getMessage());
            }
        }
        return makers;
    }

    /**
     * What is prepared while the program runs.
     *
     * @param stale methods whose compiled code is to be forgotten
     */
    private record Prepared(SwitchTables tables, List<Method> stale, Value call, Value back) {}

    private Prepared prepare(ArrayReference makers, EnumObjects objects) throws JuriggedException {
        SwitchTables tables = tables();
        Value holder = door.run(
                invoker,
                "instance",
                0,
                host.classObject(),
                invoker.string(CallText.of(EnumHelper.holder(host.name()))));
        List<ClassObjectReference> types = tables.fields().stream()
                .map(table -> table.declaringType().classObject())
                .toList();
        // Links what is needed while no other thread can let go of a lock.
        ArrayReference both = (ArrayReference) door.run(
                invoker,
                "prepare",
                0,
                host.classObject(),
                Door.text(invoker, EnumFields.words(change, tables)),
                Door.text(invoker, EnumFields.words(change.reversed(), tables)),
                makers,
                door.array(invoker, types),
                holder);
        return new Prepared(
                tables, stale(tables, objects), invoker.pin(both.getValue(0)), invoker.pin(both.getValue(1)));
    }

    /** A class that is loaded and not linked may fill a table as soon as it is used: it is linked to be among the known. */
    private SwitchTables tables() throws JuriggedException {
        SwitchTables tables = SwitchTables.of(vm, host, users);
        List<ReferenceType> unlinked = tables.unseen();
        if (unlinked.isEmpty()) {
            return tables;
        }
        for (ReferenceType type : unlinked) {
            new ClassDefiner(door).link(invoker, type);
        }
        LoadedTypes.awaitPrepared(unlinked);
        tables = SwitchTables.of(vm, host, users);
        tables.leaveOut(unlinked);
        return tables;
    }

    private void change(ArrayReference makers, boolean rehearsal) throws JuriggedException {
        EnumObjects objects = new EnumObjects(vm, host);
        Prepared prepared = prepare(makers, objects);
        if (mayHaveSets()) {
            objects.look();
        }
        long end = System.nanoTime() + PATIENCE;
        String disturbance;
        do {
            if (isAbandoned.getAsBoolean()) {
                throw kept(Code.J107, change.className(), "its new constants took too long to make");
            }
            if (!prepared.tables().unseen().isEmpty()) {
                prepared = prepare(makers, objects);
            }
            disturbance = attempt(prepared, objects, rehearsal);
        } while (disturbance != null && System.nanoTime() < end);
        if (disturbance != null) {
            throw kept(Code.J107, change.className(), disturbance);
        }
    }

    /** Tries it while the program stands still; returns why it has to be tried again, null if it is done. */
    private String attempt(Prepared prepared, EnumObjects objects, boolean rehearsal) throws JuriggedException {
        long start = System.nanoTime();
        try (Stillness still = new Stillness(vm, invoker.thread())) {
            if (!prepared.tables().unseen().isEmpty()) {
                return "classes that may switch over it are being loaded";
            }
            Optional<String> disturbance = still.disturbance(host, prepared.tables());
            if (disturbance.isPresent()) {
                return disturbance.get();
            }
            try {
                return exchange(prepared, objects, rehearsal);
            } finally {
                forget(prepared.stale());
            }
        } finally {
            pausedNanos += System.nanoTime() - start;
        }
    }

    /** Returns why it has to be tried again; null if it is done. */
    private String exchange(Prepared prepared, EnumObjects objects, boolean rehearsal) throws JuriggedException {
        boolean removes = change.removesAny();
        ArrayReference all = door.array(invoker, objects.all(mayHaveSets()));
        long before = removes ? constants() : 0;
        int result = ((IntegerValue) door.call(invoker, "change", prepared.call(), all)).value();
        if (result == BUSY) {
            return "a set of its constants is being gone through";
        }
        if (result == HELD) {
            throw held("a set or map has one of those");
        }
        long after = removes ? constants() : 0;
        boolean isHeld = before - after < gone().size();
        // Old code that goes on may still read the fields; nothing else can.
        door.call(invoker, "restore", prepared.call());
        if (isHeld || rehearsal) {
            door.call(invoker, "takeBack", prepared.call(), prepared.back(), all);
        }
        if (isHeld) {
            throw held("the program still refers to one of those");
        }
        return null;
    }

    private boolean mayHaveSets() throws JuriggedException {
        return ((BooleanValue) door.call(invoker, "mayHaveSets", host.classObject())).value();
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
