package org.jurigged.reshape;

import java.util.List;
import org.jurigged.reshape.form.Forms;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The classes that javac makes for switches over enums: each static field has a table of which constant goes to which case.
 * Nothing in the source initialises them, so that the whole initialiser runs again when such a class changes.
 */
final class SwitchMaps {
    private static final String FIELD = "$SwitchMap$";

    private SwitchMaps() {}

    static void run(Subject subject, Forms forms, List<InitialiserRun> runs) {
        if (subject.isNew() || subject.sameAsLive() || !isSwitchMap(subject.schema())) {
            return;
        }
        ClassNode host = new ClassNode();
        new ClassReader(subject.bytes()).accept(host, ClassReader.EXPAND_FRAMES);
        for (MethodNode initialiser : host.methods) {
            if (initialiser.name.equals("<clinit>")) {
                runs.add(run(subject, host, initialiser, forms));
            }
        }
    }

    private static InitialiserRun run(Subject subject, ClassNode host, MethodNode initialiser, Forms forms) {
        LabelNode start = new LabelNode();
        LabelNode end = new LabelNode();
        initialiser.instructions.insert(start);
        initialiser.instructions.insertBefore(lastReturn(initialiser), end);
        StaticRun element = new StaticRun(null, subject.change().className() + ".<static>", 1, 0);
        return new Companion(host, Slice.of(initialiser, start, end), forms).run(element);
    }

    private static org.objectweb.asm.tree.AbstractInsnNode lastReturn(MethodNode method) {
        var insn = method.instructions.getLast();
        while (insn.getOpcode() != Opcodes.RETURN) {
            insn = insn.getPrevious();
        }
        return insn;
    }

    /** Whether a class is such a one: it is synthetic, and has nothing but tables. */
    static boolean isSwitchMap(Schema schema) {
        return schema.is(Opcodes.ACC_SYNTHETIC)
                && !schema.fields().isEmpty()
                && schema.fields().stream().allMatch(f -> f.name().startsWith(FIELD));
    }
}
