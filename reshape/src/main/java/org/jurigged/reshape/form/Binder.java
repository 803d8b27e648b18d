package org.jurigged.reshape.form;

import org.jurigged.reshape.form.template.LiveBinder;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/**
 * Constant call sites, bound with the rights of the class that the source has the code in: the JIT sees through them.
 *
 * <p>The methods that bind are in one class for each package; {@link LiveBinder} is its pattern.
 */
final class Binder {
    private static final String BOOTSTRAP = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
            + "Ljava/lang/invoke/MethodType;Ljava/lang/Class;Ljava/lang/Class;)Ljava/lang/invoke/CallSite;";

    private Binder() {}

    /**
     * Makes a call site.
     *
     * @param caller where the call site stands
     * @param how a method of {@link LiveBinder}
     * @param onBehalf internal name of the class whose rights it needs
     * @param owner internal name of the class that the member is looked up in
     * @param name name of the member; anything where there is none
     */
    static InvokeDynamicInsnNode site(
            CodeContext caller, String how, String onBehalf, String owner, String name, String descriptor) {
        String binder = FormNames.binder(caller.logical().name);
        Handle bootstrap = new Handle(Opcodes.H_INVOKESTATIC, binder, how, BOOTSTRAP, false);
        return new InvokeDynamicInsnNode(
                name, descriptor, bootstrap, Type.getObjectType(onBehalf), Type.getObjectType(owner));
    }

    /** Returns the class file of a package's binder. */
    static byte[] classFile(String internalName) {
        return Template.named(LiveBinder.class, internalName);
    }
}
