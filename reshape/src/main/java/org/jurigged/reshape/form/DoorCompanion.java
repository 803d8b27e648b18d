package org.jurigged.reshape.form;

import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Makes the class through which another package reaches an override of a class that isn't open to it. */
final class DoorCompanion {
    static final String TEST = "jurigged$is";

    private DoorCompanion() {}

    static byte[] of(Scene scene, TypeInfo type, Member method, ClassNode host) {
        ClassNode door = CompanionClass.beside(host, FormNames.door(type.name, method.name(), method.type()));
        MethodNode test = CompanionClass.method(door, TEST, "(Ljava/lang/Object;)Z");
        test.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
        test.instructions.add(new TypeInsnNode(Opcodes.INSTANCEOF, type.name));
        test.instructions.add(new InsnNode(Opcodes.IRETURN));
        String descriptor = Places.withReceiver("java/lang/Object", method.type());
        MethodNode pass = CompanionClass.method(door, method.name(), descriptor);
        pass.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
        pass.instructions.add(new TypeInsnNode(Opcodes.CHECKCAST, type.name));
        pass.instructions.add(Insns.load(Type.getArgumentTypes(method.type()), 1));
        pass.instructions.add(DispatchCode.call(scene, type, method));
        pass.instructions.add(Insns.returnOf(method.type()));
        return CompanionClass.bytes(door);
    }
}
