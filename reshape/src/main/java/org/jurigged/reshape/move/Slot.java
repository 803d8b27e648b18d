package org.jurigged.reshape.move;

import java.util.Objects;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A local variable as it is at a loop's head.
 *
 * @param index its number (JVMS 2.6.1)
 * @param verified its verification type as ASM writes it down: an internal name, or {@link Opcodes#INTEGER} and so on
 * @param name what the source calls it; null for what javac made up, and where the class doesn't say
 * @param descriptor its declared type; null where the class doesn't say
 * @param signature its generic type; null if it has none
 * @param live whether its value may be read before it is written again
 */
record Slot(int index, Object verified, String name, String descriptor, String signature, boolean live) {
    Slot {
        Objects.requireNonNull(verified, "verified");
    }

    boolean isReference() {
        return verified instanceof String || verified == Opcodes.NULL;
    }

    /** Its type for whoever reads it from the outside: a reference is an object of whatever class. */
    Type type() {
        if (verified == Opcodes.INTEGER) {
            return descriptor == null ? Type.INT_TYPE : Type.getType(descriptor);
        } else if (verified == Opcodes.LONG) {
            return Type.LONG_TYPE;
        } else if (verified == Opcodes.FLOAT) {
            return Type.FLOAT_TYPE;
        } else if (verified == Opcodes.DOUBLE) {
            return Type.DOUBLE_TYPE;
        }
        return verified instanceof String name ? Type.getObjectType(name) : Type.getObjectType("java/lang/Object");
    }

    /** What a message calls it. */
    String display() {
        return name == null ? "a value without a name (" + type().getClassName() + ")" : name;
    }
}
