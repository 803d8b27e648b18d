package org.jurigged.reshape.form;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jurigged.reshape.Code;
import org.jurigged.reshape.form.World.Found;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Assignments to fields of an object whose superclass's constructor wasn't called yet: javac makes them for the outer
 * instance and for captured variables. Such an object can't be handed to a store (JVMS 4.10.1.9): the assignment is
 * made right after that call.
 */
final class EarlyStores {
    private final Scene scene;
    private final MethodNode constructor;

    EarlyStores(Scene scene, MethodNode constructor) {
        this.scene = scene;
        this.constructor = constructor;
    }

    void apply() {
        MethodInsnNode call = constructorCall(constructor);
        if (call == null) {
            return;
        }
        List<FieldInsnNode> early = new ArrayList<>();
        for (AbstractInsnNode insn : constructor.instructions) {
            if (insn == call) {
                break;
            }
            if (insn.getOpcode() == Opcodes.PUTFIELD && isStored((FieldInsnNode) insn)) {
                early.add((FieldInsnNode) insn);
            }
        }
        early.forEach(store -> move(store, call));
    }

    private boolean isStored(FieldInsnNode field) {
        Found found = scene.world().field(field.owner, field.name + ':' + field.desc);
        return found != null && scene.placeOfField(found) instanceof Place.InStore;
    }

    private void move(FieldInsnNode store, MethodInsnNode call) {
        for (AbstractInsnNode insn = store; insn != call; insn = insn.getNext()) {
            if (insn instanceof FrameNode) {
                throw new CannotForm(
                        Code.J121, "the constructor assigns " + store.name + " before it calls another constructor");
            }
        }
        Type type = Type.getType(store.desc);
        int local = constructor.maxLocals;
        constructor.maxLocals += type.getSize();
        InsnList after = new InsnList();
        after.add(new VarInsnNode(Opcodes.ALOAD, 0));
        after.add(new VarInsnNode(type.getOpcode(Opcodes.ILOAD), local));
        after.add(new FieldInsnNode(Opcodes.PUTFIELD, store.owner, store.name, store.desc));
        constructor.instructions.insert(call, after);
        constructor.instructions.insertBefore(store, new VarInsnNode(type.getOpcode(Opcodes.ISTORE), local));
        constructor.instructions.set(store, new InsnNode(Opcodes.POP));
    }

    /** Finds the call of {@code this(...)} or {@code super(...)}: the first whose object wasn't created here. */
    static MethodInsnNode constructorCall(MethodNode constructor) {
        Deque<String> open = new ArrayDeque<>();
        for (AbstractInsnNode insn : constructor.instructions) {
            if (insn.getOpcode() == Opcodes.NEW) {
                open.push(((TypeInsnNode) insn).desc);
            } else if (insn instanceof MethodInsnNode call && call.name.equals("<init>")) {
                if (open.isEmpty() || !open.peek().equals(call.owner)) {
                    return call;
                }
                open.pop();
            }
        }
        return null;
    }
}
