package org.jurigged.reshape.form.template;

import java.util.Set;

/**
 * The methods of {@code java.lang.LiveStackFrame} that our code in the boot loader calls. Its name is replaced by that one's
 * when such code is written out, so that nothing of this class is ever called.
 */
public interface LiveStackFrame extends StackWalker.StackFrame {
    /** Returns a walker whose frames are of this type. */
    static StackWalker getStackWalker(Set<StackWalker.Option> options) {
        throw new UnsupportedOperationException("java.lang.LiveStackFrame takes this class's place");
    }

    /** Returns the monitors that the frame holds. */
    Object[] getMonitors();

    /** Returns the local variables: references as they are, all else as {@link PrimitiveSlot}. */
    Object[] getLocals();

    /** Returns what is on the operand stack. */
    Object[] getStack();

    /** What is no reference; a {@code long} or {@code double} of a 64-bit JVM is in the second of its two variables. */
    abstract class PrimitiveSlot {
        private PrimitiveSlot() {}

        /** Returns how many bytes it has. */
        public abstract int size();

        /** Returns four of them; throws an {@code UnsupportedOperationException} if it has more. */
        public abstract int intValue();

        /** Returns eight of them; throws an {@code UnsupportedOperationException} if it has less. */
        public abstract long longValue();
    }
}
