package org.jurigged.reshape.form;

import java.util.Set;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Uses of members by reflection, which look at the class that makes them ({@link
 * java.lang.reflect.AccessibleObject#canAccess}): code in a companion makes them with its host's rights.
 */
final class Reflective {
    private static final String FIELD = "java/lang/reflect/Field";
    private static final Set<String> OTHERS =
            Set.of("java/lang/reflect/Method.invoke", "java/lang/reflect/Constructor.newInstance");

    private Reflective() {}

    static boolean looks(MethodInsnNode call) {
        return OTHERS.contains(call.owner + '.' + call.name)
                || call.owner.equals(FIELD) && (isAccess(call, "get", 1) || isAccess(call, "set", 2));
    }

    /** A field's {@code get} and {@code set}, and {@code getInt} and the like; {@code getName} takes nothing. */
    private static boolean isAccess(MethodInsnNode call, String start, int arguments) {
        return call.name.startsWith(start)
                && call.desc.startsWith("(Ljava/lang/Object;")
                && Type.getArgumentCount(call.desc) == arguments;
    }

    static InvokeDynamicInsnNode site(CodeContext context, MethodInsnNode call) {
        String descriptor = Places.withReceiver(call.owner, call.desc);
        return Binder.site(context, "reflective", context.logical().name, call.owner, call.name, descriptor);
    }
}
