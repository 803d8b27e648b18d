package org.jurigged.reshape.move;

import java.util.List;
import java.util.Objects;
import org.objectweb.asm.tree.AbstractInsnNode;

/** Where a local variable of the new code has its value from when a loop goes on in it. */
sealed interface Fill {
    /** The variable of the new code. */
    Slot to();

    /** What a variable of the old code held, after these conversions (JVMS 6.5, opcodes without operands). */
    record Kept(Slot from, Slot to, List<Integer> conversions) implements Fill {
        public Kept {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            conversions = List.copyOf(conversions);
        }
    }

    /** The constant that initialises it. */
    record Initial(Slot to, AbstractInsnNode push) implements Fill {
        public Initial {
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(push, "push");
        }
    }

    /** Any value of its type: it is written before it is read. */
    record Any(Slot to) implements Fill {
        public Any {
            Objects.requireNonNull(to, "to");
        }
    }
}
