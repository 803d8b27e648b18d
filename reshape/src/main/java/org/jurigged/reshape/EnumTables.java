package org.jurigged.reshape;

import java.util.List;
import java.util.Map;
import org.jurigged.reshape.form.Formed;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The classes of javac's tables by which code switches over enums.
 *
 * <p>A table is filled when code first switches, and leaves constants out that the enum doesn't have, which javac foresees
 * ({@code NoSuchFieldError}). So code that switches may run before a new constant is there, if the table does the same for one
 * that is null as yet; the table gets it when all tables do. Else there would be a moment in which the program has the
 * constant, and code that doesn't know it.
 */
final class EnumTables {
    private static final String FORESEEN = "java/lang/NoSuchFieldError";
    private static final String ANY = "java/lang/Throwable";

    private EnumTables() {}

    /** Makes tables that are to be defined leave out constants that aren't there yet. */
    static void makePatient(Formed formed) {
        for (Map.Entry<String, byte[]> definition : formed.definitions().entrySet()) {
            if (isTable(definition.getValue())) {
                byte[] patient = patient(definition.getValue());
                definition.setValue(patient);
                formed.companions().replace(definition.getKey(), patient);
            }
        }
    }

    /** Whether a class has nothing but tables. */
    static boolean isTable(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.SKIP_CODE);
        return !node.fields.isEmpty()
                && node.fields.stream().allMatch(field -> field.name.startsWith("$SwitchMap$"))
                && node.methods.stream().allMatch(method -> method.name.equals("<clinit>"));
    }

    private static byte[] patient(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        node.methods.forEach(EnumTables::makePatient);
        ClassWriter writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }

    private static void makePatient(MethodNode initialiser) {
        for (TryCatchBlockNode block : initialiser.tryCatchBlocks) {
            if (FORESEEN.equals(block.type)) {
                block.type = ANY;
            }
        }
        for (AbstractInsnNode insn : initialiser.instructions) {
            if (insn instanceof FrameNode frame && frame.stack != null && frame.stack.contains(FORESEEN)) {
                frame.stack = List.of(ANY);
            }
        }
    }
}
