package org.jurigged.reshape.form;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jurigged.reshape.Code;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Rewrites the calls of constructors in a method.
 *
 * <p>A constructor that the loaded class lacks gets its arguments handed over, and then one that the class has is called.
 * Nothing of the program runs in between: the arguments are computed, and {@code new} has initialised the class.
 */
final class ConstructorCalls {
    private final Scene scene;
    private final CodeContext context;
    private final MethodNode code;
    private boolean changed;

    ConstructorCalls(Scene scene, CodeContext context, MethodNode code) {
        this.scene = scene;
        this.context = context;
        this.code = code;
    }

    boolean apply() {
        Deque<TypeInsnNode> open = new ArrayDeque<>();
        for (AbstractInsnNode insn : code.instructions.toArray()) {
            if (insn.getOpcode() == Opcodes.NEW) {
                open.push((TypeInsnNode) insn);
            } else if (insn instanceof MethodInsnNode call && call.name.equals("<init>")) {
                TypeInsnNode creation = !open.isEmpty() && open.peek().desc.equals(call.owner) ? open.pop() : null;
                rewrite(call, creation);
            }
        }
        return changed;
    }

    /** {@code creation} is null for a call of {@code this(...)} or {@code super(...)}. */
    private void rewrite(MethodInsnNode call, TypeInsnNode creation) {
        TypeInfo type = scene.world().type(call.owner);
        Member latest = type == null ? null : type.method(call.name + call.desc);
        if (latest == null) {
            return;
        }
        if (scene.places().ofMethod(type, latest) instanceof Place.InConstructor place) {
            handOver(call, place);
        }
        Member physical = type.physicalMethod(call.name + call.desc);
        if (physical != null && scene.isClosed(context, type, physical)) {
            if (creation == null) {
                throw new CannotForm(
                        Code.J135,
                        "the constructors that the JVM has of " + type.name.replace('/', '.')
                                + " are not open to its subclass");
            }
            bind(call, creation, type);
        }
    }

    private void handOver(MethodInsnNode call, Place.InConstructor place) {
        InsnList hand = new InsnList();
        String arguments = Type.getMethodDescriptor(Type.VOID_TYPE, Type.getArgumentTypes(call.desc));
        hand.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC, place.companion(), ConstructorCompanion.HAND, arguments, false));
        for (Type argument : Type.getArgumentTypes(place.carrier())) {
            hand.add(Insns.zero(argument));
        }
        code.instructions.insertBefore(call, hand);
        call.desc = place.carrier();
        changed = true;
    }

    /** Puts a method handle's call where {@code new} and the constructor's call were. */
    private void bind(MethodInsnNode call, TypeInsnNode creation, TypeInfo type) {
        forget(creation);
        String descriptor = Type.getMethodDescriptor(Type.getObjectType(type.name), Type.getArgumentTypes(call.desc));
        InsnList made = new InsnList();
        scene.needs().binder(context.logical().name);
        made.add(Binder.site(context, "constructor", type.name, type.name, "new_", descriptor));
        // null, null, object -> object
        made.add(new InsnNode(Opcodes.DUP_X2));
        made.add(new InsnNode(Opcodes.POP));
        made.add(new InsnNode(Opcodes.POP2));
        code.instructions.insert(call, made);
        code.instructions.remove(call);
        changed = true;
    }

    /** What was an uninitialised object on the stack is null from now on, in the frames as well. */
    private void forget(TypeInsnNode creation) {
        List<LabelNode> labels = new ArrayList<>();
        for (AbstractInsnNode insn = creation.getPrevious();
                insn != null && insn.getOpcode() < 0;
                insn = insn.getPrevious()) {
            if (insn instanceof LabelNode label) {
                labels.add(label);
            }
        }
        for (AbstractInsnNode insn : code.instructions) {
            if (insn instanceof FrameNode frame) {
                frame.local = nulled(frame.local, labels);
                frame.stack = nulled(frame.stack, labels);
            }
        }
        if (creation.getNext().getOpcode() != Opcodes.DUP) {
            throw new IllegalStateException("a creation of " + creation.desc + " in " + code.name + " isn't javac's");
        }
        code.instructions.set(creation, new InsnNode(Opcodes.ACONST_NULL));
    }

    private static List<Object> nulled(List<Object> types, List<LabelNode> labels) {
        List<Object> replaced = new ArrayList<>();
        for (Object type : types == null ? List.of() : types) {
            boolean isLabel = type instanceof LabelNode label && labels.contains(label);
            replaced.add(isLabel ? Opcodes.NULL : type);
        }
        return replaced;
    }
}
