package org.jurigged.reshape.form;

import java.util.OptionalInt;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** Line numbers of made code, so that a stack trace names the user's file and line. */
final class Lines {
    private Lines() {}

    static OptionalInt first(MethodNode method) {
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof LineNumberNode line) {
                return OptionalInt.of(line.line);
            }
        }
        return OptionalInt.empty();
    }

    /** Gives what is added to an empty method from here on a line. */
    static void begin(MethodNode method, int line) {
        LabelNode start = new LabelNode();
        method.instructions.add(start);
        method.instructions.add(new LineNumberNode(line, start));
    }
}
