package org.jurigged.reshape.form;

import java.util.List;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.jurigged.reshape.form.World.Found;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Code at the head of a method that hands over to the overrider of the receiver's class. */
final class DispatchCode {
    private final Scene scene;
    private final String packageName;
    private final Member method;
    private final Object[] locals;

    /**
     * Makes code for a method.
     *
     * @param where internal name of the class the code will be in
     * @param receiver internal name of the class of the method's local variable 0
     */
    DispatchCode(Scene scene, String where, String receiver, Member method) {
        this.scene = scene;
        this.packageName = TypeInfo.packageOf(where);
        this.method = method;
        this.locals = Frames.locals(receiver, method.type());
    }

    /** {@code if (this instanceof T) return T.method(this, ...)}, for each overrider. */
    InsnList of(List<TypeInfo> overriders) {
        InsnList code = new InsnList();
        for (TypeInfo overrider : overriders) {
            LabelNode next = new LabelNode();
            if (isOpen(overrider)) {
                code.add(new VarInsnNode(Opcodes.ALOAD, 0));
                code.add(new TypeInsnNode(Opcodes.INSTANCEOF, overrider.name));
                code.add(new JumpInsnNode(Opcodes.IFEQ, next));
                code.add(new VarInsnNode(Opcodes.ALOAD, 0));
                code.add(new TypeInsnNode(Opcodes.CHECKCAST, overrider.name));
                code.add(Insns.load(Type.getArgumentTypes(method.type()), 1));
                code.add(call(scene, overrider, method));
            } else {
                throughDoor(code, overrider, next);
            }
            code.add(Insns.returnOf(method.type()));
            code.add(next);
            code.add(new FrameNode(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]));
            // The code that follows may begin with a frame of its own.
            code.add(new InsnNode(Opcodes.NOP));
        }
        return code;
    }

    private boolean isOpen(TypeInfo overrider) {
        return overrider.packageName().equals(packageName)
                || (overrider.isPhysicallyPublic() && member(overrider).is(Opcodes.ACC_PUBLIC));
    }

    private Member member(TypeInfo overrider) {
        return scene.world().method(overrider.name, key()).member();
    }

    private void throughDoor(InsnList code, TypeInfo overrider, LabelNode next) {
        String door = scene.needs().door(overrider, member(overrider));
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, door, DoorCompanion.TEST, "(Ljava/lang/Object;)Z", false));
        code.add(new JumpInsnNode(Opcodes.IFEQ, next));
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(Insns.load(Type.getArgumentTypes(method.type()), 1));
        code.add(new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                door,
                method.name(),
                Places.withReceiver("java/lang/Object", method.type()),
                false));
    }

    private String key() {
        return method.name() + method.type();
    }

    /** Calls what a class has for a method, without regard to overriders in companions further below. */
    static MethodInsnNode call(Scene scene, TypeInfo type, Member method) {
        Found found = scene.world().method(type.name, method.name() + method.type());
        if (scene.placeOfMethod(found) instanceof Place.InCompanion) {
            return new MethodInsnNode(
                    Opcodes.INVOKESTATIC,
                    scene.needs().special(found.type(), found.member()),
                    method.name(),
                    Places.withReceiver(found.type().name, method.type()),
                    false);
        }
        int opcode = type.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        return new MethodInsnNode(opcode, type.name, method.name(), method.type(), type.isInterface());
    }
}
