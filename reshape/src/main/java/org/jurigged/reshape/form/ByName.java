package org.jurigged.reshape.form;

import java.util.Set;
import org.jurigged.reshape.Code;
import org.jurigged.reshape.form.TypeInfo.Member;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Code that asks the JVM for a field by its name, such as an atomic updater: it doesn't find one that was added. */
final class ByName {
    private static final Set<String> FINDERS =
            Set.of("newUpdater", "findVarHandle", "findStaticVarHandle", "objectFieldOffset", "getDeclaredField");
    /** How far in front of the call its arguments are looked for. */
    private static final int REACH = 8;

    private ByName() {}

    static void check(Scene scene, MethodNode code) {
        for (AbstractInsnNode insn : code.instructions) {
            if (insn instanceof MethodInsnNode call && FINDERS.contains(call.name)) {
                check(scene, call);
            }
        }
    }

    private static void check(Scene scene, MethodInsnNode call) {
        String name = null;
        Type type = null;
        AbstractInsnNode insn = call.getPrevious();
        for (int i = 0; i < REACH && insn != null; i++, insn = insn.getPrevious()) {
            if (insn instanceof LdcInsnNode constant) {
                name = name == null && constant.cst instanceof String text ? text : name;
                type = constant.cst instanceof Type found ? found : type;
            }
        }
        TypeInfo owner = name == null || type == null ? null : scene.world().type(type.getInternalName());
        for (Member field : owner == null ? Set.<Member>of() : Set.copyOf(owner.fields())) {
            if (field.name().equals(name) && !(scene.places().ofField(owner, field) instanceof Place.InClass)) {
                throw new CannotForm(
                        Code.J121,
                        call.name + " asks for the field " + name + " by its name, and the JVM has none of that name");
            }
        }
    }
}
