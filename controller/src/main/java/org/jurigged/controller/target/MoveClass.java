package org.jurigged.controller.target;

import com.sun.jdi.BooleanValue;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassType;
import com.sun.jdi.Field;
import com.sun.jdi.IntegerValue;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.PrimitiveValue;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jurigged.controller.JuriggedException;
import org.jurigged.reshape.move.MoveHelper;

/** Our class in the program that takes the values of old frames and hands them to new code. */
final class MoveClass {
    private static final long SECONDS = 20;
    private static final long TAKEN_MILLIS = 2_000;
    private static final long PAUSE_NANOS = 100_000;
    /** A plan that fits no frame. */
    private static final int NONE = 0;

    private final VirtualMachine vm;
    private final ServiceThread service;
    private final Door door;
    private volatile ClassType helper;
    private int numbers = NONE + 1;
    private int tickets;

    MoveClass(VirtualMachine vm, ServiceThread service, Door door) {
        this.vm = vm;
        this.service = service;
        this.door = door;
    }

    /** Defines it, which new code with an entrance needs: such code is verified with it, and asks it from its first call on. */
    synchronized void prepare() throws JuriggedException {
        if (helper == null) {
            helper = service.run("Preparing to move frames", SECONDS, this::define);
        }
    }

    private ClassType define(Invoker invoker) throws JuriggedException {
        if (vm.classesByName(MoveHelper.NAME).isEmpty()) {
            ReferenceType object = vm.classesByName("java.lang.Object").get(0);
            new ClassDefiner(door).define(invoker, object, Map.of(MoveHelper.NAME, MoveHelper.classFile()));
        }
        ClassType type = invoker.bootClass(MoveHelper.NAME);
        plan(invoker, type, List.of(MoveHelper.none(NONE)));
        // What it needs is loaded now, and not by a thread of the program's.
        save(invoker, type, NONE, NONE);
        return type;
    }

    /** Tells it what to do with frames; returns the number of the first loop of the plan. */
    synchronized int plan(MovePlan plan) throws JuriggedException {
        prepare();
        int first = numbers;
        numbers += plan.loops().size();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < plan.loops().size(); i++) {
            lines.add(MoveHelper.plan(
                    first + i,
                    plan.key(),
                    plan.first() + i,
                    plan.type().name(),
                    plan.method() + plan.descriptor(),
                    plan.room(),
                    plan.loops().get(i)));
        }
        service.run("Preparing to move " + plan.method(), SECONDS, invoker -> {
            plan(invoker, helper, lines);
            return null;
        });
        return first;
    }

    private static void plan(Invoker invoker, ClassType type, List<String> lines) throws JuriggedException {
        invoker.callStatic(type, MoveHelper.PLAN, MoveHelper.PLAN_DESCRIPTOR, invoker.string(String.join("\n", lines)));
    }

    /** Has it forget what {@link #plan} told it. */
    void forget(int first, MovePlan plan) throws JuriggedException {
        int end = first + plan.loops().size();
        service.run("Forgetting how to move " + plan.method(), SECONDS, invoker -> {
            invoker.callStatic(
                    helper, MoveHelper.FORGET, MoveHelper.FORGET_DESCRIPTOR, vm.mirrorOf(first), vm.mirrorOf(end));
            return null;
        });
    }

    /** Whether the innermost frame of a thread that an event has stopped runs the version of the code that a plan is for. */
    boolean isOf(ThreadReference thread, int plan) throws JuriggedException {
        try (Invoker invoker = new Invoker(vm, thread)) {
            Value is = invoker.callStatic(helper, MoveHelper.IS_OF, MoveHelper.IS_OF_DESCRIPTOR, vm.mirrorOf(plan));
            return ((BooleanValue) is).value();
        }
    }

    /** Saves the values of the innermost frame of a thread that an event has stopped. */
    Saved save(ThreadReference thread, int plan) throws JuriggedException {
        int ticket = ++tickets;
        int handed = number(MoveHelper.HANDED);
        try (Invoker invoker = new Invoker(vm, thread)) {
            return new Saved(thread, ticket, handed, save(invoker, helper, plan, ticket));
        }
    }

    private int save(Invoker invoker, ClassType type, int plan, int ticket) throws JuriggedException {
        PrimitiveValue code = (PrimitiveValue) invoker.callStatic(
                type, MoveHelper.SAVE, MoveHelper.SAVE_DESCRIPTOR, vm.mirrorOf(plan), vm.mirrorOf(ticket));
        return code.intValue();
    }

    private int number(String field) {
        return ((IntegerValue) helper.getValue(helper.fieldByName(field))).value();
    }

    /** The values of one frame, which wait for new code to take them. Used by one thread. */
    final class Saved {
        private final ThreadReference thread;
        private final int ticket;
        private final int handed;
        private final int code;

        private Saved(ThreadReference thread, int ticket, int handed, int code) {
            this.thread = thread;
            this.ticket = ticket;
            this.handed = handed;
            this.code = code;
        }

        /** Why there are none; empty if there are. */
        Optional<String> obstacle() {
            return MoveHelper.reason(code);
        }

        /** Whether the frame was not the one that was meant. */
        boolean isAnother() {
            return code == MoveHelper.ANOTHER;
        }

        /** Says that the old frame is gone, and they are wanted whenever it is. */
        void confirm() throws JuriggedException {
            try {
                helper.setValue(helper.fieldByName(MoveHelper.SURE), vm.mirrorOf(ticket));
            } catch (InvalidTypeException | ClassNotLoadedException e) {
                throw new JuriggedException("The class " + MoveHelper.NAME + " in the program is another one.", e);
            }
        }

        /** Forgets them; the thread must be as it was. */
        void drop() throws JuriggedException {
            try (Invoker invoker = new Invoker(vm, thread)) {
                invoker.callStatic(helper, MoveHelper.DROP, "()V");
            }
        }

        /** Waits until they are taken; false if that takes very long, as when somebody else has stopped the thread. */
        boolean awaitTaken() {
            Field armed = helper.fieldByName(MoveHelper.ARMED);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TAKEN_MILLIS);
            while (((BooleanValue) helper.getValue(armed)).value()) {
                if (System.nanoTime() > end) {
                    return false;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            return true;
        }

        /** Whether new code has begun with them; to be asked when they were taken. */
        boolean isHanded() {
            return number(MoveHelper.HANDED) != handed;
        }
    }
}
