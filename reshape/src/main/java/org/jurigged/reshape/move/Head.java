package org.jurigged.reshape.move;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LocalVariableNode;

/** What is in the local variables when a turn of a loop begins. */
final class Head {
    private final MethodBody body;
    private final Loop loop;
    private final List<Slot> slots;

    private Head(MethodBody body, Loop loop, List<Slot> slots) {
        this.body = body;
        this.loop = loop;
        this.slots = slots;
    }

    static Head of(MethodBody body, Loop loop, Liveness liveness) {
        FrameNode frame = body.stackMap(loop.head());
        List<Slot> slots = new ArrayList<>();
        int slot = 0;
        for (Object type : frame == null ? List.of() : frame.local) {
            if (type != Opcodes.TOP) {
                slots.add(slot(body, loop, slot, type, liveness.isLive(slot, loop.head())));
            }
            slot += type == Opcodes.LONG || type == Opcodes.DOUBLE ? 2 : 1;
        }
        return new Head(body, loop, List.copyOf(slots));
    }

    private static Slot slot(MethodBody body, Loop loop, int index, Object type, boolean live) {
        LocalVariableNode variable = body.variable(index, loop.head());
        return variable == null
                ? new Slot(index, type, null, null, null, live)
                : new Slot(index, type, variable.name, variable.desc, variable.signature, live);
    }

    MethodBody body() {
        return body;
    }

    Loop loop() {
        return loop;
    }

    /** The variables that have a value on every way to the head, by number. */
    List<Slot> slots() {
        return slots;
    }

    Optional<Slot> named(String name) {
        return slots.stream().filter(s -> name.equals(s.name())).findFirst();
    }

    Optional<Slot> at(int index) {
        return slots.stream().filter(s -> s.index() == index).findFirst();
    }

    int offset() {
        return body.offset(loop.head());
    }

    int line() {
        return body.line(loop.head());
    }
}
