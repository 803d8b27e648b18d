package org.jurigged.reshape;

import java.util.Arrays;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Classes whose redefinition takes a JVM down: HotSpot 25 recurses without end as it merges constant pools in which a
 * bootstrap argument is itself a dynamic constant ({@code ConstantPool::find_matching_operand}; JVMS 4.7.23).
 */
final class CrashRule {
    /** The tag of a dynamic constant (JVMS 4.4, table 4.4-A). */
    private static final int CONSTANT_DYNAMIC = 17;

    private CrashRule() {}

    /** Whether a class file has such constants: javac makes them of enum constants in pattern switches. */
    static boolean mayCrash(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        return hasDynamicConstant(reader, classFile) && isArgument(reader);
    }

    private static boolean hasDynamicConstant(ClassReader reader, byte[] classFile) {
        for (int item = 1; item < reader.getItemCount(); item++) {
            int offset = reader.getItem(item);
            if (offset > 0 && classFile[offset - 1] == CONSTANT_DYNAMIC) {
                return true;
            }
        }
        return false;
    }

    private static boolean isArgument(ClassReader reader) {
        boolean[] found = {false};
        ClassVisitor finder = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitInvokeDynamicInsn(
                            String site, String type, Handle bootstrap, Object... arguments) {
                        found[0] |= Arrays.stream(arguments).anyMatch(ConstantDynamic.class::isInstance);
                    }
                };
            }
        };
        reader.accept(finder, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return found[0];
    }
}
