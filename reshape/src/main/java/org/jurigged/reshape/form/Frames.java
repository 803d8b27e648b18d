package org.jurigged.reshape.form;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;

/** Stack map frames as ASM writes them down, expanded (JVMS 4.7.4). */
public final class Frames {
    private Frames() {}

    /** The local variables at the start of a method; {@code receiver} is null if it is static. */
    public static Object[] locals(Object receiver, String descriptor) {
        List<Object> locals = new ArrayList<>();
        if (receiver != null) {
            locals.add(receiver);
        }
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            locals.add(of(argument));
        }
        return locals.toArray();
    }

    public static FrameNode withEmptyStack(Object[] locals) {
        return new FrameNode(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
    }

    public static Object of(Type type) {
        return switch (type.getSort()) {
            case Type.LONG -> Opcodes.LONG;
            case Type.FLOAT -> Opcodes.FLOAT;
            case Type.DOUBLE -> Opcodes.DOUBLE;
            case Type.OBJECT, Type.ARRAY -> type.getInternalName();
            default -> Opcodes.INTEGER;
        };
    }
}
