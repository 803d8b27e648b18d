package org.jurigged.reshape;

import org.objectweb.asm.Opcodes;

/** A class that became an interface, an enum, a record or an annotation: nothing else is worth saying then. */
final class KindRule {
    private KindRule() {}

    static boolean refuses(Comparison comparison) {
        String before = kind(comparison.loaded());
        String after = kind(comparison.latest());
        if (before.equals(after)) {
            return false;
        }
        comparison.refuseType(Code.J101, "changed from " + before + " to " + after);
        return true;
    }

    private static String kind(Schema schema) {
        if (schema.is(Opcodes.ACC_ANNOTATION)) {
            return "annotation";
        }
        if (schema.is(Opcodes.ACC_INTERFACE)) {
            return "interface";
        }
        return switch (String.valueOf(schema.superName())) {
            case "java.lang.Enum" -> "enum";
            case "java.lang.Record" -> "record";
            default -> "class";
        };
    }
}
