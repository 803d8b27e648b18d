package org.jurigged.reshape;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Pattern switches over an enum ({@code SwitchBootstraps.enumSwitch}): from JDK 22 on a call site remembers a number for each
 * ordinal, where nobody finds it. A redefined class gets new call sites.
 */
public final class EnumSwitches {
    private EnumSwitches() {}

    /** Whether code of a class has such a switch over an enum, by binary name. */
    public static boolean areIn(byte[] classFile, String enumName) {
        boolean[] found = {false};
        ClassVisitor finder = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitInvokeDynamicInsn(
                            String site, String type, Handle bootstrap, Object... arguments) {
                        found[0] |= bootstrap.getOwner().equals("java/lang/runtime/SwitchBootstraps")
                                && bootstrap.getName().equals("enumSwitch")
                                && Type.getArgumentTypes(type)[0].getClassName().equals(enumName);
                    }
                };
            }
        };
        new ClassReader(classFile).accept(finder, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return found[0];
    }
}
